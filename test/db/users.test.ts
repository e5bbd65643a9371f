import { Database } from "bun:sqlite";
import { expect, test } from "bun:test";
import { loginReads } from "../../db/logins.ts";
import { MIGRATIONS } from "../../db/migrations.ts";
import { userReads } from "../../db/users.ts";
import { TOKEN_LIFETIMES } from "../../protocol/limits.ts";
import { databaseFile } from "./database-file.ts";

test("Accounts from before there were roles are admins, and are counted", async () => {
  await using file = databaseFile();
  const ids = ["a", "b"];
  {
    using db = new Database(file.path, { create: true });
    db.run(MIGRATIONS[0] ?? "");
    db.run("PRAGMA application_id = 0x50524c59");
    db.run("PRAGMA user_version = 1");
    const insert = db.query("INSERT INTO user VALUES (?, ?, 'Ada', 'Lovelace', 'hash', 1000)");
    for (const id of ids) insert.run(id, `${id}@example.org`);
  }
  const users = userReads(file.open().reader);
  expect(users.after("", 10)).toEqual(
    ids.map((id) => ({
      id,
      email: `${id}@example.org`,
      firstName: "Ada",
      lastName: "Lovelace",
      role: "admin",
      availability: "available",
      avatarUrl: null,
      createdAt: 1_000,
    })),
  );
  expect(users.total()).toBe(2);
});

test("Logins from before it was noted are listed with the time that they were made, and no more is known of them", async () => {
  await using file = databaseFile();
  const expiresAt = Date.now() + 1_000_000;
  {
    using db = new Database(file.path, { create: true });
    db.run(MIGRATIONS[0] ?? "");
    db.run("PRAGMA application_id = 0x50524c59");
    db.run("PRAGMA user_version = 1");
    db.run("INSERT INTO user VALUES ('a', 'a@example.org', 'Ada', 'Lovelace', 'hash', 1000)");
    db.query("INSERT INTO login VALUES ('1', 'a', ?)").run(expiresAt);
    db.query("INSERT INTO login VALUES ('2', 'a', ?)").run(Date.now() - 1);
  }
  const logins = loginReads(file.open().reader);
  const createdAt = expiresAt - TOKEN_LIFETIMES.operator;
  expect(logins.of("a", Date.now(), 10)).toEqual([
    { id: "1", createdAt, seenAt: null, userAgent: null },
  ]);
});

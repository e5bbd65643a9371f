import { Database } from "bun:sqlite";
import { expect, test } from "bun:test";
import { MIGRATIONS } from "../../db/migrations.ts";
import { userReads } from "../../db/users.ts";
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

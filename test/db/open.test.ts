import { Database } from "bun:sqlite";
import { describe, expect, test } from "bun:test";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { lockDatabase } from "../../db/lock.ts";
import { messageReads } from "../../db/messages.ts";
import { MIGRATIONS } from "../../db/migrations.ts";
import { CHANNEL, databaseFile, visitorMessage } from "./database-file.ts";

describe("Opening a database", () => {
  test("makes one with the settings that the store relies on", async () => {
    await using file = databaseFile();
    const { reader } = file.open();
    const settings = ["journal_mode", "synchronous", "foreign_keys", "busy_timeout", "query_only"];
    const values = settings.map((name) => reader.query(`PRAGMA ${name}`).values()[0]?.[0]);
    const FULL = 2;
    expect(values).toEqual(["wal", FULL, 1, 5_000, 1]);
  });

  test("has only STRICT tables", async () => {
    await using file = databaseFile();
    const { reader } = file.open();
    const tables = reader
      .query<{ name: string; strict: number }, []>(
        `SELECT name, strict FROM pragma_table_list
         WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'`,
      )
      .all();
    expect(tables.length).toBeGreaterThan(5);
    expect(tables.filter(({ strict }) => strict === 0)).toEqual([]);
  });

  test("keeps its settings and begins a new history at every start", async () => {
    await using file = databaseFile();
    const first = file.open();
    const second = file.open();
    expect(second.settings).toEqual(first.settings);
    expect(second.history).not.toBe(first.history);
  });

  test.each<[string, (path: string) => void, string]>([
    ["a text file", (path) => writeFileSync(path, "hello ".repeat(500)), "not a SQLite database"],
    ["somebody else's database", (path) => makeForeign(path), "not one of Parley's"],
    [
      "a newer Parley's database",
      (path) => makeForeign(path, 0x50524c59, 999),
      "made by a newer Parley",
    ],
  ])("refuses %s and leaves it as it is", async (_, make, sentence) => {
    await using file = databaseFile();
    make(file.path);
    const before = readFileSync(file.path);
    expect(() => file.open()).toThrow(sentence);
    expect(readFileSync(file.path)).toEqual(before);
  });

  test("refuses a second process on the same file, and lets it in once the first has gone", async () => {
    await using file = databaseFile();
    const lock = lockDatabase(file.path);
    expect(() => lockDatabase(file.path)).toThrow("another Parley is using");
    lock.close();
    lockDatabase(file.path).close();
  });

  test("does not migrate a database that has today's schema", async () => {
    await using file = databaseFile();
    const { reader } = file.open();
    const version = reader.query("PRAGMA user_version").values()[0]?.[0];
    expect(version).toBe(MIGRATIONS.length);
    file.open();
  });
});

describe("A history", () => {
  const a = "a";

  async function store(file: ReturnType<typeof databaseFile>, count: number): Promise<void> {
    const writer = await file.writer();
    await writer.write("connectChannel", CHANNEL);
    for (let index = 0; index < count; index += 1) {
      await writer.write("storeMessage", visitorMessage(a, `${index}`));
    }
    await writer.close();
  }

  test("DELIVERY-4: knows the offsets that were seen in it, also after later starts", async () => {
    await using file = databaseFile();
    const first = file.open().history;
    await store(file, 3);
    const second = file.open();
    const { offsetIsOurs, positionIsOurs } = messageReads(second.reader);
    expect([0, 1, 3, 4].map((offset) => offsetIsOurs(a, offset, first))).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect([0, 3, 4].map((position) => positionIsOurs(position, first))).toEqual([
      true,
      true,
      false,
    ]);
    expect(offsetIsOurs(a, 3, second.history)).toBe(true);
    expect(offsetIsOurs(a, 3, undefined)).toBe(true);
    expect(offsetIsOurs(a, 0, crypto.randomUUID())).toBe(false);
    expect(offsetIsOurs("unknown", 0, second.history)).toBe(true);
    expect(offsetIsOurs("unknown", 1, second.history)).toBe(false);
  });

  test("DELIVERY-4: refuses an offset that was lost with a newer copy, even when it exists again", async () => {
    await using file = databaseFile();
    const { history, reader } = file.open();
    await store(file, 2);
    reader.run("PRAGMA query_only = OFF");
    reader.run("VACUUM INTO ?", [`${file.path}.backup`]);
    await store(file, 3);

    await using restored = databaseFile();
    copyFileSync(`${file.path}.backup`, restored.path);
    const after = restored.open();
    await store(restored, 3);
    const { offsetIsOurs } = messageReads(after.reader);
    expect([1, 2, 3, 5].map((offset) => offsetIsOurs(a, offset, history))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(offsetIsOurs(a, 5, after.history)).toBe(true);
  });
});

function makeForeign(path: string, application = 0, version = 0): void {
  using db = new Database(path, { create: true });
  db.run("CREATE TABLE theirs (a)");
  db.run(`PRAGMA application_id = ${application}`);
  db.run(`PRAGMA user_version = ${version}`);
}

/** A batch of commands: what fails with the others, and what fails alone. */
import { Database } from "bun:sqlite";
import { describe, expect, test } from "bun:test";
import { createBatchRunner } from "../../db/batch.ts";
import type { Command } from "../../db/commands.ts";
import { connect } from "../../db/open.ts";
import { CHANNEL, databaseFile, visitorMessage } from "./database-file.ts";

function messages(texts: readonly string[]): Command[] {
  return texts.map((text) => ({ name: "storeMessage", input: visitorMessage("a", text) }));
}

describe("A batch", () => {
  test("DELIVERY-6: waits once for a database that another program holds, not once a command", async () => {
    await using file = databaseFile();
    file.open();
    using db = connect(file.path);
    const run = createBatchRunner(db);
    run([{ name: "connectChannel", input: CHANNEL }]);
    const batch = messages(Array.from({ length: 100 }, (_, n) => `${n}`));
    using other = new Database(file.path, { readwrite: true });
    other.run("BEGIN IMMEDIATE");
    db.run("PRAGMA busy_timeout = 100");
    const start = performance.now();
    const outcomes = run(batch);
    // A hundred waits are ten seconds.
    expect(performance.now() - start).toBeLessThan(4_000);
    expect(outcomes).toHaveLength(100);
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ ok: false, code: "storage_failed" });
    }
    other.run("ROLLBACK");
    expect(run(batch).every(({ ok }) => ok)).toBe(true);
  });

  test("DELIVERY-6: fails only where a command has filled the disk", async () => {
    await using file = databaseFile();
    file.open();
    using db = connect(file.path);
    const run = createBatchRunner(db);
    run([{ name: "connectChannel", input: CHANNEL }, ...messages(["first"])]);
    const [[pages = 0] = []] = db.query<unknown, []>("PRAGMA page_count").values() as number[][];
    db.run(`PRAGMA max_page_count = ${pages}`);
    const outcomes = run(messages(["fits", "x".repeat(60_000), "fits too"]));
    expect(outcomes).toMatchObject([
      { ok: true },
      { ok: false, code: "storage_full" },
      { ok: true },
    ]);
    const stored = db.query("SELECT offset, content ->> 'text' FROM message").values();
    expect(stored).toEqual([
      [1, "first"],
      [2, "fits"],
      [3, "fits too"],
    ]);
  });
});

/** A file of an earlier Parley: what today's adds to it fits what it holds. */
import { Database } from "bun:sqlite";
import { existsSync } from "node:fs";
import { expect, test } from "bun:test";
import { MIGRATIONS } from "../../db/migrations.ts";
import { connect } from "../../db/open.ts";
import { CHANNEL, databaseFile, type DatabaseFile } from "./database-file.ts";

/** v and o: a message of the visitor's or an operator's. `unread` as the earlier Parley counted. */
const CONVERSATIONS = [
  { id: "all-read", turns: "vov", unread: 0, readOffset: 3 },
  { id: "none-read", turns: "vvv", unread: 3, readOffset: 0 },
  { id: "the-last-unread", turns: "vvov", unread: 1, readOffset: 3 },
  { id: "answered-and-unread", turns: "vvvo", unread: 2, readOffset: 1 },
];

async function applicationId(): Promise<number> {
  await using fresh = databaseFile();
  fresh.open();
  using db = connect(fresh.path);
  return Number(db.query("PRAGMA application_id").values()[0]?.[0]);
}

async function makeFirstSchema(file: DatabaseFile): Promise<void> {
  using db = new Database(file.path);
  const [first = ""] = MIGRATIONS;
  db.run(first);
  db.run(`PRAGMA application_id = ${await applicationId()}`);
  db.run("PRAGMA user_version = 1");
  db.run(
    `INSERT INTO channel (id, source, source_channel_id, name, connected, created_at)
     VALUES (?, 'chat_plugin', 'website', 'Chat', 1, 1)`,
    [CHANNEL.id],
  );
  let position = 0;
  for (const [index, { id, turns, unread }] of CONVERSATIONS.entries()) {
    const key = index + 1;
    db.run(
      `INSERT INTO conversation (key, id, channel_id, created_at, display_name, state, last_offset,
         last_position, unread) VALUES (?, ?, ?, 1, 'Visitor', 'OPEN', ?, ?, ?)`,
      [key, id, CHANNEL.id, turns.length, position + turns.length, unread],
    );
    for (const [before, who] of turns.split("").entries()) {
      position += 1;
      db.run(
        `INSERT INTO message (conversation, offset, position, id, sender_type, sender_id, sender_name,
           sent_at, state, content) VALUES (?, ?, ?, ?, ?, 's', 'S', 1, 'DELIVERED', '{}')`,
        [key, before + 1, position, `${position}`, who === "v" ? "source_contact" : "app_user"],
      );
    }
  }
}

test("What an earlier Parley counted as unread stays unread, and each conversation knows up to where it is read", async () => {
  await using file = databaseFile();
  await makeFirstSchema(file);
  file.open();
  expect(existsSync(`${file.path}.before-schema-2`)).toBe(true);
  using db = connect(file.path);
  const found = db.query("SELECT id, unread, read_offset FROM conversation ORDER BY key").values();
  expect(found).toEqual(
    CONVERSATIONS.map(({ id, unread, readOffset }) => [id, unread, readOffset]),
  );
  const totals = db.query("SELECT value FROM total WHERE name = 'unread_conversations'").values();
  expect(totals).toEqual([[3]]);
});

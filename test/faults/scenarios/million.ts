/** A large file: a server that is killed under load with a million messages in it. */
import { Database } from "bun:sqlite";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { emptyFolder } from "../../parley-process.ts";
import type { Scenario } from "../scenario.ts";
import { experiment } from "../scene.ts";

const MESSAGES = 1_000_000;
const CONVERSATIONS = 10_000;

export const MILLION: Scenario = {
  name: "million",
  promise:
    "DELIVERY-1: a server that is killed under load with a million messages in its file is back with all of them",
  async run(options) {
    const folder = mkdtempSync(join(tmpdir(), "parley-million-"));
    try {
      await fill(folder);
      const setting = { ...options, name: "million", folder, before: MESSAGES };
      return await experiment(setting, async ({ pause, restart, goesOn, note }) => {
        const times: number[] = [];
        do {
          await pause(500, 1_500);
          let killed = 0;
          await restart("SIGKILL", () => void (killed = performance.now()));
          times.push(performance.now() - killed);
          note("kills", 1);
        } while (goesOn());
        note("slowest start, ms", Math.round(Math.max(...times)));
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** Messages as a server stores them, without a server's work for each. */
async function fill(folder: string): Promise<void> {
  const path = join(folder, "parley.db");
  await using empty = emptyFolder();
  const server = await empty.start(["--db", path, "--seed-channel"]);
  await server.end("SIGTERM");
  using db = new Database(path, { readwrite: true });
  const each = MESSAGES / CONVERSATIONS;
  db.run(
    `INSERT INTO conversation
       (key, id, channel_id, created_at, display_name, state, last_offset, last_position, unread)
     SELECT value, printf('%08x-0000-4000-8000-000000000000', value), channel.id, 0, 'Visitor',
       'OPEN', ${each}, (value - 1) * ${each} + ${each}, ${each}
     FROM channel, (WITH RECURSIVE n (value) AS
       (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < ${CONVERSATIONS}) SELECT value FROM n)`,
  );
  db.run(
    `INSERT INTO message
       (conversation, offset, position, id, sender_type, sender_id, sender_name, sent_at, state, content)
     SELECT (value - 1) / ${each} + 1, (value - 1) % ${each} + 1, value,
       printf('%08x-0000-4000-9000-000000000000', value), 'source_contact', 'somebody', 'Visitor',
       value, 'DELIVERED', '{"type":"text","text":"one of a million messages"}'
     FROM (WITH RECURSIVE n (value) AS
       (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < ${MESSAGES}) SELECT value FROM n)`,
  );
}

/** A database with a history: written through db/, without the waiting for the disk. */
import { createBatchRunner } from "../db/batch.ts";
import type { Command } from "../db/commands.ts";
import { connect, openDatabase } from "../db/open.ts";

const BATCH = 20_000;
/** One conversation is long, and has this share of all messages; the others have ten each. */
const LONG_SHARE = 0.5;
const SHORT_LENGTH = 10;

export interface Filled {
  readonly longConversation: string;
}

export function fill(path: string, messages: number): Filled {
  const newId = (): string => Bun.randomUUIDv7();
  openDatabase(path, newId).reader.close();
  const db = connect(path);
  db.run("PRAGMA synchronous = OFF");
  const run = createBatchRunner(db);
  const channelId = newId();
  const createdAt = Date.UTC(2026, 0, 7);
  store(run, [
    {
      name: "connectChannel",
      input: {
        id: channelId,
        source: "chat_plugin",
        sourceChannelId: "filled",
        name: undefined,
        imageUrl: undefined,
        createdAt,
      },
    },
  ]);

  const longConversation = newId();
  const shortCount = Math.ceil((messages * (1 - LONG_SHARE)) / SHORT_LENGTH);
  const short = Array.from({ length: shortCount }, newId);
  const content = JSON.stringify({
    type: "text",
    text: "Good morning, is the blue one still in stock? I would come by at noon.",
  });
  for (let first = 0; first < messages; first += BATCH) {
    const count = Math.min(BATCH, messages - first);
    store(
      run,
      Array.from({ length: count }, (_, index): Command => {
        const number = first + index;
        const isLong = number % 2 === 0;
        return {
          name: "storeMessage",
          input: {
            id: newId(),
            conversationId:
              (isLong ? undefined : short[(number >> 1) % shortCount]) ?? longConversation,
            sender: { type: "source_contact", channelId, displayName: "Visitor 0000" },
            sentAt: createdAt + number,
            content,
          },
        };
      }),
    );
  }
  db.run("PRAGMA wal_checkpoint(TRUNCATE)");
  db.close();
  return { longConversation };
}

function store(run: ReturnType<typeof createBatchRunner>, batch: readonly Command[]): void {
  const failed = run(batch).find((outcome) => !outcome.ok);
  if (failed?.ok === false) throw new Error(failed.reason);
}

/** A database with a history: written through db/, without the waiting for the disk. */
import { createBatchRunner } from "../db/batch.ts";
import type { Command, CommandInput, CommandName } from "../db/commands.ts";
import { connect, openDatabase } from "../db/open.ts";
import { createSpeech } from "./speech.ts";

const BATCH = 20_000;
/** One conversation is long, and has this share of all messages; the others have five each. */
const LONG_SHARE = 0.5;
const SHORT_LENGTH = 5;
/** Of the short ones, one in so many has a name, a tag, and metadata of its own. */
const NAMED = 10;

export interface Filled {
  readonly longConversation: string;
  readonly tag: string;
}

export function fill(path: string, messages: number): Filled {
  const newId = (): string => Bun.randomUUIDv7();
  openDatabase(path, newId).reader.close();
  const db = connect(path);
  db.run("PRAGMA synchronous = OFF");
  const run = createBatchRunner(db);

  function store<Name extends CommandName>(
    name: Name,
    inputs: readonly CommandInput<Name>[],
  ): void {
    for (let first = 0; first < inputs.length; first += BATCH) {
      const batch = inputs.slice(first, first + BATCH).map((input): Command => ({ name, input }));
      const failed = run(batch).find((outcome) => !outcome.ok);
      if (failed?.ok === false) throw new Error(failed.reason);
    }
  }

  const createdAt = Date.UTC(2026, 0, 7);
  const channelId = newId();
  const channel = { id: channelId, source: "chat_plugin", sourceChannelId: "filled", createdAt };
  store("connectChannel", [{ ...channel, name: undefined, imageUrl: undefined }]);

  const longConversation = newId();
  const shortCount = Math.ceil((messages * (1 - LONG_SHARE)) / SHORT_LENGTH);
  const short = Array.from({ length: shortCount }, newId);
  const say = createSpeech();
  for (let first = 0; first < messages; first += BATCH) {
    const count = Math.min(BATCH, messages - first);
    store(
      "storeMessage",
      Array.from({ length: count }, (_, index) => {
        const number = first + index;
        const isLong = number % 2 === 0;
        return {
          id: newId(),
          conversationId:
            (isLong ? undefined : short[(number >> 1) % shortCount]) ?? longConversation,
          sender: { type: "source_contact", channelId, displayName: "Visitor 0000" } as const,
          sentAt: createdAt + number * 1_000,
          content: JSON.stringify({ type: "text", text: say() }),
        };
      }),
    );
  }
  // A search finds what is in its index: all of it, from the first request on.
  const step = { limit: BATCH, length: Number.MAX_SAFE_INTEGER };
  for (let indexed = 0; indexed < messages; indexed += BATCH) store("indexMessages", [step]);

  const tag = newId();
  store("createTag", [{ id: tag, name: "returns", color: "tag-blue", createdAt, limit: 1 }]);
  const named = short.filter((_, index) => index % NAMED === 0);
  const rest = { firstName: undefined, lastName: undefined, avatarUrl: undefined };
  const nameOf = (index: number): string => `Ada Lovelace ${index}`;
  store(
    "updateContact",
    named.map((id, index) => ({ id, displayName: nameOf(index), ...rest })),
  );
  store(
    "tagConversation",
    named.map((conversationId) => ({ conversationId, tagId: tag, limit: 1 })),
  );
  store(
    "setMetadata",
    short.map((conversationId, index) => ({
      conversationId,
      path: ["order", "number"],
      value: index,
      bytesMax: 1_000,
    })),
  );
  db.run("PRAGMA wal_checkpoint(TRUNCATE)");
  db.close();
  return { longConversation, tag };
}

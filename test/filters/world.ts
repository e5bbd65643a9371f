/** Forty conversations, in a database and as plain objects, so that the one can be held against the other. */
import { createBatchRunner } from "../../db/batch.ts";
import type { CommandInput, CommandName } from "../../db/commands.ts";
import { createFilteredList, type FilteredPage } from "../../db/filtered-list.ts";
import { connect } from "../../db/open.ts";
import { parseFilter } from "../../protocol/filter-parser.ts";
import { databaseFile } from "../db/database-file.ts";
import { seededRandom } from "../random.ts";

export interface Known {
  readonly id: string;
  readonly channelId: string;
  readonly name: string;
  readonly createdAt: number;
  readonly lastMessageAt: number;
  readonly unread: number;
  readonly state: "OPEN" | "CLOSED";
  readonly tags: readonly string[];
  readonly assignee: string | undefined;
  /** By the dotted path. */
  readonly metadata: Readonly<Record<string, string | number | boolean>>;
  readonly said: readonly string[];
}

export const CHANNELS = [
  "0c000000-0000-5000-8000-000000000001",
  "0c000000-0000-5000-8000-000000000002",
];
export const TAGS = [
  "0a000000-0000-4000-8000-000000000001",
  "0a000000-0000-4000-8000-000000000002",
];
export const USERS = [
  "0b000000-0000-4000-8000-000000000001",
  "0b000000-0000-4000-8000-000000000002",
];
export const NAMES = [
  "Ada Lovelace",
  "Lovelace Ada",
  "ada",
  "Élodie Ömer",
  "a*b?[c]",
  "Visitor 00FF",
];
export const WORDS = ["blue", "Bluebird", "stock", "Café", "order", "42", "東京", "refund"];
export const START = Date.UTC(2026, 0, 7);
export const HOUR = 60 * 60 * 1_000;
const COUNT = 40;

export interface World extends AsyncDisposable {
  /** Latest activity first. */
  readonly conversations: readonly Known[];
  find(filters: string, page?: { position?: number; size?: number }): FilteredPage;
}

export function createWorld(): World {
  const random = seededRandom(7);
  const oneOf = <Item>(items: readonly Item[]): Item => {
    const item = items[Math.floor(random() * items.length)];
    if (item === undefined) throw new Error("nothing to choose from");
    return item;
  };
  const file = databaseFile();
  file.open();
  const db = connect(file.path);
  const run = createBatchRunner(db);

  function store<Name extends CommandName>(name: Name, input: CommandInput<Name>): void {
    const [outcome] = run([{ name, input }]);
    if (outcome?.ok !== true) throw new Error(`${name} failed: ${outcome?.reason}`);
  }

  for (const [index, id] of CHANNELS.entries()) {
    const sourceChannelId = `site-${index}`;
    const rest = { source: "chat_plugin", name: undefined, imageUrl: undefined, createdAt: START };
    store("connectChannel", { id, sourceChannelId, ...rest });
  }
  for (const [index, id] of TAGS.entries()) {
    store("createTag", { id, name: `tag ${index}`, color: "tag-red", createdAt: START, limit: 9 });
  }
  for (const id of USERS) {
    db.run(
      "INSERT INTO user (id, email, first_name, last_name, password_hash, created_at) VALUES (?, ?, '', '', '', 0)",
      [id, id],
    );
  }

  const conversations: Known[] = [];
  for (let number = 0; number < COUNT; number += 1) {
    const id = `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
    const said = Array.from({ length: 1 + Math.floor(random() * 4) }, () =>
      Array.from({ length: 1 + Math.floor(random() * 4) }, () => oneOf(WORDS)).join(" "),
    );
    const createdAt = START + number * 5 * HOUR;
    const known: Known = {
      id,
      channelId: oneOf(CHANNELS),
      name: oneOf(NAMES),
      createdAt,
      lastMessageAt: createdAt + (said.length - 1) * 1_000,
      unread: random() < 0.5 ? said.length : 0,
      state: random() < 0.5 ? "OPEN" : "CLOSED",
      tags: TAGS.filter(() => random() < 0.4),
      assignee: random() < 0.5 ? oneOf(USERS) : undefined,
      metadata: {
        ...(random() < 0.5 && { "ad.id": oneOf(["Spring", "spring sale", "x*y"]) }),
        ...(random() < 0.5 && { count: Math.floor(random() * 5) }),
        ...(random() < 0.3 && { vip: random() < 0.5 }),
      },
      said,
    };
    for (const [index, text] of said.entries()) {
      store("storeMessage", {
        id: crypto.randomUUID(),
        conversationId: id,
        sender: { type: "source_contact", channelId: known.channelId, displayName: known.name },
        sentAt: createdAt + index * 1_000,
        content: JSON.stringify({ type: "text", text }),
      });
    }
    if (known.unread === 0) store("readConversation", { id, offset: undefined, readAt: 0 });
    store("setConversationState", { id, state: known.state });
    for (const tagId of known.tags)
      store("tagConversation", { conversationId: id, tagId, limit: 9 });
    if (known.assignee !== undefined) store("assignConversation", { id, userId: known.assignee });
    for (const [path, value] of Object.entries(known.metadata)) {
      store("setMetadata", { conversationId: id, path: path.split("."), value, bytesMax: 9_999 });
    }
    conversations.unshift(known);
    // In steps of every size: a conversation's words come in several of them.
    store("indexMessages", { limit: 1 + Math.floor(random() * 5), length: 1_000_000 });
  }
  store("indexMessages", { limit: 1_000, length: 1_000_000 });

  const list = createFilteredList(db);
  return {
    conversations,
    find(filters, { position = Number.MAX_SAFE_INTEGER, size = COUNT } = {}) {
      const filter = parseFilter(filters);
      if (filter === undefined) throw new Error("no filter");
      return list({ filter, direction: "before", position, size }, () => undefined);
    },
    async [Symbol.asyncDispose]() {
      db.close();
      await file[Symbol.asyncDispose]();
    },
  };
}

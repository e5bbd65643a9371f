/** Internal notes: what operators tell each other about a conversation. They are no messages, and no visitor's. */
import type { Database } from "bun:sqlite";
import { adminCheck } from "./admins.ts";

/** Part of migration 2. */
export const NOTE_TABLE = `
  -- What operators tell each other. It stands behind the message with this offset, the last one when it was
  -- written, so that notes and messages have one order whatever the clocks said.
  CREATE TABLE note (
    conversation INTEGER NOT NULL REFERENCES conversation (key) ON DELETE CASCADE,
    number       INTEGER NOT NULL,
    id           TEXT NOT NULL UNIQUE,
    offset       INTEGER NOT NULL,
    author_id    TEXT NOT NULL,
    author_name  TEXT NOT NULL,
    created_at   INTEGER NOT NULL,
    text         TEXT NOT NULL,
    PRIMARY KEY (conversation, number)
  ) STRICT, WITHOUT ROWID;
`;

export interface NewNote {
  readonly id: string;
  readonly conversationId: string;
  readonly authorId: string;
  readonly authorName: string;
  /** In milliseconds. */
  readonly createdAt: number;
  readonly text: string;
}

export interface NoteRow extends NewNote {
  /** Of the last message when it was written: it stands behind that one. */
  readonly offset: number;
  /** Its place among the conversation's notes. */
  readonly number: number;
}

export interface NoteRemoval {
  readonly id: string;
  /** Who removes it: its author, or else an admin by this login or API token. */
  readonly userId: string;
  readonly loginId: string;
}

type CreateOutcome =
  | { readonly status: "created"; readonly offset: number; readonly number: number }
  | { readonly status: "known"; readonly note: NoteRow }
  | { readonly status: "id_conflict" }
  | { readonly status: "unknown_conversation" }
  | { readonly status: "too_many" };

type RemoveOutcome =
  | { readonly status: "removed"; readonly conversationId: string }
  | { readonly status: "unknown_note" }
  | { readonly status: "forbidden" };

/** Each runs inside the writer's transaction. */
export interface NoteWrites {
  /** The same id with the same text by the same author is the same note. `limit`: of one conversation. */
  createNote(note: NewNote & { readonly limit: number }): CreateOutcome;
  removeNote(removal: NoteRemoval): RemoveOutcome;
}

export interface NoteReads {
  /** At most `limit` notes before a number, the newest of them, oldest first. */
  before(conversationId: string, number: number, limit: number): NoteRow[];
  /** At most `limit` notes behind a number, oldest first. */
  after(conversationId: string, number: number, limit: number): NoteRow[];
  /** How many there are, and the first and the last number. Undefined: there is no such conversation. */
  extent(conversationId: string): NoteExtent | undefined;
}

export interface NoteExtent {
  readonly count: number;
  readonly first: number;
  readonly last: number;
}

const SELECT = `SELECT n.id, c.id AS conversationId, n.author_id AS authorId, n.author_name AS authorName,
    n.created_at AS createdAt, n.text, n.offset, n.number
  FROM note n JOIN conversation c ON c.key = n.conversation`;

export function noteWrites(db: Database): NoteWrites {
  const isAdmin = adminCheck(db);
  const byId = db.query<NoteRow, [string]>(`${SELECT} WHERE n.id = ?`);
  const place = db.query<{ key: number; offset: number; number: number; count: number }, [string]>(
    `SELECT key, last_offset AS offset,
       (SELECT coalesce(max(number), 0) + 1 FROM note WHERE conversation = key) AS number,
       (SELECT count(*) FROM note WHERE conversation = key) AS count
     FROM conversation WHERE id = ?`,
  );
  type Insert = [number, number, string, number, string, string, number, string];
  const insert = db.query<null, Insert>(
    `INSERT INTO note (conversation, number, id, offset, author_id, author_name, created_at, text)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const remove = db.query<null, [string]>("DELETE FROM note WHERE id = ?");

  return {
    createNote({ id, conversationId, authorId, authorName, createdAt, text, limit }) {
      const before = byId.get(id);
      if (before !== null) {
        const same =
          before.conversationId === conversationId &&
          before.authorId === authorId &&
          before.text === text;
        return same ? { status: "known", note: before } : { status: "id_conflict" };
      }
      const found = place.get(conversationId);
      if (found === null) return { status: "unknown_conversation" };
      const { key, offset, number, count } = found;
      if (count >= limit) return { status: "too_many" };
      insert.run(key, number, id, offset, authorId, authorName, createdAt, text);
      return { status: "created", offset, number };
    },

    removeNote({ id, userId, loginId }) {
      const note = byId.get(id);
      if (note === null) return { status: "unknown_note" };
      if (note.authorId !== userId && !isAdmin(loginId)) return { status: "forbidden" };
      remove.run(id);
      return { status: "removed", conversationId: note.conversationId };
    },
  };
}

export function noteReads(db: Database): NoteReads {
  const before = db.query<NoteRow, [string, number, number]>(
    `${SELECT} WHERE c.id = ? AND n.number < ? ORDER BY n.number DESC LIMIT ?`,
  );
  const after = db.query<NoteRow, [string, number, number]>(
    `${SELECT} WHERE c.id = ? AND n.number > ? ORDER BY n.number LIMIT ?`,
  );
  const extent = db.query<NoteExtent, [string]>(
    `SELECT count(n.id) AS count, coalesce(min(n.number), 0) AS first, coalesce(max(n.number), 0) AS last
     FROM conversation c LEFT JOIN note n ON n.conversation = c.key WHERE c.id = ? GROUP BY c.key`,
  );
  return {
    before(conversationId, number, limit) {
      return before.all(conversationId, number, limit).toReversed();
    },

    after(conversationId, number, limit) {
      return after.all(conversationId, number, limit);
    },

    extent(conversationId) {
      return extent.get(conversationId) ?? undefined;
    },
  };
}

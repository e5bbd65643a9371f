/** What operators do to a conversation. Each runs inside the writer's transaction. */
import type { Database } from "bun:sqlite";

/** `unchanged`: it was so already. */
export type Changed = "changed" | "unchanged" | "unknown_conversation";

export interface ReadConversation {
  readonly id: string;
  /** The last offset that the reader has seen; undefined: everything that is stored by now. */
  readonly offset: number | undefined;
  readonly readAt: number;
}

export type ReadOutcome =
  | {
      readonly status: "changed";
      readonly unread: number;
      /** Everything up to it is read now. */
      readonly readOffset: number;
    }
  | { readonly status: "unchanged" }
  | { readonly status: "unknown_conversation" };

export type UnreadOutcome =
  | { readonly status: "changed"; readonly unread: number }
  | { readonly status: "unchanged" }
  | { readonly status: "unknown_conversation" };

/** Undefined keeps what there is, null removes it. */
export interface ContactUpdate {
  readonly id: string;
  readonly displayName: string | undefined;
  readonly firstName: string | null | undefined;
  readonly lastName: string | null | undefined;
  readonly avatarUrl: string | null | undefined;
}

export interface Assignment {
  readonly id: string;
  /** Null: to nobody. */
  readonly userId: string | null;
}

export interface ConversationWrites {
  /** Never takes back what somebody else has read meanwhile. */
  readConversation(read: ReadConversation): ReadOutcome;
  /** From the visitor's last message on. What is unread already stays as it is. */
  markUnread(id: string): UnreadOutcome;
  setConversationState(change: { id: string; state: "OPEN" | "CLOSED" }): Changed;
  updateContact(update: ContactUpdate): Changed;
  assignConversation(assignment: Assignment): Changed | "unknown_user";
}

type ContactRow = {
  readonly displayName: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly avatarUrl: string | null;
  /** 1: an operator has chosen the display name. */
  readonly isNamed: 0 | 1;
};

interface Reading {
  readonly key: number;
  readonly lastOffset: number;
  readonly readOffset: number;
  readonly unread: number;
}

export function conversationWrites(db: Database): ConversationWrites {
  const reading = db.query<Reading, [string]>(
    `SELECT key, last_offset AS lastOffset, read_offset AS readOffset, unread
     FROM conversation WHERE id = ?`,
  );
  const fromVisitor = db.query<{ n: number }, [number, number, number]>(
    `SELECT count(*) AS n FROM message
     WHERE conversation = ? AND offset > ? AND offset <= ? AND sender_type = 'source_contact'`,
  );
  const read = db.query<null, [number, number, number, number]>(
    "UPDATE conversation SET read_offset = ?, unread = ?, read_at = ? WHERE key = ?",
  );
  const unreadFrom = db.query<null, [number, number]>(
    "UPDATE conversation SET read_offset = ?, unread = 1 WHERE key = ?",
  );
  const lastFromVisitor = db.query<{ offset: number }, [number]>(
    `SELECT offset FROM message WHERE conversation = ? AND sender_type = 'source_contact'
     ORDER BY offset DESC LIMIT 1`,
  );
  const exists = db.query<{ id: string }, [string]>("SELECT id FROM conversation WHERE id = ?");
  const setState = db.query<{ id: string }, [string, string]>(
    "UPDATE conversation SET state = ?1 WHERE id = ?2 AND state <> ?1 RETURNING id",
  );
  const contact = db.query<ContactRow, [string]>(
    `SELECT display_name AS displayName, first_name AS firstName, last_name AS lastName,
       avatar_url AS avatarUrl, is_named AS isNamed FROM conversation WHERE id = ?`,
  );
  const setContact = db.query<null, ContactRow & { id: string }>(
    `UPDATE conversation SET display_name = $displayName, first_name = $firstName,
       last_name = $lastName, avatar_url = $avatarUrl, is_named = $isNamed WHERE id = $id`,
  );
  const userExists = db.query<{ id: string }, [string]>("SELECT id FROM user WHERE id = ?");
  const assign = db.query<{ id: string }, [string | null, string]>(
    "UPDATE conversation SET assignee = ?1 WHERE id = ?2 AND assignee IS NOT ?1 RETURNING id",
  );

  function whether(changed: object | null, id: string): Changed {
    if (changed !== null) return "changed";
    return exists.get(id) === null ? "unknown_conversation" : "unchanged";
  }

  /** Counts what is read now or what is left, whichever is less to look at. */
  function unreadBehind(offset: number, { key, lastOffset, readOffset, unread }: Reading): number {
    return offset - readOffset < lastOffset - offset
      ? unread - (fromVisitor.get(key, readOffset, offset)?.n ?? 0)
      : (fromVisitor.get(key, offset, lastOffset)?.n ?? 0);
  }

  return {
    readConversation({ id, offset, readAt }) {
      const before = reading.get(id);
      if (before === null) return { status: "unknown_conversation" };
      const { key, lastOffset } = before;
      const readOffset = Math.min(offset ?? lastOffset, lastOffset);
      if (readOffset <= before.readOffset) return { status: "unchanged" };
      const unread = unreadBehind(readOffset, before);
      read.run(readOffset, unread, readAt, key);
      return { status: "changed", unread, readOffset };
    },

    markUnread(id) {
      const before = reading.get(id);
      if (before === null) return { status: "unknown_conversation" };
      const last = before.unread > 0 ? null : lastFromVisitor.get(before.key);
      if (last === null) return { status: "unchanged" };
      unreadFrom.run(last.offset - 1, before.key);
      return { status: "changed", unread: 1 };
    },

    setConversationState({ id, state }) {
      return whether(setState.get(state, id), id);
    },

    updateContact({ id, ...given }) {
      const before = contact.get(id);
      if (before === null) return "unknown_conversation";
      const after: ContactRow = {
        displayName: given.displayName ?? before.displayName,
        firstName: given.firstName === undefined ? before.firstName : given.firstName,
        lastName: given.lastName === undefined ? before.lastName : given.lastName,
        avatarUrl: given.avatarUrl === undefined ? before.avatarUrl : given.avatarUrl,
        isNamed: given.displayName === undefined ? before.isNamed : 1,
      };
      if (Bun.deepEquals(before, after)) return "unchanged";
      setContact.run({ id, ...after });
      // That a name is theirs now is nothing to tell anybody of.
      const isSeen = !Bun.deepEquals(before, { ...after, isNamed: before.isNamed });
      return isSeen ? "changed" : "unchanged";
    },

    assignConversation({ id, userId }) {
      if (userId !== null && userExists.get(userId) === null) {
        return exists.get(id) === null ? "unknown_conversation" : "unknown_user";
      }
      return whether(assign.get(userId, id), id);
    },
  };
}

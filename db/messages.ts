/** Messages: storing one, and every way of reading them. */
import type { Database } from "bun:sqlite";
import { historyReads } from "./histories.ts";
import type { MessageState, SenderType } from "../protocol/message.ts";

/** A message with what its conversation adds; times in milliseconds, `content` and `metadata` JSON. */
export interface MessageRow {
  readonly conversationId: string;
  readonly channelId: string;
  readonly id: string;
  readonly offset: number;
  readonly position: number;
  readonly senderType: SenderType;
  readonly senderId: string;
  readonly senderName: string;
  /** The picture that an operator has now. */
  readonly senderAvatar: string | null;
  readonly sentAt: number;
  readonly state: MessageState;
  readonly content: string;
  readonly metadata: string;
}

export interface NewMessage {
  readonly id: string;
  readonly conversationId: string;
  readonly sender:
    | { readonly type: "source_contact"; readonly channelId: string; readonly displayName: string }
    | {
        readonly type: "app_user";
        readonly id: string;
        readonly name: string;
        readonly avatarUrl: string | null;
      };
  readonly sentAt: number;
  readonly content: string;
}

/** What storing adds to a new message. */
export interface Placed {
  readonly channelId: string;
  readonly offset: number;
  readonly position: number;
  readonly senderId: string;
  readonly senderName: string;
}

export type StoreOutcome =
  | {
      readonly status: "stored";
      readonly placed: Placed;
      /** How many of the conversation's messages are unread now. */
      readonly unread: number;
      /** The conversation was closed, and is open now. */
      readonly reopened?: true;
    }
  | { readonly status: "known"; readonly message: MessageRow }
  | { readonly status: "id_conflict" | "unknown_conversation" };

/** Visitors have none, and nobody looks for theirs. */
export const SENDER_AVATAR = `iif(m.sender_type = 'app_user',
  (SELECT avatar_url FROM user WHERE user.id = m.sender_id), NULL) AS senderAvatar`;
const COLUMNS = `c.id AS conversationId, c.channel_id AS channelId, m.id, m.offset, m.position,
  m.sender_type AS senderType, m.sender_id AS senderId, m.sender_name AS senderName, ${SENDER_AVATAR},
  m.sent_at AS sentAt, m.state, m.content, m.metadata`;
const FROM = "FROM message m JOIN conversation c ON c.key = m.conversation";

/** Each runs inside the writer's transaction. */
export interface MessageWrites {
  /** The same id with the same content from the same side is the same message. */
  storeMessage(message: NewMessage): StoreOutcome;
}

export interface MessageReads {
  /** At most `limit` messages behind an offset, oldest first, none beyond the position `upTo`. */
  after(conversationId: string, offset: number, upTo: number, limit: number): MessageRow[];
  /** At most `limit` messages before an offset, the newest of them, oldest first. */
  before(conversationId: string, offset: number, upTo: number, limit: number): MessageRow[];
  /** As `after`, each row read when it is taken: whoever stops early has not paid for the rest. */
  eachAfter(
    conversationId: string,
    offset: number,
    upTo: number,
    limit: number,
  ): Iterable<MessageRow>;
  /** The same over all conversations, by position. */
  eachAfterPosition(position: number, upTo: number, limit: number): Iterable<MessageRow>;
  lastPosition(): number;
  /**
   * Whether somebody can have seen this offset of a conversation in a history of this file. False:
   * the offset was counted in a copy of it that is lost. Without a history only the range is known.
   */
  offsetIsOurs(conversationId: string, offset: number, history: string | undefined): boolean;
  /** The same for a position. */
  positionIsOurs(position: number, history: string | undefined): boolean;
}

export function messageWrites(db: Database): MessageWrites {
  // Nearly every id is new: that much is asked first, and costs a twentieth of the whole row.
  const isKnown = db.query<{ one: 1 }, [string]>("SELECT 1 AS one FROM message WHERE id = ?");
  const known = db.query<MessageRow, [string]>(`SELECT ${COLUMNS} ${FROM} WHERE m.id = ?`);
  const position = db.query<{ last: number }, []>(
    "SELECT coalesce(max(position), 0) AS last FROM message",
  );
  type Conversation = {
    key: number;
    channelId: string;
    lastOffset: number;
    displayName: string;
    unread: number;
  };
  type FromContact = Conversation & { reopened: 0 | 1 };
  // The visitor's first message makes the conversation; a later one opens it again.
  const fromContact = db.query<FromContact, [string, string, number, string, number]>(
    `INSERT INTO conversation
       (id, channel_id, created_at, display_name, state, last_offset, last_position, unread,
        last_message_at)
     VALUES (?1, ?2, ?3, ?4, 'OPEN', 1, ?5, 1, ?3)
     ON CONFLICT (id) DO UPDATE SET state = 'OPEN', last_offset = last_offset + 1,
       last_position = excluded.last_position, unread = unread + 1,
       last_message_at = excluded.last_message_at,
       reopened_offset = iif(state = 'CLOSED', last_offset + 1, reopened_offset)
     RETURNING key, channel_id AS channelId, last_offset AS lastOffset, display_name AS displayName,
       unread, reopened_offset = last_offset AS reopened`,
  );
  const fromOperator = db.query<Conversation, [number, number, string]>(
    `UPDATE conversation SET last_offset = last_offset + 1, last_position = ?, last_message_at = ?
     WHERE id = ?
     RETURNING key, channel_id AS channelId, last_offset AS lastOffset, display_name AS displayName,
       unread`,
  );
  type Insert = [number, number, number, string, SenderType, string, string, number, string];
  const insert = db.query<null, Insert>(
    `INSERT INTO message (conversation, offset, position, id, sender_type, sender_id, sender_name,
       sent_at, state, content)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'DELIVERED', ?)`,
  );

  return {
    storeMessage({ id, conversationId, sender, sentAt, content }) {
      const before = isKnown.get(id) === null ? null : known.get(id);
      if (before !== null) {
        const same =
          before.conversationId === conversationId &&
          before.senderType === sender.type &&
          (sender.type === "source_contact" || before.senderId === sender.id) &&
          before.content === content;
        return same ? { status: "known", message: before } : { status: "id_conflict" };
      }
      const next = (position.get()?.last ?? 0) + 1;
      const conversation =
        sender.type === "source_contact"
          ? fromContact.get(conversationId, sender.channelId, sentAt, sender.displayName, next)
          : fromOperator.get(next, sentAt, conversationId);
      if (conversation === null) return { status: "unknown_conversation" };
      const { key, channelId, lastOffset: offset, displayName, unread } = conversation;
      const senderId = sender.type === "source_contact" ? conversationId : sender.id;
      const senderName = sender.type === "source_contact" ? displayName : sender.name;
      insert.run(key, offset, next, id, sender.type, senderId, senderName, sentAt, content);
      const placed = { channelId, offset, position: next, senderId, senderName };
      const reopened = "reopened" in conversation && conversation.reopened === 1;
      return { status: "stored", placed, unread, ...(reopened && { reopened }) };
    },
  };
}

/** `current`: the history that this process has begun. */
export function messageReads(db: Database, current?: string): MessageReads {
  const histories = historyReads(db, current);
  const after = db.query<MessageRow, [string, number, number, number]>(
    `SELECT ${COLUMNS} ${FROM}
     WHERE c.id = ? AND m.offset > ? AND m.position <= ? ORDER BY m.offset LIMIT ?`,
  );
  const before = db.query<MessageRow, [string, number, number, number]>(
    `SELECT ${COLUMNS} ${FROM}
     WHERE c.id = ? AND m.offset < ? AND m.position <= ? ORDER BY m.offset DESC LIMIT ?`,
  );
  const afterPosition = db.query<MessageRow, [number, number, number]>(
    `SELECT ${COLUMNS} ${FROM}
     WHERE m.position > ? AND m.position <= ? ORDER BY m.position LIMIT ?`,
  );
  const lastPosition = db.query<{ last: number }, []>(
    "SELECT coalesce(max(position), 0) AS last FROM message",
  );
  const positionOf = db.query<{ position: number }, [string, number]>(
    `SELECT m.position ${FROM} WHERE c.id = ? AND m.offset = ?`,
  );

  function endOf(history: string | undefined): number | undefined {
    return history === undefined ? Number.MAX_SAFE_INTEGER : histories.end(history);
  }

  return {
    after(conversationId, offset, upTo, limit) {
      return after.all(conversationId, offset, upTo, limit);
    },

    before(conversationId, offset, upTo, limit) {
      return before.all(conversationId, offset, upTo, limit).toReversed();
    },

    eachAfter(conversationId, offset, upTo, limit) {
      return after.iterate(conversationId, offset, upTo, limit);
    },

    eachAfterPosition(position, upTo, limit) {
      return afterPosition.iterate(position, upTo, limit);
    },

    lastPosition() {
      return lastPosition.get()?.last ?? 0;
    },

    offsetIsOurs(conversationId, offset, history) {
      const end = endOf(history);
      if (end === undefined) return false;
      if (offset === 0) return true;
      const row = positionOf.get(conversationId, offset);
      return row !== null && row.position < end;
    },

    positionIsOurs(position, history) {
      const end = endOf(history);
      return end !== undefined && position < end && position <= (lastPosition.get()?.last ?? 0);
    },
  };
}

import type { Database } from "bun:sqlite";
import type { MessageRow } from "./messages.ts";

/** A conversation with its channel and its last message, as a list shows it. */
export interface ConversationRow {
  readonly id: string;
  readonly createdAt: number;
  readonly displayName: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly avatarUrl: string | null;
  readonly state: "OPEN" | "CLOSED";
  readonly metadata: string;
  readonly unread: number;
  readonly lastOffset: number;
  readonly lastPosition: number;
  readonly channelName: string;
  readonly channelSource: string;
  readonly channelSourceId: string;
  readonly channelImageUrl: string | null;
  readonly lastMessage: MessageRow;
}

/** The columns of one flat row; the last message's are told apart by their prefix. */
type FlatRow = Omit<ConversationRow, "lastMessage"> &
  Omit<MessageRow, "id" | "offset" | "position" | "conversationId" | "state" | "metadata"> & {
    readonly messageId: string;
    readonly messageState: MessageRow["state"];
    readonly messageMetadata: string;
  };

const SELECT = `SELECT c.id, c.created_at AS createdAt, c.display_name AS displayName,
    c.first_name AS firstName, c.last_name AS lastName, c.avatar_url AS avatarUrl, c.state,
    c.metadata, c.unread, c.last_offset AS lastOffset, c.last_position AS lastPosition,
    h.name AS channelName, h.source AS channelSource, h.source_channel_id AS channelSourceId,
    h.image_url AS channelImageUrl, c.channel_id AS channelId, m.id AS messageId,
    m.sender_type AS senderType, m.sender_id AS senderId, m.sender_name AS senderName,
    m.sent_at AS sentAt, m.state AS messageState, m.content, m.metadata AS messageMetadata
  FROM conversation c
  JOIN channel h ON h.id = c.channel_id
  JOIN message m ON m.conversation = c.key AND m.offset = c.last_offset`;

export interface ConversationTotals {
  readonly conversations: number;
  readonly unreadConversations: number;
}

/** Each runs inside the writer's transaction. */
export interface ConversationWrites {
  /** False when there is no such conversation. */
  readConversation(id: string): boolean;
}

export interface ConversationReads {
  channelOf(id: string): string | undefined;
  /** How many messages it has; undefined when there is no such conversation. */
  lastOffset(id: string): number | undefined;
  /** At most `limit` with less recent activity than a position, most recent first. */
  before(position: number, limit: number): ConversationRow[];
  /** At most `limit` with more recent activity, the nearest ones, most recent first. */
  after(position: number, limit: number): ConversationRow[];
  totals(): ConversationTotals;
}

export function conversationWrites(db: Database): ConversationWrites {
  const read = db.query<{ id: string }, [string]>(
    "UPDATE conversation SET unread = 0 WHERE id = ? RETURNING id",
  );
  return {
    readConversation(id) {
      return read.get(id) !== null;
    },
  };
}

export function conversationReads(db: Database): ConversationReads {
  const lastOffset = db.query<{ lastOffset: number }, [string]>(
    "SELECT last_offset AS lastOffset FROM conversation WHERE id = ?",
  );
  const channelOf = db.query<{ channelId: string }, [string]>(
    "SELECT channel_id AS channelId FROM conversation WHERE id = ?",
  );
  const before = db.query<FlatRow, [number, number]>(
    `${SELECT} WHERE c.last_position < ? ORDER BY c.last_position DESC LIMIT ?`,
  );
  const after = db.query<FlatRow, [number, number]>(
    `${SELECT} WHERE c.last_position > ? ORDER BY c.last_position LIMIT ?`,
  );
  const totals = db.query<ConversationTotals, []>(
    `SELECT (SELECT value FROM total WHERE name = 'conversations') AS conversations,
       (SELECT value FROM total WHERE name = 'unread_conversations') AS unreadConversations`,
  );
  return {
    channelOf(id) {
      return channelOf.get(id)?.channelId;
    },

    lastOffset(id) {
      return lastOffset.get(id)?.lastOffset;
    },

    before(position, limit) {
      return before.all(position, limit).map(nest);
    },

    after(position, limit) {
      return after.all(position, limit).toReversed().map(nest);
    },

    totals() {
      return totals.get() ?? { conversations: 0, unreadConversations: 0 };
    },
  };
}

function nest(row: FlatRow): ConversationRow {
  return {
    ...row,
    lastMessage: {
      conversationId: row.id,
      channelId: row.channelId,
      id: row.messageId,
      offset: row.lastOffset,
      position: row.lastPosition,
      senderType: row.senderType,
      senderId: row.senderId,
      senderName: row.senderName,
      sentAt: row.sentAt,
      state: row.messageState,
      content: row.content,
      metadata: row.messageMetadata,
    },
  };
}

/** The list of conversations, latest activity first. */
import type { Database } from "bun:sqlite";
import {
  nestConversation,
  SELECT_CONVERSATION,
  type ConversationRow,
  type FlatConversation,
} from "./conversation-row.ts";

export interface ConversationTotals {
  readonly conversations: number;
  readonly unreadConversations: number;
}

export interface ConversationListReads {
  /** At most `limit` with less recent activity than a position, most recent first. */
  before(position: number, limit: number): ConversationRow[];
  /** At most `limit` with more recent activity, the nearest ones, most recent first. */
  after(position: number, limit: number): ConversationRow[];
  totals(): ConversationTotals;
}

export function conversationListReads(db: Database): ConversationListReads {
  const before = db.query<FlatConversation, [number, number]>(
    `${SELECT_CONVERSATION} WHERE c.last_position < ? ORDER BY c.last_position DESC LIMIT ?`,
  );
  const after = db.query<FlatConversation, [number, number]>(
    `${SELECT_CONVERSATION} WHERE c.last_position > ? ORDER BY c.last_position LIMIT ?`,
  );
  const totals = db.query<ConversationTotals, []>(
    `SELECT (SELECT value FROM total WHERE name = 'conversations') AS conversations,
       (SELECT value FROM total WHERE name = 'unread_conversations') AS unreadConversations`,
  );
  return {
    before(position, limit) {
      return before.all(position, limit).map(nestConversation);
    },

    after(position, limit) {
      return after.all(position, limit).toReversed().map(nestConversation);
    },

    totals() {
      return totals.get() ?? { conversations: 0, unreadConversations: 0 };
    },
  };
}

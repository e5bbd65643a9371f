import type { Database } from "bun:sqlite";
import {
  nestConversation,
  SELECT_CONVERSATION,
  type ConversationRow,
  type FlatConversation,
} from "./conversation-row.ts";

export interface ConversationReads {
  find(id: string): ConversationRow | undefined;
  channelOf(id: string): string | undefined;
  stateOf(id: string): ConversationRow["state"] | undefined;
  /** How far, and when, operators have read what the visitor says; undefined: nothing yet. */
  readUpTo(id: string): { readonly offset: number; readonly at: number } | undefined;
  /** How many messages it has; undefined when there is no such conversation. */
  lastOffset(id: string): number | undefined;
}

export function conversationReads(db: Database): ConversationReads {
  const byId = db.query<FlatConversation, [string]>(`${SELECT_CONVERSATION} WHERE c.id = ?`);
  const lastOffset = db.query<{ lastOffset: number }, [string]>(
    "SELECT last_offset AS lastOffset FROM conversation WHERE id = ?",
  );
  const channelOf = db.query<{ channelId: string }, [string]>(
    "SELECT channel_id AS channelId FROM conversation WHERE id = ?",
  );
  const stateOf = db.query<Pick<ConversationRow, "state">, [string]>(
    "SELECT state FROM conversation WHERE id = ?",
  );
  const readUpTo = db.query<{ offset: number; at: number }, [string]>(
    `SELECT read_offset AS offset, read_at AS at FROM conversation
     WHERE id = ? AND read_offset > 0 AND read_at IS NOT NULL`,
  );
  return {
    readUpTo(id) {
      return readUpTo.get(id) ?? undefined;
    },

    stateOf(id) {
      return stateOf.get(id)?.state;
    },

    find(id) {
      const row = byId.get(id);
      return row === null ? undefined : nestConversation(row);
    },

    channelOf(id) {
      return channelOf.get(id)?.channelId;
    },

    lastOffset(id) {
      return lastOffset.get(id)?.lastOffset;
    },
  };
}

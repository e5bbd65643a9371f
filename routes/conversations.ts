/** `/conversations.…`: operators only. */
import { Hono } from "hono";
import { conversationJson } from "../chat/conversation-json.ts";
import type { Conversations } from "../chat/conversations.ts";
import type { Tokens } from "../chat/tokens.ts";
import type { ConversationReads, ConversationRow } from "../db/conversations.ts";
import { ListConversations, ReadConversation } from "../protocol/conversations.ts";
import { json, jsonText } from "./answer.ts";
import { authorize } from "./authorize.ts";
import { readBody } from "./body.ts";
import { decodeCursor, encodeCursor } from "./cursor.ts";
import type { RequestEnv } from "./env.ts";

export interface ConversationRoutesDeps {
  readonly tokens: Tokens;
  readonly conversations: Conversations;
  readonly conversationReads: ConversationReads;
}

export function createConversationRoutes(deps: ConversationRoutesDeps): Hono<RequestEnv> {
  const { tokens, conversations, conversationReads } = deps;
  return new Hono<RequestEnv>()
    .post("/conversations.list", async (c) => {
      await authorize(c, tokens, "operator");
      const { cursor, page_size: size } = await readBody(c, ListConversations);
      const { direction, key } = decodeCursor(cursor);
      const rows = conversationReads[direction](key, size);
      const { conversations: total, unreadConversations } = conversationReads.totals();
      const metadata = {
        ...neighbours(conversationReads, rows),
        filtered_total: total,
        total,
        badge_unread_count: unreadConversations,
      };
      const data = rows.map(conversationJson).join(",");
      return jsonText(`{"data":[${data}],"response_metadata":${JSON.stringify(metadata)}}`);
    })

    .post("/conversations.read", async (c) => {
      await authorize(c, tokens, "operator");
      const { conversation_id: id } = await readBody(c, ReadConversation);
      await conversations.read(id);
      return json({}, 202);
    });
}

/** The cursors of the pages on both sides, empty where there is none. */
function neighbours(conversations: ConversationReads, rows: readonly ConversationRow[]) {
  const newest = rows[0]?.lastPosition;
  const oldest = rows.at(-1)?.lastPosition;
  return {
    previous_cursor:
      newest !== undefined && conversations.after(newest, 1).length > 0
        ? encodeCursor({ direction: "after", key: newest })
        : "",
    next_cursor:
      oldest !== undefined && conversations.before(oldest, 1).length > 0
        ? encodeCursor({ direction: "before", key: oldest })
        : "",
  };
}

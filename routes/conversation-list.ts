/** `/conversations.list`: operators only. */
import { Hono } from "hono";
import { conversationJson } from "../chat/conversation-json.ts";
import type { Tokens } from "../chat/tokens.ts";
import type { ConversationListReads } from "../db/conversation-list.ts";
import type { ConversationRow } from "../db/conversation-row.ts";
import { ListConversations } from "../protocol/conversation-list.ts";
import { jsonText } from "./answer.ts";
import { authorize } from "./authorize.ts";
import { readBody } from "./body.ts";
import { decodeCursor, encodeCursor } from "./cursor.ts";
import type { RequestEnv } from "./env.ts";

export interface ConversationListRoutesDeps {
  readonly tokens: Tokens;
  readonly conversationList: ConversationListReads;
}

export function createConversationListRoutes(deps: ConversationListRoutesDeps): Hono<RequestEnv> {
  const { tokens, conversationList } = deps;
  return new Hono<RequestEnv>().post("/conversations.list", async (c) => {
    await authorize(c, tokens, "operator");
    const { cursor, page_size: size } = await readBody(c, ListConversations);
    const { direction, key } = decodeCursor(cursor);
    const rows = conversationList[direction](key, size);
    const { conversations: total, unreadConversations } = conversationList.totals();
    const metadata = {
      ...neighbours(conversationList, rows),
      filtered_total: total,
      total,
      badge_unread_count: unreadConversations,
    };
    const data = rows.map(conversationJson).join(",");
    return jsonText(`{"data":[${data}],"response_metadata":${JSON.stringify(metadata)}}`);
  });
}

/** The cursors of the pages on both sides, empty where there is none. */
function neighbours(conversations: ConversationListReads, rows: readonly ConversationRow[]) {
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

/** `/conversations.list`: operators only. */
import { Hono } from "hono";
import { conversationJson } from "../chat/conversation-json.ts";
import type { Tokens } from "../chat/tokens.ts";
import type { ConversationListReads } from "../db/conversation-list.ts";
import type { FilteredConversations } from "../db/filtered-conversations.ts";
import type { FilteredPage, FilteredRow } from "../db/filtered-list.ts";
import { ListConversations, type Highlight } from "../protocol/conversation-list.ts";
import { withReader } from "../protocol/filter.ts";
import { FILTER_LIMITS } from "../protocol/limits.ts";
import { jsonText } from "./answer.ts";
import { authorize } from "./authorize.ts";
import { readBody } from "./body.ts";
import { decodeCursor, encodeCursor, type Cursor } from "./cursor.ts";
import type { RequestEnv } from "./env.ts";

export interface ConversationListRoutesDeps {
  readonly tokens: Tokens;
  readonly conversationList: ConversationListReads;
  readonly filteredConversations: FilteredConversations;
}

export function createConversationListRoutes(deps: ConversationListRoutesDeps): Hono<RequestEnv> {
  const { tokens, conversationList, filteredConversations } = deps;
  return new Hono<RequestEnv>().post("/conversations.list", async (c) => {
    const { userId } = await authorize(c, tokens, "operator");
    const { cursor, page_size: size, filters } = await readBody(c, ListConversations);
    const filter = filters && withReader(filters, userId);
    const { direction, key: position } = decodeCursor(cursor);
    const page =
      filter === undefined || filter === null
        ? wholePage(conversationList, direction, position, size)
        : await filteredConversations.page(
            { filter, direction, position, size },
            FILTER_LIMITS.time,
          );
    const { conversations: total, unreadConversations } = conversationList.totals();
    const { rows } = page;
    const [newest, oldest] = [rows[0]?.lastPosition, rows.at(-1)?.lastPosition];
    const metadata = {
      previous_cursor: page.hasNewer ? cursorTo("after", newest) : "",
      next_cursor: page.hasOlder ? cursorTo("before", oldest) : "",
      filtered_total: page.total ?? total,
      total,
      badge_unread_count: unreadConversations,
    };
    const data = rows.map(listedJson).join(",");
    return jsonText(`{"data":[${data}],"response_metadata":${JSON.stringify(metadata)}}`);
  });
}

interface Page extends Omit<FilteredPage, "total"> {
  /** Undefined: all there are. */
  readonly total?: number;
}

function wholePage(
  conversations: ConversationListReads,
  direction: Cursor["direction"],
  position: number,
  size: number,
): Page {
  const rows = conversations[direction](position, size);
  const [newest, oldest] = [rows[0]?.lastPosition, rows.at(-1)?.lastPosition];
  return {
    rows,
    hasNewer: newest !== undefined && conversations.after(newest, 1).length > 0,
    hasOlder: oldest !== undefined && conversations.before(oldest, 1).length > 0,
  };
}

function cursorTo(direction: Cursor["direction"], key: number | undefined): string {
  return key === undefined ? "" : encodeCursor({ direction, key });
}

/** A conversation's text, and where it says what was looked for. */
function listedJson(row: FilteredRow): string {
  const text = conversationJson(row);
  if (row.highlight === undefined) return text;
  const { messageId, offset, text: said, ranges } = row.highlight;
  const highlight: Highlight = { message_id: messageId, offset, text: said, ranges };
  return `${text.slice(0, -1)},"highlight":${JSON.stringify(highlight)}}`;
}

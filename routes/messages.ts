/** `/messages.…`: operators only. */
import { Hono } from "hono";
import { messageJson } from "../chat/message-json.ts";
import type { Messages } from "../chat/messages.ts";
import type { Tokens } from "../chat/tokens.ts";
import type { ConversationReads } from "../db/conversations.ts";
import type { MessageReads, MessageRow } from "../db/messages.ts";
import { ParleyError } from "../errors.ts";
import { ListMessages, SendAsOperator } from "../protocol/messages.ts";
import { jsonText } from "./answer.ts";
import { authorize } from "./authorize.ts";
import { readBody } from "./body.ts";
import { decodeCursor, encodeCursor } from "./cursor.ts";
import type { RequestEnv } from "./env.ts";

export interface MessageRoutesDeps {
  readonly tokens: Tokens;
  readonly messages: Messages;
  readonly messageReads: MessageReads;
  readonly conversationReads: ConversationReads;
}

export function createMessageRoutes(deps: MessageRoutesDeps): Hono<RequestEnv> {
  const { tokens, messages, messageReads, conversationReads } = deps;
  return new Hono<RequestEnv>()
    .post("/messages.send", async (c) => {
      const operator = await authorize(c, tokens, "operator");
      const { conversation_id: conversationId, id, message } = await readBody(c, SendAsOperator);
      const outgoing = { id, content: message };
      return jsonText(await messages.sendAsOperator(operator, conversationId, outgoing));
    })

    .post("/messages.list", async (c) => {
      await authorize(c, tokens, "operator");
      const { conversation_id: id, cursor, page_size: size } = await readBody(c, ListMessages);
      const { direction, key } = decodeCursor(cursor);
      const total = conversationReads.lastOffset(id);
      if (total === undefined) {
        throw new ParleyError("conversation_not_found", "there is no such conversation");
      }
      const rows =
        direction === "before"
          ? messageReads.before(id, key, Number.MAX_SAFE_INTEGER, size)
          : messageReads.after(id, key, Number.MAX_SAFE_INTEGER, size);
      const metadata = { ...neighbours(rows, total), filtered_total: total, total };
      const data = rows.map(messageJson).join(",");
      return jsonText(`{"data":[${data}],"response_metadata":${JSON.stringify(metadata)}}`);
    });
}

/** Offsets are dense: they tell what lies on both sides, and how many there are. */
function neighbours(rows: readonly MessageRow[], total: number) {
  const oldest = rows[0]?.offset ?? 1;
  const newest = rows.at(-1)?.offset ?? total;
  return {
    previous_cursor: newest < total ? encodeCursor({ direction: "after", key: newest }) : "",
    next_cursor: oldest > 1 ? encodeCursor({ direction: "before", key: oldest }) : "",
  };
}

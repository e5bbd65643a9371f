/** `/conversations.…`: operators only. */
import { Hono } from "hono";
import type { Conversations } from "../chat/conversations.ts";
import type { Tokens } from "../chat/tokens.ts";
import { ReadConversation } from "../protocol/conversations.ts";
import { json } from "./answer.ts";
import { authorize } from "./authorize.ts";
import { readBody } from "./body.ts";
import type { RequestEnv } from "./env.ts";

export interface ConversationRoutesDeps {
  readonly tokens: Tokens;
  readonly conversations: Conversations;
}

export function createConversationRoutes(deps: ConversationRoutesDeps): Hono<RequestEnv> {
  const { tokens, conversations } = deps;
  return new Hono<RequestEnv>().post("/conversations.read", async (c) => {
    await authorize(c, tokens, "operator");
    const { conversation_id: id } = await readBody(c, ReadConversation);
    await conversations.read(id);
    return json({}, 202);
  });
}

/** `/conversations.…`, but for the list: operators only. */
import { Hono } from "hono";
import { conversationJson } from "../chat/conversation-json.ts";
import type { Conversations } from "../chat/conversations.ts";
import type { Tokens } from "../chat/tokens.ts";
import type { ConversationReads } from "../db/conversations.ts";
import type { PageVisitReads } from "../db/page-visits.ts";
import { ParleyError } from "../errors.ts";
import {
  AssignConversation,
  ConversationInfo,
  ListPages,
  ReadConversation,
  RemoveState,
  SetState,
  TagConversation,
  UnreadConversation,
  UpdateContact,
  type PageVisits,
} from "../protocol/conversations.ts";
import { json, jsonText } from "./answer.ts";
import { authorize } from "./authorize.ts";
import { readBody } from "./body.ts";
import type { RequestEnv } from "./env.ts";

export interface ConversationRoutesDeps {
  readonly tokens: Tokens;
  readonly conversations: Conversations;
  readonly conversationReads: ConversationReads;
  readonly pageVisitReads: PageVisitReads;
}

export function createConversationRoutes(deps: ConversationRoutesDeps): Hono<RequestEnv> {
  const { tokens, conversations, conversationReads, pageVisitReads } = deps;
  return new Hono<RequestEnv>()
    .post("/conversations.info", async (c) => {
      await authorize(c, tokens, "operator");
      const { conversation_id: id } = await readBody(c, ConversationInfo);
      const conversation = conversationReads.find(id);
      if (conversation === undefined) throw notFound();
      return jsonText(conversationJson(conversation));
    })

    .post("/conversations.pages", async (c) => {
      await authorize(c, tokens, "operator");
      const { conversation_id: id } = await readBody(c, ListPages);
      if (conversationReads.lastOffset(id) === undefined) throw notFound();
      const data = pageVisitReads.of(id).map(({ url, title, openedAt }) => ({
        url,
        ...(title !== null && { title }),
        opened_at: new Date(openedAt).toISOString(),
      }));
      return json({ data } satisfies PageVisits);
    })

    .post("/conversations.read", async (c) => {
      await authorize(c, tokens, "operator");
      const { conversation_id: id, offset } = await readBody(c, ReadConversation);
      await conversations.read({ id, offset });
      return json({}, 202);
    })

    .post("/conversations.unread", async (c) => {
      const operator = await authorize(c, tokens, "operator");
      const { conversation_id: id } = await readBody(c, UnreadConversation);
      await conversations.markUnread(operator, id);
      return json({});
    })

    .post("/conversations.tag", async (c) => {
      await authorize(c, tokens, "operator");
      const { conversation_id: conversationId, tag_id: tagId } = await readBody(c, TagConversation);
      await conversations.tag({ conversationId, tagId });
      return json({});
    })

    .post("/conversations.untag", async (c) => {
      await authorize(c, tokens, "operator");
      const { conversation_id: conversationId, tag_id: tagId } = await readBody(c, TagConversation);
      await conversations.untag({ conversationId, tagId });
      return json({});
    })

    .post("/conversations.set-state", async (c) => {
      await authorize(c, tokens, "operator");
      const { conversation_id: id, state } = await readBody(c, SetState);
      await conversations.setState(id, state);
      return json({});
    })

    .post("/conversations.remove-state", async (c) => {
      await authorize(c, tokens, "operator");
      const { conversation_id: id } = await readBody(c, RemoveState);
      await conversations.setState(id, "OPEN");
      return json({});
    })

    .post("/conversations.update-contact", async (c) => {
      await authorize(c, tokens, "operator");
      const body = await readBody(c, UpdateContact);
      await conversations.updateContact({
        id: body.conversation_id,
        displayName: body.display_name,
        firstName: body.first_name,
        lastName: body.last_name,
        avatarUrl: body.avatar_url,
      });
      return json({});
    })

    .post("/conversations.assign", async (c) => {
      await authorize(c, tokens, "operator");
      const { conversation_id: id, user_id: userId } = await readBody(c, AssignConversation);
      await conversations.assign({ id, userId: userId ?? null });
      return json({});
    });
}

function notFound(): ParleyError {
  return new ParleyError("conversation_not_found", "there is no such conversation");
}

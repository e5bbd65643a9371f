import { Nothing } from "../../protocol/answers/answer.ts";
import { ConversationPage } from "../../protocol/answers/conversation-list.ts";
import { Conversation, PageVisits } from "../../protocol/answers/conversations.ts";
import { ListConversations } from "../../protocol/conversation-list.ts";
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
} from "../../protocol/conversations.ts";
import type { Endpoint } from "../endpoint.ts";

export const CONVERSATIONS: readonly Endpoint[] = [
  {
    path: "/conversations.list",
    summary: "The conversations, those with the latest activity first",
    details:
      "`filters` is Lucene's query syntax, as in `display_name:*Lovelace AND unread_message_count:[1 TO *]`, " +
      "over `id`, `channel_id`, `source`, `display_name`, `created_at`, `last_message_at`, " +
      "`unread_message_count`, `tag_ids`, `assignee_id`, `state` and `metadata.…`; bare words search what " +
      "was said, and `highlight` shows where.",
    tokens: ["operator"],
    request: ListConversations,
    answers: { 200: { when: "One page of them.", body: ConversationPage } },
    errors: ["too_many_requests"],
  },
  {
    path: "/conversations.info",
    summary: "One conversation",
    tokens: ["operator"],
    request: ConversationInfo,
    answers: { 200: { when: "The conversation.", body: Conversation } },
    errors: ["conversation_not_found"],
  },
  {
    path: "/conversations.pages",
    summary: "The newest 50 pages that the conversation's visitor has opened",
    tokens: ["operator"],
    request: ListPages,
    answers: { 200: { when: "The pages, the newest first.", body: PageVisits } },
    errors: ["conversation_not_found"],
  },
  {
    path: "/conversations.read",
    summary: "Marks a conversation as read, up to an offset or to its end",
    tokens: ["operator"],
    request: ReadConversation,
    answers: { 202: { when: "It is read.", body: Nothing } },
    errors: ["conversation_not_found"],
    stores: true,
  },
  {
    path: "/conversations.unread",
    summary: "Marks a conversation as unread, from the visitor's last message on",
    details: "What is unread already stays as it is. The next reading takes it back.",
    tokens: ["operator"],
    request: UnreadConversation,
    answers: { 200: { when: "Something in it is unread.", body: Nothing } },
    errors: ["conversation_not_found"],
    stores: true,
  },
  {
    path: "/conversations.tag",
    summary: "Gives a conversation a tag",
    tokens: ["operator"],
    request: TagConversation,
    answers: { 200: { when: "It has the tag.", body: Nothing } },
    errors: ["conversation_not_found", "tag_not_found", "limit_reached"],
    stores: true,
  },
  {
    path: "/conversations.untag",
    summary: "Takes a tag off a conversation",
    tokens: ["operator"],
    request: TagConversation,
    answers: { 200: { when: "It has the tag no longer.", body: Nothing } },
    errors: ["conversation_not_found", "tag_not_found"],
    stores: true,
  },
  {
    path: "/conversations.set-state",
    summary: "Opens or closes a conversation",
    tokens: ["operator"],
    request: SetState,
    answers: { 200: { when: "It is in that state.", body: Nothing } },
    errors: ["conversation_not_found"],
    stores: true,
  },
  {
    path: "/conversations.remove-state",
    summary: "Takes a conversation's state away: it is open",
    tokens: ["operator"],
    request: RemoveState,
    answers: { 200: { when: "It is open.", body: Nothing } },
    errors: ["conversation_not_found"],
    stores: true,
  },
  {
    path: "/conversations.update-contact",
    summary: "Changes what is known of a visitor",
    details: "What is left out stays as it is; null removes.",
    tokens: ["operator"],
    request: UpdateContact,
    answers: { 200: { when: "It is changed.", body: Nothing } },
    errors: ["conversation_not_found"],
    stores: true,
  },
  {
    path: "/conversations.assign",
    summary: "Gives a conversation to an operator, or to nobody",
    tokens: ["operator"],
    request: AssignConversation,
    answers: { 200: { when: "It is theirs.", body: Nothing } },
    errors: ["conversation_not_found", "user_not_found"],
    stores: true,
  },
];

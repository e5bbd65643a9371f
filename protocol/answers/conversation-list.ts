import * as v from "valibot";
import { Uuid, Whole } from "../json.ts";
import { PageMetadata, answered, listOf } from "./answer.ts";
import { Conversation } from "./conversations.ts";

/** Where a conversation says what was searched for: the newest message that does. */
export const Highlight = answered({
  message_id: Uuid,
  offset: Whole,
  /** A part of the message's text, plain: never markup. */
  text: v.string(),
  /** Start and length within `text`, in UTF-16 units. */
  ranges: listOf(listOf(Whole)),
});
export type Highlight = v.InferOutput<typeof Highlight>;

export const ListedConversation = answered({
  ...Conversation.entries,
  highlight: v.exactOptional(Highlight),
});

export const ConversationPage = answered({
  data: listOf(ListedConversation),
  /** `badge_unread_count`: the conversations with something unread. */
  response_metadata: answered({ ...PageMetadata.entries, badge_unread_count: Whole }),
});
export type ConversationPage = v.InferOutput<typeof ConversationPage>;

/** `/conversations.list`: what is asked and what is answered. */
import * as v from "valibot";
import { Conversation } from "./conversations.ts";
import { answered, listOf, PageMetadata, PageRequest, Whole } from "./json.ts";

export const ListConversations = v.object({
  ...PageRequest.entries,
  filters: v.optional(
    v.pipe(
      v.string(),
      v.check((filters) => filters.trim() === "", "filtering is not supported yet"),
    ),
  ),
});

export const ConversationPage = answered({
  data: listOf(Conversation),
  /** `badge_unread_count`: the conversations with something unread. */
  response_metadata: answered({ ...PageMetadata.entries, badge_unread_count: Whole }),
});
export type ConversationPage = v.InferOutput<typeof ConversationPage>;

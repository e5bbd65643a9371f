/** `/conversations.list`: what is asked and what is answered. */
import * as v from "valibot";
import type { Conversation } from "./conversations.ts";
import { PageRequest, type PageMetadata } from "./json.ts";

export const ListConversations = v.object({
  ...PageRequest.entries,
  filters: v.optional(
    v.pipe(
      v.string(),
      v.check((filters) => filters.trim() === "", "filtering is not supported yet"),
    ),
  ),
});

export interface ConversationPage {
  readonly data: readonly Conversation[];
  /** `badge_unread_count`: the conversations with something unread. */
  readonly response_metadata: PageMetadata & { readonly badge_unread_count: number };
}

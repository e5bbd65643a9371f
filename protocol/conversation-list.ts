/** `/conversations.list`: what is asked and what is answered. */
import * as v from "valibot";
import { Conversation } from "./conversations.ts";
import type { Filter } from "./filter.ts";
import { FilterError } from "./filter-error.ts";
import { parseFilter } from "./filter-parser.ts";
import { answered, listOf, PageMetadata, PageRequest, Uuid, Whole } from "./json.ts";

const Filters = v.pipe(
  v.string(),
  v.rawTransform(({ dataset, addIssue, NEVER }): Filter | undefined => {
    try {
      return parseFilter(dataset.value);
    } catch (error) {
      if (!(error instanceof FilterError)) throw error;
      addIssue({ message: error.message });
      return NEVER;
    }
  }),
);

export const ListConversations = v.object({
  ...PageRequest.entries,
  /** Lucene's query syntax (filter-parser.ts). */
  filters: v.optional(Filters),
});

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

export const ListedConversation = answered({ ...Conversation.entries, highlight: v.exactOptional(Highlight) });

export const ConversationPage = answered({
  data: listOf(ListedConversation),
  /** `badge_unread_count`: the conversations with something unread. */
  response_metadata: answered({ ...PageMetadata.entries, badge_unread_count: Whole }),
});
export type ConversationPage = v.InferOutput<typeof ConversationPage>;

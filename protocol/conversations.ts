import * as v from "valibot";
import type { Channel } from "./channels.ts";
import { PageRequest, Uuid, type PageMetadata } from "./json.ts";
import type { Message } from "./message.ts";

export const ListConversations = v.object({
  ...PageRequest.entries,
  filters: v.optional(
    v.pipe(
      v.string(),
      v.check((filters) => filters.trim() === "", "filtering is not supported yet"),
    ),
  ),
});
export const ReadConversation = v.object({ conversation_id: Uuid });

export interface Contact {
  readonly id: string;
  readonly display_name: string;
  readonly first_name?: string;
  readonly last_name?: string;
  readonly avatar_url?: string;
}

export interface Conversation {
  readonly id: string;
  readonly channel: Channel;
  readonly created_at: string;
  readonly contact: Contact;
  readonly tags: readonly string[];
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly state: "OPEN" | "CLOSED";
  readonly last_message: Message;
  readonly unread_message_count: number;
}

export interface ConversationPage {
  readonly data: readonly Conversation[];
  /** `badge_unread_count`: the conversations with something unread. */
  readonly response_metadata: PageMetadata & { readonly badge_unread_count: number };
}

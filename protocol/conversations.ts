import * as v from "valibot";
import type { Channel } from "./channels.ts";
import { Uuid } from "./json.ts";
import type { Message } from "./message.ts";

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

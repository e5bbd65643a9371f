/** The message as it appears everywhere: in answers, in lists and in websocket frames. */
import type { Content } from "./content.ts";

export type MessageState = "PENDING" | "FAILED" | "DELIVERED";

/** The visitor; an operator or a bot through the API; a system notice. */
export type SenderType = "source_contact" | "app_user" | "source_user";

export interface Sender {
  readonly id: string;
  readonly name: string;
}

export interface Message {
  readonly id: string;
  readonly content: Content;
  readonly state: MessageState;
  readonly sender_type: SenderType;
  readonly sent_at: string;
  /** Dense within the conversation: 1, 2, 3 … */
  readonly offset: number;
  readonly from_contact: boolean;
  readonly sender: Sender;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** What a message queue carries. */
export interface MessageEvent {
  readonly conversation_id: string;
  readonly channel_id: string;
  readonly message: Message;
}

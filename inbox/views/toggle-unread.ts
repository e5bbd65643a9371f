import type { Conversation } from "../../protocol/conversations.ts";
import type { Desk } from "../desk/desk.ts";

export function toggleUnread({ reading }: Desk, conversation: Conversation): void {
  if (conversation.unread_message_count > 0) reading.markRead(conversation.id);
  else reading.markUnread(conversation.id);
}

import type { Desk } from "../desk/desk.ts";
import { labels } from "../labels.ts";

export interface Visitor {
  readonly id: string;
  readonly name: string;
  readonly channel: string;
}

/** Until the conversation itself is loaded, its messages tell whose it is. */
export function visitorOf(desk: Desk, conversationId: string): Visitor {
  const conversation = desk.conversations.get(conversationId);
  if (conversation !== undefined) {
    const { contact, channel } = conversation;
    return { id: contact.id, name: contact.display_name, channel: channel.name };
  }
  const sender = desk.openThread?.messages.find((message) => message.from_contact)?.sender;
  return {
    id: sender?.id ?? conversationId,
    name: sender?.name ?? labels.thread.unknownVisitor,
    channel: "",
  };
}

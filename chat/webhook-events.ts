/** What a webhook's receiver is told, in Airy Core's shapes: as the database has it when it is sent. */
import type { ChannelReads, ChannelRow } from "../db/channels.ts";
import type { ConversationReads } from "../db/conversations.ts";
import type { MessageRow } from "../db/messages.ts";
import type { OutboxReads, OutboxRow } from "../db/outbox.ts";
import { SOURCE } from "../protocol/channels.ts";
import type { Conversation } from "../protocol/conversations.ts";
import type { Message } from "../protocol/message.ts";
import type { WebhookEvent } from "../protocol/webhooks.ts";
import { conversationJson } from "./conversation-json.ts";
import { messageJson } from "./message-json.ts";

export interface EventReads {
  readonly outbox: OutboxReads;
  readonly conversations: ConversationReads;
  readonly channels: ChannelReads;
}

/** The text of a `WebhookEvent`; undefined when what it is about is there no longer. */
export type RenderEvent = (row: OutboxRow) => string | undefined;

export function createRenderEvent({ outbox, conversations, channels }: EventReads): RenderEvent {
  function payload({ type, subject }: OutboxRow): WebhookEvent["payload"] | undefined {
    switch (type) {
      case "message.created":
      case "message.updated": {
        const row = outbox.message(subject);
        return row && messagePayload(row);
      }
      case "conversation.updated": {
        const row = conversations.find(subject);
        return row && conversationPayload(JSON.parse(conversationJson(row)));
      }
      case "channel.updated": {
        const row = channels.find(subject);
        return row && channelPayload(row);
      }
    }
  }

  return (row) => {
    const { type, createdAt } = row;
    const about = payload(row);
    if (about === undefined) return undefined;
    const timestamp = new Date(createdAt).toISOString();
    const event: WebhookEvent = { type, event_id: eventId(row), timestamp, payload: about };
    return JSON.stringify(event);
  };
}

/** As a UUID (version 4), which is what ids are everywhere else. */
export function eventId({ eventId: hex }: OutboxRow): string {
  const variant = "89ab"[Number.parseInt(hex.charAt(16), 16) & 3] ?? "8";
  const groups = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`];
  return [...groups, `${variant}${hex.slice(17, 20)}`, hex.slice(20)].join("-");
}

function messagePayload(row: MessageRow): WebhookEvent["payload"] {
  return {
    conversation_id: row.conversationId,
    channel_id: row.channelId,
    message: withAiryFields(JSON.parse(messageJson(row))),
  };
}

function conversationPayload(conversation: Conversation): WebhookEvent["payload"] {
  return {
    ...conversation,
    channel_id: conversation.channel.id,
    last_message: withAiryFields(conversation.last_message),
  };
}

/** Airy Core's webhooks call the state so, in lower case, and name the source on each message. */
function withAiryFields(message: Message): object {
  return { ...message, delivery_state: message.state.toLowerCase(), source: SOURCE };
}

function channelPayload(row: ChannelRow): WebhookEvent["payload"] {
  return {
    id: row.id,
    source: row.source,
    source_channel_id: row.sourceChannelId,
    metadata: { name: row.name, ...(row.imageUrl !== null && { image_url: row.imageUrl }) },
    connected: row.connected === 1,
  };
}

/** What a webhook's receiver is sent, by event: Airy Core's shapes. */
import * as v from "valibot";
import { answered, Time } from "./answer.ts";
import { Conversation } from "./conversations.ts";
import { SOURCE } from "../channels.ts";
import { Uuid } from "../json.ts";
import { Message } from "./message.ts";
import type { WebhookEventType } from "../webhooks.ts";

/** Airy Core's webhooks call the state so, in lower case, and name the source on each message. */
const DeliveredMessage = answered({
  ...Message.entries,
  delivery_state: v.picklist(["pending", "failed", "delivered"]),
  source: v.literal(SOURCE),
});

const event = { event_id: Uuid, timestamp: Time };

const messagePayload = answered({
  conversation_id: Uuid,
  channel_id: Uuid,
  message: DeliveredMessage,
});

export const MessageCreatedEvent = answered({
  type: v.literal("message.created"),
  ...event,
  payload: messagePayload,
});

export const MessageUpdatedEvent = answered({
  type: v.literal("message.updated"),
  ...event,
  payload: messagePayload,
});

export const ConversationUpdatedEvent = answered({
  type: v.literal("conversation.updated"),
  ...event,
  payload: answered({
    ...Conversation.entries,
    channel_id: Uuid,
    last_message: DeliveredMessage,
  }),
});

export const ChannelUpdatedEvent = answered({
  type: v.literal("channel.updated"),
  ...event,
  payload: answered({
    id: Uuid,
    source: v.literal(SOURCE),
    source_channel_id: v.string(),
    metadata: answered({ name: v.string(), image_url: v.exactOptional(v.string()) }),
    connected: v.boolean(),
  }),
});

export const DELIVERED = {
  "message.created": MessageCreatedEvent,
  "message.updated": MessageUpdatedEvent,
  "conversation.updated": ConversationUpdatedEvent,
  "channel.updated": ChannelUpdatedEvent,
} as const satisfies Record<WebhookEventType, v.GenericSchema>;

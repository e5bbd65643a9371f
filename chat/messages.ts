/** What happens to a message: it gets its id, is stored, and then goes out to everybody who listens. */
import type { MessageRow, NewMessage, Placed } from "../db/messages.ts";
import type { Writer } from "../db/writer.ts";
import { ParleyError } from "../errors.ts";
import type { Content } from "../protocol/content.ts";
import type { OnChange } from "./changes.ts";
import type { Channels } from "./channels.ts";
import type { Hub } from "./hub.ts";
import { messageJson } from "./message-json.ts";
import type { Metrics } from "./metrics.ts";
import type { RateLimiter } from "./rate-limiter.ts";
import type { Operator, Visitor } from "./tokens.ts";

export interface MessagesDeps {
  readonly writer: Writer;
  readonly hub: Hub;
  readonly channels: Channels;
  readonly metrics: Metrics;
  readonly visitorRate: RateLimiter;
  /** With how many of its conversation's messages are unread now. */
  readonly onStored: (message: MessageRow, unread: number) => void;
  readonly onChange: OnChange;
  readonly now: () => number;
  readonly newId: () => string;
}

/** `id` is the sender's own; absent: the server makes one. */
export interface Outgoing {
  readonly id: string | undefined;
  readonly content: Content;
}

/** Both resolve to the stored message's JSON text, once it is on disk and has gone out. */
export interface Messages {
  /** Rejects with `channel_not_found`, `too_many_requests`, `message_id_conflict`, `storage_…`. */
  sendAsVisitor(visitor: Visitor, message: Outgoing): Promise<string>;
  /** Rejects with `conversation_not_found`, `message_id_conflict`, `storage_…`. */
  sendAsOperator(operator: Operator, conversationId: string, message: Outgoing): Promise<string>;
}

export function createMessages(deps: MessagesDeps): Messages {
  const { writer, hub, channels, metrics, visitorRate, onStored, onChange, now, newId } = deps;

  async function store(message: NewMessage): Promise<string> {
    const outcome = await writer.write("storeMessage", message);
    switch (outcome.status) {
      case "stored": {
        const stored = storedMessage(message, outcome.placed);
        const json = messageJson(stored);
        metrics.stored(stored.senderType);
        hub.publish(stored, json);
        onStored(stored, outcome.unread);
        if (outcome.reopened) {
          onChange({ kind: "conversation", conversationId: stored.conversationId });
        }
        return json;
      }
      case "known":
        return messageJson(outcome.message);
      case "id_conflict":
        throw new ParleyError("message_id_conflict", "this id belongs to another message");
      case "unknown_conversation":
        throw new ParleyError("conversation_not_found", "there is no such conversation");
    }
  }

  return {
    async sendAsVisitor({ conversationId, channelId }, { id, content }) {
      if (channels.findConnected(channelId) === undefined) {
        throw new ParleyError("channel_not_found", "this chat is closed");
      }
      visitorRate.take(conversationId);
      return store({
        id: id ?? newId(),
        conversationId,
        sender: { type: "source_contact", channelId, displayName: nameFor(conversationId) },
        sentAt: now(),
        content: JSON.stringify(content),
      });
    },

    async sendAsOperator({ userId, name, avatarUrl }, conversationId, { id, content }) {
      return store({
        id: id ?? newId(),
        conversationId,
        sender: { type: "app_user", id: userId, name, avatarUrl },
        sentAt: now(),
        content: JSON.stringify(content),
      });
    },
  };
}

/** What a visitor is called until somebody knows better. */
function nameFor(conversationId: string): string {
  return `Visitor ${conversationId.slice(-4).toUpperCase()}`;
}

/** The message as it stands in the database now: only what is new has crossed the threads. */
export function storedMessage(
  { id, conversationId, sender, sentAt, content }: NewMessage,
  placed: Placed,
): MessageRow {
  return {
    ...placed,
    id,
    conversationId,
    senderType: sender.type,
    senderAvatar: sender.type === "app_user" ? sender.avatarUrl : null,
    sentAt,
    content,
    state: "DELIVERED",
    metadata: "{}",
  };
}

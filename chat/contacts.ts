/** What visitors say about themselves, stored and told like any change of their conversation. */
import type { Writer } from "../db/writer.ts";
import { ParleyError } from "../errors.ts";
import { METADATA_LIMITS } from "../protocol/limits.ts";
import type { OnChange } from "./changes.ts";
import type { Channels } from "./channels.ts";
import type { RateLimiter } from "./rate-limiter.ts";
import type { Visitor } from "./tokens.ts";

export interface ContactsDeps {
  readonly writer: Writer;
  readonly channels: Channels;
  /** By conversation. */
  readonly rate: RateLimiter;
  readonly onChange: OnChange;
  readonly now: () => number;
}

export interface Told {
  readonly displayName: string | undefined;
  /** By the key under `contact` in the metadata. */
  readonly details: Readonly<Record<string, string>>;
  /** The text that was agreed to. */
  readonly consent: string | undefined;
}

export interface Contacts {
  /**
   * The same once more changes nothing. Rejects with `channel_not_found`, `too_many_requests`,
   * `payload_too_large`, and before the conversation's first message with `conversation_not_found`.
   */
  tell(visitor: Visitor, told: Told): Promise<void>;
}

export function createContacts(deps: ContactsDeps): Contacts {
  const { writer, channels, rate, onChange, now } = deps;
  return {
    async tell({ conversationId, channelId }, told) {
      if (channels.findConnected(channelId) === undefined) {
        throw new ParleyError("channel_not_found", "this chat is closed");
      }
      rate.take(conversationId);
      const outcome = await writer.write("tellContact", {
        ...told,
        conversationId,
        toldAt: new Date(now()).toISOString(),
        bytesMax: METADATA_LIMITS.bytes,
      });
      switch (outcome) {
        case "changed":
          return onChange({ kind: "conversation", conversationId });
        case "unchanged":
          return;
        case "unknown_conversation": {
          const message = "the conversation begins with its first message";
          throw new ParleyError("conversation_not_found", message);
        }
        case "too_large": {
          const message = `the metadata of a conversation has ${METADATA_LIMITS.bytes} bytes at most`;
          throw new ParleyError("payload_too_large", message);
        }
      }
    },
  };
}

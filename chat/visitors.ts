/** A visitor's comings and goings: a first token, a way to come back, and waiting for an answer. */
import type { ConversationReads } from "../db/conversations.ts";
import type { MessageReads, MessageRow } from "../db/messages.ts";
import { ParleyError } from "../errors.ts";
import { RESUMED_MESSAGES } from "../protocol/limits.ts";
import type { Channels } from "./channels.ts";
import type { Conversations } from "./conversations.ts";
import type { Hub } from "./hub.ts";
import type { People, Vouched } from "./people.ts";
import type { Tokens, Visitor } from "./tokens.ts";

export interface VisitorsDeps {
  readonly tokens: Tokens;
  readonly hub: Hub;
  readonly channels: Channels;
  readonly people: People;
  readonly conversations: ConversationReads;
  readonly setState: Conversations["setState"];
  readonly messages: MessageReads;
  readonly newId: () => string;
}

export interface Welcome {
  readonly channelId: string;
  readonly token: string;
  readonly messages: readonly MessageRow[];
}

export interface Visitors {
  /**
   * A token for a conversation that exists from its first message on. Rejects with `channel_not_found`,
   * `identity_required`.
   */
  begin(channelId: string): Promise<Welcome>;
  /** A token for the conversation that a resume token names, and its newest messages. */
  resume(resumeToken: string): Promise<Welcome>;
  /** A token for the conversation of somebody whom the site vouches for. Rejects with `identity_refused`. */
  identify(vouched: Omit<Vouched, "earlier">, resumeToken: string | undefined): Promise<Welcome>;
  resumeToken(visitor: Visitor): Promise<string>;
  /** On the visitor's behalf. Rejects with `conversation_not_found`. */
  resumeTokenFor(channelId: string, conversationId: string): Promise<string>;
  /** Closes the conversation; one without a message is nothing to close. */
  end(visitor: Visitor): Promise<void>;
  /**
   * What came after an offset, at most 100; when nothing did, waits for it until the signal aborts.
   * Rejects with `history_changed` for an offset of another history.
   */
  messagesAfter(
    visitor: Visitor,
    after: number,
    history: string | undefined,
    signal: AbortSignal | undefined,
  ): Promise<MessageRow[]>;
  /** Ends the waiting of a disconnected channel's visitors. */
  endWaiting(channelId: string): void;
}

const PAGE = 100;

export function createVisitors(deps: VisitorsDeps): Visitors {
  const { tokens, hub, channels, people, conversations, messages, newId } = deps;
  const waiting = new Set<{ readonly channelId: string; readonly end: AbortController }>();

  function requireConnected(channelId: string): void {
    if (channels.findConnected(channelId) !== undefined) return;
    throw new ParleyError("channel_not_found", "there is no such channel, or it is disconnected");
  }

  function after(conversationId: string, offset: number): MessageRow[] {
    return messages.after(conversationId, offset, hub.position, PAGE);
  }

  /** With the newest messages of the conversation. */
  async function welcome(visitor: Visitor): Promise<Welcome> {
    const { channelId, conversationId } = visitor;
    const token = await tokens.sign(visitor);
    const newest = Number.MAX_SAFE_INTEGER;
    return {
      channelId,
      token,
      messages: messages.before(conversationId, newest, hub.position, RESUMED_MESSAGES),
    };
  }

  return {
    async begin(channelId) {
      requireConnected(channelId);
      if (channels.findConnected(channelId)?.requireIdentity === 1) {
        throw new ParleyError("identity_required", "this chat is for known people only");
      }
      const token = await tokens.sign({ kind: "visitor", conversationId: newId(), channelId });
      return { channelId, token, messages: [] };
    },

    async resume(resumeToken) {
      const resumed = await tokens.verify(["resume"], resumeToken);
      requireConnected(resumed.channelId);
      return welcome({ ...resumed, kind: "visitor" });
    },

    async identify(vouched, resumeToken) {
      requireConnected(vouched.channelId);
      const earlier = resumeToken === undefined ? undefined : await tokens.read(resumeToken);
      return welcome(await people.enter({ ...vouched, earlier }));
    },

    async resumeToken(visitor) {
      requireConnected(visitor.channelId);
      return tokens.sign({ ...visitor, kind: "resume" });
    },

    async resumeTokenFor(channelId, conversationId) {
      if (conversations.channelOf(conversationId) !== channelId) {
        throw new ParleyError("conversation_not_found", "there is no such conversation");
      }
      const person = people.personOf(channelId, conversationId);
      return tokens.sign({ kind: "resume", conversationId, channelId, person });
    },

    async end({ conversationId, channelId }) {
      requireConnected(channelId);
      if (conversations.lastOffset(conversationId) === undefined) return;
      await deps.setState(conversationId, "CLOSED");
    },

    async messagesAfter({ conversationId, channelId }, offset, history, signal) {
      requireConnected(channelId);
      if (!messages.offsetIsOurs(conversationId, offset, history)) {
        throw new ParleyError("history_changed", "this offset was counted in another history");
      }
      const there = after(conversationId, offset);
      if (there.length > 0 || signal === undefined || signal.aborted) return there;
      const one = { channelId, end: new AbortController() };
      waiting.add(one);
      await nextMessageOr(hub, conversationId, AbortSignal.any([signal, one.end.signal]));
      waiting.delete(one);
      requireConnected(channelId);
      return after(conversationId, offset);
    },

    endWaiting(id) {
      for (const { channelId, end } of waiting) if (channelId === id) end.abort();
    },
  };
}

function nextMessageOr(hub: Hub, conversationId: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      takeBack();
      signal.removeEventListener("abort", done);
      resolve();
    };
    const takeBack = hub.onNextMessage(conversationId, done);
    signal.addEventListener("abort", done);
  });
}

/** Which destinations there are, who may subscribe to them, and what a subscription to one hears. */
import type { MessageRow } from "../db/messages.ts";
import type { Identity } from "./tokens.ts";

/** What one subscription hears. */
export type Feed = MessageFeed | LiveFeed;

/** A conversation's messages, or everybody's: numbered, so that a client can come back for the past. */
export type MessageFeed =
  | { readonly kind: "conversation"; readonly conversationId: string }
  | { readonly kind: "messages" };

/** Events of now: not stored, not numbered. */
export interface LiveFeed {
  readonly kind: "live";
  readonly destination: string;
  /** Absent: everybody who subscribes hears the same. */
  readonly conversationId?: string;
}

/** What all operators hear. */
export const OPERATOR_FEEDS = {
  unreadCount: { kind: "live", destination: "/queue/unread-count" },
  channelConnected: { kind: "live", destination: "/queue/channel/connected" },
  channelDisconnected: { kind: "live", destination: "/queue/channel/disconnected" },
  conversation: { kind: "live", destination: "/queue/conversation" },
  note: { kind: "live", destination: "/queue/note" },
  typing: { kind: "live", destination: "/queue/typing" },
  viewers: { kind: "live", destination: "/queue/viewers" },
  read: { kind: "live", destination: "/queue/read" },
  presence: { kind: "live", destination: "/queue/presence" },
  user: { kind: "live", destination: "/queue/user" },
  userRemoved: { kind: "live", destination: "/queue/user/removed" },
} as const satisfies Record<string, LiveFeed>;

/** What all visitors hear. */
export const VISITOR_PRESENCE: LiveFeed = { kind: "live", destination: "/user/queue/presence" };

export function visitorTypingFeed(conversationId: string): LiveFeed {
  return { kind: "live", destination: "/user/queue/typing", conversationId };
}

export function visitorReadFeed(conversationId: string): LiveFeed {
  return { kind: "live", destination: "/user/queue/read", conversationId };
}

export function visitorStateFeed(conversationId: string): LiveFeed {
  return { kind: "live", destination: "/user/queue/conversation", conversationId };
}

/** Undefined: there is no such destination for this client. Nothing is ever a pattern. */
export function feedOf(destination: string, identity: Identity): Feed | undefined {
  if (identity.kind === "operator") {
    if (destination === "/queue/message") return { kind: "messages" };
    return Object.values(OPERATOR_FEEDS).find((feed) => feed.destination === destination);
  }
  if (identity.kind !== "visitor") return undefined;
  const { conversationId } = identity;
  switch (destination) {
    case "/user/queue/message":
      return { kind: "conversation", conversationId };
    case "/user/queue/typing":
      return visitorTypingFeed(conversationId);
    case "/user/queue/read":
      return visitorReadFeed(conversationId);
    case "/user/queue/conversation":
      return visitorStateFeed(conversationId);
    case VISITOR_PRESENCE.destination:
      return VISITOR_PRESENCE;
    default:
      return undefined;
  }
}

/** What a feed is called by those who subscribe to it. */
export function destinationOf(feed: Feed): string {
  if (feed.kind === "live") return feed.destination;
  return feed.kind === "conversation" ? "/user/queue/message" : "/queue/message";
}

/** The feeds that a message belongs to. */
export function feedsOf(message: MessageRow): MessageFeed[] {
  return [{ kind: "conversation", conversationId: message.conversationId }, { kind: "messages" }];
}

/** One name for one feed. */
export function feedKey(feed: Feed): string {
  if (feed.kind === "conversation") return feed.conversationId;
  if (feed.kind === "messages") return "messages";
  const { destination, conversationId } = feed;
  return conversationId === undefined ? destination : `${destination} ${conversationId}`;
}

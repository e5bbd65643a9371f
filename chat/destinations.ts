/** Which destinations there are, who may subscribe to them, and what a subscription to one hears. */
import type { MessageRow } from "../db/messages.ts";
import type { Identity } from "./tokens.ts";

/** What one subscription hears: a conversation's messages, or everybody's. */
export type Feed =
  | { readonly kind: "conversation"; readonly conversationId: string }
  | { readonly kind: "messages" };

/** Undefined: there is no such destination for this client. Nothing is ever a pattern. */
export function feedOf(destination: string, identity: Identity): Feed | undefined {
  if (identity.kind === "visitor" && destination === "/user/queue/message") {
    return { kind: "conversation", conversationId: identity.conversationId };
  }
  if (identity.kind === "operator" && destination === "/queue/message") {
    return { kind: "messages" };
  }
  return undefined;
}

/** The feeds that a message belongs to. */
export function feedsOf(message: MessageRow): Feed[] {
  return [{ kind: "conversation", conversationId: message.conversationId }, { kind: "messages" }];
}

/** One word for one feed. */
export function feedKey(feed: Feed): string {
  return feed.kind === "conversation" ? feed.conversationId : "messages";
}

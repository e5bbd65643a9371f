/** What the list shows: one of the tabs, or what was searched for. */
import type { Conversation } from "../../protocol/conversations.ts";

export const TABS = ["open", "mine", "closed", "all"] as const;
export type Tab = (typeof TABS)[number];

export interface ListView {
  /** For the API; empty: everything. */
  readonly filters: string;
  /** The same said here, so that live changes need no question; absent where only the server can tell. */
  readonly holds?: (conversation: Conversation) => boolean;
}

export function tabView(tab: Tab, ownId: string): ListView {
  switch (tab) {
    case "open":
      return { filters: "state:OPEN", holds: ({ state }) => state === "OPEN" };
    case "closed":
      return { filters: "state:CLOSED", holds: ({ state }) => state === "CLOSED" };
    case "mine":
      return {
        filters: "state:OPEN AND assignee_id:me",
        holds: ({ state, assignee }) => state === "OPEN" && assignee?.id === ownId,
      };
    case "all":
      return { filters: "", holds: () => true };
  }
}

/** A view that holds no conversation at all. */
export const NOTHING: ListView = { filters: "-*", holds: () => false };

/** What a filter of the API lets through. */
export function filterView(filters: string): ListView {
  const text = filters.trim();
  return text === "" ? { filters: "", holds: () => true } : { filters: text };
}

/** A field of the API's filters before a colon. */
const FIELD =
  /(?:^|[\s(!+-])(?:id|channel_id|source|state|display_name|tag|tag_ids|assignee_id|unread_message_count|unread_count|created_at|last_message_at|metadata\.[^\s:]+):/;
/** Two things joined by an operator, or words next to each other. */
const SYNTAX = /\S\s+(?:AND|OR|NOT|&&|\|\|)\s+\S|"[^"]*[\p{L}\p{N}][^"]*"/u;

/** Whether what was typed is meant in the syntax of the API's filters. */
export function isFilter(typed: string): boolean {
  return FIELD.test(typed) || SYNTAX.test(typed);
}

/** More words than anybody searches for; a filter may have 20 of them. */
const WORDS = 12;
/** A longer one is no name. The word begun and the gaps of a name are 6 wildcards, which is all there may be. */
const NAME_WORDS = 4;

/**
 * A filter when it looks like one. Otherwise every word was said in one of the messages, the last may be
 * the beginning of one; or they stand in the name: in lower case, without signs, no operator and no
 * field. Undefined: there is no word in it.
 */
export function searchView(typed: string): ListView | undefined {
  if (isFilter(typed)) return { filters: typed.trim() };
  const words = (typed.toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) ?? []).slice(0, WORDS);
  if (words.length === 0) return undefined;
  const said = `${words.join(" ")}*`;
  if (words.length > NAME_WORDS) return { filters: said };
  return { filters: `(${said}) OR display_name:*${words.join("*")}*` };
}

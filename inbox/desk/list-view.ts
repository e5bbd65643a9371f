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
        filters: `state:OPEN AND assignee_id:${ownId}`,
        holds: ({ state, assignee }) => state === "OPEN" && assignee?.id === ownId,
      };
    case "all":
      return { filters: "", holds: () => true };
  }
}

/** Of what was typed: each makes two of the 20 terms that a filter may have. */
const WORDS = 9;

/**
 * Every word was said in one of the messages or stands in the name; the last may be the beginning of
 * one. What was typed is words and nothing else: in lower case, without signs, no operator and no
 * field. Undefined: there is no word in it.
 */
export function searchView(typed: string): ListView | undefined {
  const words = (typed.toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) ?? []).slice(0, WORDS);
  const last = words.pop();
  if (last === undefined) return undefined;
  const said = [...words, `${last}*`].join(" ");
  const named = [...words, `*${last}*`].map((word) => `display_name:${word}`).join(" ");
  return { filters: `(${said}) OR (${named})` };
}

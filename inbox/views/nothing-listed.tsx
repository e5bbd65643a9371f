import type { VNode } from "preact";
import type { Desk } from "../desk/desk.ts";
import { labels } from "../labels.ts";

const text = labels.list;

/** There are conversations, but none of those that are asked for. */
export function NothingListed({ desk }: { readonly desk: Desk }): VNode {
  const { isSearching, tab, viewId, saved } = desk.browsing;
  if (viewId !== undefined && !isSearching) {
    const { missing, missingText, nothing, nothingText } = labels.views;
    return (
      <div class="nothing" role="status">
        <p class="nothing-head">{saved === undefined ? missing : nothing}</p>
        <p>{saved === undefined ? missingText : nothingText}</p>
      </div>
    );
  }
  return (
    <div class="nothing" role="status">
      <p class="nothing-head">{isSearching ? text.notFound : text.nothing[tab]}</p>
      <p>{isSearching ? text.notFoundText : text.nothingText[tab]}</p>
    </div>
  );
}

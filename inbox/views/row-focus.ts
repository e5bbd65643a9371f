/** Where the focus is in a list of which only a part is drawn, and where it goes. */
import { useLayoutEffect, useRef } from "preact/hooks";
import type { TargetedKeyboardEvent } from "preact";
import type { ConversationList } from "../desk/conversation-list.ts";
import { focusedConversation, focusedRow } from "./rows.ts";

/** Where the keys lead from the row at `at`. */
const MOVES: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowUp: (at) => Math.max(at - 1, 0),
  PageDown: (at, last) => Math.min(at + 8, last),
  PageUp: (at) => Math.max(at - 8, 0),
  Home: () => 0,
  End: (_, last) => last,
};

export interface RowFocus {
  onKeyDown(event: TargetedKeyboardEvent<HTMLElement>): void;
  /** To the first of all rows, as soon as it is there. */
  toTop(): void;
}

/** `show` brings a row into sight; `draw` names the one that is to be drawn wherever it is. */
export function useRowFocus(
  list: ConversationList,
  show: (row: number) => void,
  draw: (id: string) => void,
): RowFocus {
  const wanted = useRef<string | undefined>(undefined);
  const had = focusedConversation();
  const at = useRef(0);
  const { conversations, rows } = list;

  useLayoutEffect(() => {
    const first = conversations[0]?.id;
    const isThere = wanted.current !== "top" || list.newer === "none";
    const target = wanted.current === "top" ? first : wanted.current;
    if (target !== undefined && isThere) {
      const row = rowOf(target);
      if (row !== undefined) {
        wanted.current = undefined;
        row.focus({ preventScroll: true });
      }
    } else if (had !== undefined && document.activeElement === document.body) {
      // Its row was moved or taken out of the document under it.
      const next = conversations[Math.min(at.current - rows.above, conversations.length - 1)]?.id;
      const row = rowOf(had) ?? (next === undefined ? undefined : rowOf(next));
      (row ?? scrollerOfRows())?.focus({ preventScroll: true });
    }
    const focused = focusedConversation();
    const index = conversations.findIndex(({ id }) => id === focused);
    if (index >= 0) at.current = rows.above + index;
  });

  return {
    onKeyDown(event) {
      const move = MOVES[event.key];
      // A key may come before the row that the last one leads to is drawn.
      const places = [wanted.current, focusedConversation()].map((place) =>
        conversations.findIndex(({ id }) => id === place),
      );
      const from = places.find((place) => place >= 0);
      if (move === undefined || from === undefined || focusedRow() === undefined) return;
      event.preventDefault();
      if (event.key === "Home" && rows.above > 0) return this.toTop();
      const to = move(from, conversations.length - 1);
      const id = conversations[to]?.id;
      if (id === undefined) return;
      show(rows.above + to);
      draw(id);
      const row = rowOf(id);
      if (row === undefined) wanted.current = id;
      else row.focus({ preventScroll: true });
    },

    toTop() {
      wanted.current = "top";
      show(0);
      list.turnBack(0);
      const first = rows.above === 0 ? conversations[0]?.id : undefined;
      if (first !== undefined) draw(first);
    },
  };
}

function scrollerOfRows(): HTMLElement | undefined {
  return document.querySelector<HTMLElement>(".list-scroll") ?? undefined;
}

function rowOf(conversationId: string): HTMLElement | undefined {
  const item = document.getElementById(rowId(conversationId));
  return item?.querySelector<HTMLElement>(".row") ?? undefined;
}

/** Of the list's item that shows the conversation. */
export function rowId(conversationId: string): string {
  return `row-${conversationId}`;
}

/**
 * Which rows of a long list are drawn, and where the list stands while rows come, go and move.
 *
 * All rows are of one height, so the number of a row says where it is: only those near the sight are in the
 * document. At its top the list stays there and shows what comes in. Anywhere else the rows in sight stay
 * where they are: when most of them have moved by so many rows, the list is scrolled by as many.
 */
import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { ConversationList } from "../desk/conversation-list.ts";

/** In rem; list.css says the same of `.list`. */
export const ROW_HEIGHT = 4.125;

/** Rows beside those in sight that are drawn too, and that what is drawn moves by. */
const SPARE = 8;
const STEP = 4;
/** So near its end the list is continued. */
const NEAR = 12;
/** From further away what lies between is not loaded. */
const FAR = 60;

/** Numbers of rows from 0, the last one not included. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

export interface RowScroll {
  readonly drawn: Span;
  /** Brings a row into sight. */
  show(row: number): void;
}

interface Seen {
  /** The rows in sight, and the number of the first. */
  ids: readonly string[];
  first: number;
  view: object | undefined;
}

export function useRowScroll(
  scroller: RefObject<HTMLElement | null>,
  list: ConversationList,
): RowScroll {
  const [drawn, setDrawn] = useState<Span>({ first: 0, last: 2 * SPARE });
  const seen = useRef<Seen>({ ids: [], first: 0, view: undefined }).current;
  const { rows } = list;

  function look(): void {
    const box = scroller.current;
    // A list that is not shown at all stands where it stood.
    if (box === null || box.clientHeight === 0) return;
    const { above } = rows;
    const sight = inSight(box);
    setDrawn((before) => (isSame(before, around(sight)) ? before : around(sight)));
    seen.ids = list.conversations
      .slice(Math.max(0, sight.first - above), Math.max(0, sight.last - above))
      .map(({ id }) => id);
    seen.first = Math.max(sight.first, above);
    list.standAt(sight.first === 0 && above === 0 ? undefined : seen.ids[0]);
    goOn(list, sight);
  }

  /** Takes the sight along with what has moved, also while the list was not shown. */
  function follow(): void {
    const box = scroller.current;
    if (box === null || box.clientHeight === 0) return;
    if (seen.view !== rows.view) {
      const place = list.conversations.findIndex(({ id }) => id === list.place);
      box.scrollTop = place < 0 ? 0 : (rows.above + place) * pixels();
      seen.view = rows.view;
    } else if (list.place !== undefined) {
      box.scrollTop += movedBy(seen, list.conversations, rows.above) * pixels();
    }
    look();
  }

  useLayoutEffect(follow);

  useEffect(() => {
    const box = scroller.current;
    if (box === null) return;
    const observer = new ResizeObserver(follow);
    box.addEventListener("scroll", look, { passive: true });
    observer.observe(box);
    return () => {
      box.removeEventListener("scroll", look);
      observer.disconnect();
    };
  }, [scroller, list]);

  return {
    drawn,
    show(row) {
      const box = scroller.current;
      if (box === null) return;
      const [start, end] = [row * pixels(), (row + 1) * pixels()];
      if (start < box.scrollTop) box.scrollTop = start;
      else if (end > box.scrollTop + box.clientHeight) box.scrollTop = end - box.clientHeight;
    },
  };
}

function pixels(): number {
  return ROW_HEIGHT * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}

function inSight(box: HTMLElement): Span {
  const height = pixels();
  return {
    // A row of which less than half can be seen is not the one that the reader looks at.
    first: Math.max(0, Math.round(box.scrollTop / height)),
    last: Math.ceil((box.scrollTop + box.clientHeight) / height),
  };
}

function around({ first, last }: Span): Span {
  return {
    first: Math.max(0, Math.floor((first - SPARE) / STEP) * STEP),
    last: Math.ceil((last + SPARE) / STEP) * STEP,
  };
}

function isSame(one: Span, other: Span): boolean {
  return one.first === other.first && one.last === other.last;
}

/** By how many rows most of what was in sight has moved: one of them may have gone to the top by itself. */
function movedBy(
  { ids, first }: Seen,
  conversations: readonly { readonly id: string }[],
  above: number,
): number {
  const now = new Map(conversations.map(({ id }, index) => [id, above + index]));
  const moves = ids.flatMap((id, index) => {
    const row = now.get(id);
    return row === undefined ? [] : [row - first - index];
  });
  return moves.toSorted((a, b) => a - b)[moves.length >> 1] ?? 0;
}

/** Loads what will be in sight soon. */
function goOn(list: ConversationList, sight: Span): void {
  const { above } = list.rows;
  const end = above + list.conversations.length;
  if (sight.last + FAR < above) list.turnBack(sight.first);
  else if (sight.first < above + NEAR && list.newer === "waiting") list.loadNewer();
  else if (sight.last > end - NEAR && list.more === "waiting") list.loadMore();
}

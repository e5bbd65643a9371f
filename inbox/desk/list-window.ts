/**
 * Which stretch of a long list is loaded: some pages in a row, cut off again at the end that the reader
 * has left. Of the pages above that were let go only the way back to them is kept.
 */
import type { ConversationPage } from "../../protocol/conversation-list.ts";

/** So many pages are loaded at most: what a reader sees, and several screens to both sides. */
const PAGES_MAX = 10;
/** Ways back; more of them are thinned out. */
const LEFT_MAX = 500;

interface Loaded {
  /** What it was asked for by. */
  readonly cursor: string;
  readonly previous: string;
  readonly next: string;
  readonly rows: number;
  /** The latest and the earliest time in it, as it came: not always the first and the last, since clocks jump. */
  readonly newest: string;
  readonly oldest: string;
}

interface Left {
  readonly cursor: string;
  readonly rows: number;
}

/** What to ask for to come to a place, and what lies above it. */
export interface Way {
  readonly cursor: string;
  readonly above: readonly Left[];
}

export const TOP: Way = { cursor: "", above: [] };

export class ListWindow {
  #pages: Loaded[] = [];
  #left: Left[] = [];
  #above = 0;

  /** How many rows lie above, as far as is known: others may have moved there. */
  get above(): number {
    return this.#above;
  }

  /** For what lies above; empty: nothing does. */
  get newer(): string {
    return this.#pages[0]?.previous ?? "";
  }

  /** For what lies below; empty: nothing does. */
  get older(): string {
    return this.#pages.at(-1)?.next ?? "";
  }

  /** Whether a conversation of that time has its place here, and not above or below. */
  holds(time: string): boolean {
    return !this.isAbove(time) && (this.older === "" || time >= (this.#pages.at(-1)?.oldest ?? ""));
  }

  isAbove(time: string): boolean {
    return this.newer !== "" && time > (this.#pages[0]?.newest ?? "");
  }

  /** This page and no other. What lay above it is above it still. */
  restart(page: ConversationPage, { cursor, above }: Way): void {
    this.#pages = [loaded(page, cursor)];
    this.#left = this.newer === "" ? [] : [...above];
    this.#above = this.newer === "" ? 0 : Math.max(1, sum(above));
  }

  append(page: ConversationPage, cursor: string): void {
    this.#pages.push(loaded(page, cursor));
  }

  /** `rows`: how many of the page are shown now. */
  prepend(page: ConversationPage, cursor: string, rows: number): void {
    this.#pages.unshift(loaded(page, cursor));
    this.#left.pop();
    this.#above = this.newer === "" ? 0 : Math.max(1, this.#above - rows);
  }

  /** A row has moved up and out. */
  moveUp(): void {
    this.#above += 1;
  }

  /** Lets the first page go if there are too many. `rowsIn` counts the rows between two times. */
  cutNewest(rowsIn: (isIn: (time: string) => boolean) => number): void {
    const [first, second] = this.#pages;
    if (this.#pages.length <= PAGES_MAX || first === undefined || second === undefined) return;
    const rows = rowsIn((time) => !this.isAbove(time) && time > second.newest);
    this.#pages.shift();
    this.#above += rows;
    this.#left.push({ cursor: first.cursor, rows });
    if (this.#left.length > LEFT_MAX) this.#left = thinned(this.#left);
  }

  /** Lets the last page go if there are too many. */
  cutOldest(): void {
    if (this.#pages.length > PAGES_MAX) this.#pages.pop();
  }

  /** Where to load to have the row of that time in sight again, and what is above it then. */
  wayTo(time: string): Way {
    const found = this.#pages.findIndex(({ oldest }) => time >= oldest);
    const at = found < 0 ? this.#pages.length - 1 : found;
    const before = this.#pages.slice(0, Math.max(0, at));
    const cursor = before.at(-1)?.next ?? this.#pages[0]?.cursor ?? "";
    const above = before.map(({ cursor: asked, rows }) => ({ cursor: asked, rows }));
    return { cursor, above: [...this.#left, ...above] };
  }

  /** The same for a row that is above, by its number from 0. */
  wayBackTo(row: number): Way {
    let rows = 0;
    for (const [index, left] of this.#left.entries()) {
      rows += left.rows;
      if (row < rows) return { cursor: left.cursor, above: this.#left.slice(0, index) };
    }
    return { cursor: this.newer, above: this.#left };
  }
}

function loaded({ data, response_metadata: metadata }: ConversationPage, cursor: string): Loaded {
  const times = data.map(({ last_message: last }) => last.sent_at).toSorted();
  return {
    cursor,
    previous: metadata.previous_cursor,
    next: metadata.next_cursor,
    rows: data.length,
    newest: times.at(-1) ?? "",
    oldest: times[0] ?? "",
  };
}

function sum(left: readonly Left[]): number {
  return left.reduce((rows, each) => rows + each.rows, 0);
}

/** Of two neighbours one way back, to the first of them. */
function thinned(left: readonly Left[]): Left[] {
  return left.flatMap((each, index) => {
    if (index % 2 === 1) return [];
    return [{ cursor: each.cursor, rows: each.rows + (left[index + 1]?.rows ?? 0) }];
  });
}

/** A page of the conversations that a filter lets through, latest activity first. */
import type { Database } from "bun:sqlite";
import type { Filter } from "../protocol/filter.ts";
import {
  nestConversation,
  SELECT_CONVERSATION,
  type ConversationRow,
  type FlatConversation,
} from "./conversation-row.ts";
import { createFindMatches } from "./filter-sets.ts";
import { createHighlighter, type Highlight } from "./highlights.ts";

export interface FilteredQuery {
  readonly filter: Filter;
  /** `before`: less recent activity than the position; `after`: more, the nearest ones. */
  readonly direction: "before" | "after";
  readonly position: number;
  readonly size: number;
}

export interface FilteredRow extends ConversationRow {
  /** Where it says what was looked for. */
  readonly highlight?: Highlight;
}

export interface FilteredPage {
  readonly rows: readonly FilteredRow[];
  /** How many conversations match. */
  readonly total: number;
  readonly hasNewer: boolean;
  readonly hasOlder: boolean;
}

/** `onStep` is called now and then, and may throw to end it. */
export type ReadFilteredPage = (query: FilteredQuery, onStep: () => void) => FilteredPage;

export function createFilteredList(db: Database): ReadFilteredPage {
  const findMatches = createFindMatches(db);
  const highlighter = createHighlighter(db);
  const lastKey = db.query<{ key: number }, []>(
    "SELECT coalesce(max(key), 0) AS key FROM conversation",
  );
  const byActivity = db.query<{ keys: string }, []>(
    `SELECT json_group_array(key) AS keys
     FROM (SELECT key FROM conversation ORDER BY last_position DESC)`,
  );
  const positionOf = db.query<{ position: number }, [number]>(
    "SELECT last_position AS position FROM conversation WHERE key = ?",
  );
  const byKey = db.query<FlatConversation, [number]>(`${SELECT_CONVERSATION} WHERE c.key = ?`);

  /** How many of the keys, in the order of their activity, are more recent than a position. */
  function countAfter(keys: readonly number[], position: number): number {
    let [low, high] = [0, keys.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((positionOf.get(keys[middle] ?? 0)?.position ?? 0) > position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  // All of it is read in one transaction: what is stored meanwhile changes nothing.
  return db.transaction(
    ({ filter, direction, position, size }: FilteredQuery, onStep: () => void): FilteredPage => {
      const matches = findMatches(filter, lastKey.get()?.key ?? 0, onStep);
      onStep();
      const all = JSON.parse(byActivity.get()?.keys ?? "[]") as number[];
      const keys = all.filter((key) => matches.has(key));
      const end = direction === "before" ? undefined : countAfter(keys, position);
      const start = end === undefined ? countAfter(keys, position - 1) : Math.max(0, end - size);
      const page = keys.slice(start, end ?? start + size);
      const highlight = highlighter(filter, onStep);
      const rows = page.flatMap((key): FilteredRow[] => {
        const row = byKey.get(key);
        if (row === null) return [];
        const found = highlight(key, row.lastOffset);
        return [{ ...nestConversation(row), ...(found && { highlight: found }) }];
      });
      return {
        rows,
        total: keys.length,
        hasNewer: start > 0 && page.length > 0,
        hasOlder: start + page.length < keys.length && page.length > 0,
      };
    },
  );
}

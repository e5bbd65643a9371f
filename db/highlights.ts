/** Where in a conversation stands what somebody has looked for: the newest message that says it. */
import type { Database } from "bun:sqlite";
import type { Filter, Said } from "../protocol/filter.ts";
import { OFFSETS } from "./search-index.ts";
import { shownText } from "./shown-text.ts";
import { snippetOf, type Snippet } from "./snippet.ts";
import { quoted } from "./word-query.ts";

export interface Highlight extends Snippet {
  readonly messageId: string;
  readonly offset: number;
}

/** The newest messages of a conversation are looked through one by one; beyond them the index is asked. */
const LOOKED_THROUGH = 50;

interface Spoken {
  readonly id: string;
  readonly offset: number;
  readonly content: string;
}

export function createHighlighter(
  db: Database,
): (
  filter: Filter,
  onStep: () => void,
) => (conversation: number, lastOffset: number) => Highlight | undefined {
  const before = db.query<Spoken, [number, number, number]>(
    `SELECT id, offset, content FROM message
     WHERE conversation = ? AND offset <= ? ORDER BY offset DESC LIMIT ?`,
  );
  const newest = db.query<{ row: number }, [string, number, number]>(
    `SELECT rowid AS row FROM said
     WHERE said MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid DESC LIMIT 1`,
  );

  return (filter, onStep) => {
    const terms = wantedIn(filter);
    // The beginning of a word can stand for any number of words: those are not looked up for each row.
    const whole = terms.filter(({ isPrefix }) => !isPrefix).map(quoted);

    function inOne({ id, offset, content }: Spoken): Highlight | undefined {
      const snippet = snippetOf(shownText(content), terms);
      return snippet && { messageId: id, offset, ...snippet };
    }

    return (conversation, lastOffset) => {
      if (terms.length === 0) return undefined;
      for (const message of before.all(conversation, lastOffset, LOOKED_THROUGH)) {
        const highlight = inOne(message);
        if (highlight !== undefined) return highlight;
      }
      const rest = lastOffset - LOOKED_THROUGH;
      if (rest <= 0 || whole.length === 0) return undefined;
      onStep();
      const first = conversation * OFFSETS;
      const row = newest.get(whole.join(" OR "), first, first + Math.min(rest, OFFSETS - 1))?.row;
      const message = row === undefined ? null : before.get(conversation, row - first, 1);
      return message === null ? undefined : inOne(message);
    };
  };
}

/** What has to be said, or may be, for the filter to let something through. */
function wantedIn(filter: Filter, isWanted = true): Said[] {
  switch (filter.kind) {
    case "said":
      return isWanted ? [filter] : [];
    case "not":
      return wantedIn(filter.of, !isWanted);
    case "and":
    case "or":
      return filter.of.flatMap((part) => wantedIn(part, isWanted));
    case "match":
    case "range":
      return [];
  }
}

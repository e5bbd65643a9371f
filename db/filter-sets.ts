/**
 * A filter's answer as a set of conversations:
 *
 * 1. The tree is cut into pieces that SQLite answers in one go: conditions on the conversation's own row, single
 *    words, phrases. Under each AND and OR the conditions are one piece, and so are the words.
 * 2. One pass over the conversations answers all conditions at once, each word piece and each phrase is one
 *    query of FTS5.
 * 3. The sets are combined as the tree says.
 *
 * So the costs add up and never multiply, and no piece costs more than its own index has entries.
 */
import type { Database } from "bun:sqlite";
import type { Filter, Said } from "../protocol/filter.ts";
import { conditionOf, isOwn, type Bindings, type OwnFilter } from "./filter-conditions.ts";
import { KeySet } from "./key-set.ts";
import { OFFSETS } from "./search-index.ts";
import { isWords, quoted, wordQuery, type WordFilter } from "./word-query.ts";

/** `onStep` is called before each query, and may throw to end it. */
export type FindMatches = (filter: Filter, lastKey: number, onStep: () => void) => KeySet;

type Plan =
  | { readonly kind: "own"; readonly filter: OwnFilter }
  | { readonly kind: "words"; readonly filter: WordFilter }
  | { readonly kind: "phrase"; readonly said: Said }
  | { readonly kind: "not"; readonly of: Plan }
  | { readonly kind: "and" | "or"; readonly of: readonly Plan[] };

function planOf(filter: Filter): Plan {
  if (filter.kind === "said" && filter.words.length > 1) return { kind: "phrase", said: filter };
  if (isOwn(filter)) return { kind: "own", filter };
  if (isWords(filter)) return { kind: "words", filter };
  switch (filter.kind) {
    case "not":
      return { kind: "not", of: planOf(filter.of) };
    default: {
      const { kind } = filter;
      const own = filter.of.filter(isOwn);
      const words = filter.of.filter(isWords);
      const others = filter.of.filter((part) => !isOwn(part) && !isWords(part)).map(planOf);
      if (own.length > 0) others.push({ kind: "own", filter: { kind, of: own } });
      if (words.length > 0) others.push({ kind: "words", filter: { kind, of: words } });
      return { kind, of: others };
    }
  }
}

export function createFindMatches(db: Database): FindMatches {
  const haveWords = db.query<{ keys: string }, [string]>(
    "SELECT json_group_array(rowid) AS keys FROM conversation_word WHERE conversation_word MATCH ?",
  );
  const havePhrase = db.query<{ keys: string }, [string]>(
    `SELECT json_group_array(key) AS keys
     FROM (SELECT DISTINCT rowid / ${OFFSETS} AS key FROM said WHERE said MATCH ?)`,
  );

  /** Prepared for this filter alone: what it asks is told by its shape. */
  function passOver(filters: readonly OwnFilter[], lastKey: number): Map<OwnFilter, KeySet> {
    if (filters.length === 0) return new Map();
    const bindings: Bindings = [];
    const columns = filters.map(
      (filter) => `json_group_array(c.key) FILTER (WHERE ${conditionOf(filter, bindings)})`,
    );
    const pass = db.prepare<Record<string, string>, Bindings>(
      `SELECT ${columns.join(", ")} FROM conversation c`,
    );
    try {
      const [found = []] = pass.values(...bindings);
      return new Map(
        filters.map((filter, index) => [filter, KeySet.parse(lastKey, String(found[index]))]),
      );
    } finally {
      pass.finalize();
    }
  }

  return (filter, lastKey, onStep) => {
    const plan = planOf(filter);
    onStep();
    const own = passOver(ownOf(plan), lastKey);

    function setOf(part: Plan): KeySet {
      switch (part.kind) {
        case "own":
          return own.get(part.filter) ?? new KeySet(lastKey);
        case "words": {
          const { match, isOpposite } = wordQuery(part.filter);
          onStep();
          const set = KeySet.parse(lastKey, haveWords.get(match)?.keys ?? "[]");
          return isOpposite ? set.invert() : set;
        }
        case "phrase":
          onStep();
          return KeySet.parse(lastKey, havePhrase.get(quoted(part.said))?.keys ?? "[]");
        case "not":
          return setOf(part.of).invert();
        case "and":
          return part.of.map(setOf).reduce((all, one) => all.keepOnly(one));
        case "or":
          return part.of.map(setOf).reduce((all, one) => all.addAll(one));
      }
    }

    return setOf(plan);
  };
}

function ownOf(plan: Plan): OwnFilter[] {
  switch (plan.kind) {
    case "own":
      return [plan.filter];
    case "not":
      return ownOf(plan.of);
    case "and":
    case "or":
      return plan.of.flatMap(ownOf);
    case "words":
    case "phrase":
      return [];
  }
}

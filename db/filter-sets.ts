/**
 * A filter's answer as a set of conversations:
 *
 * 1. The tree is cut into pieces that SQLite answers in one go: conditions on the conversation's own row, single
 *    words, and terms of their own. Under each AND and OR the conditions are one piece, and so are the words.
 * 2. One pass over the conversations answers all conditions at once; every other piece is one query.
 * 3. The sets are combined as the tree says.
 *
 * So the costs add up and never multiply, and no piece costs more than its own index has entries.
 */
import type { Database } from "bun:sqlite";
import type { Filter, Term } from "../protocol/filter.ts";
import { conditionOf, isOwn, type Bindings, type OwnFilter } from "./filter-conditions.ts";
import { createLookups } from "./filter-lookups.ts";
import { KeySet } from "./key-set.ts";
import { isWords, wordQuery, type WordQuery } from "./word-query.ts";

/** `onStep` is called before each query, and may throw to end it. */
export type FindMatches = (filter: Filter, lastKey: number, onStep: () => void) => KeySet;

type Plan =
  | { readonly kind: "own"; readonly filter: OwnFilter }
  | { readonly kind: "words"; readonly query: WordQuery }
  /** A phrase, a tag, metadata. */
  | { readonly kind: "term"; readonly term: Term }
  | { readonly kind: "not"; readonly of: Plan }
  | { readonly kind: "and" | "or"; readonly of: readonly Plan[] };

function planOf(filter: Filter): Plan {
  if (filter.kind === "said" && filter.words.length > 1) return { kind: "term", term: filter };
  if (isOwn(filter)) return { kind: "own", filter };
  if (isWords(filter)) return { kind: "words", query: wordQuery(filter) };
  switch (filter.kind) {
    case "not":
      return { kind: "not", of: planOf(filter.of) };
    case "and":
    case "or": {
      const { kind } = filter;
      const own = filter.of.filter(isOwn);
      const words = filter.of.filter(isWords);
      const others = filter.of.filter((part) => !isOwn(part) && !isWords(part)).map(planOf);
      if (own.length > 0) others.push({ kind: "own", filter: { kind, of: own } });
      if (words.length > 0) {
        others.push({ kind: "words", query: wordQuery({ kind, of: words }) });
      }
      return { kind, of: others };
    }
    case "match":
    case "range":
      return { kind: "term", term: filter };
  }
}

export function createFindMatches(db: Database): FindMatches {
  const lookups = createLookups(db);

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

  function lookUp(term: Term): string {
    switch (term.kind) {
      case "said":
        return lookups.phrase(term);
      case "match":
        return lookups.match(term);
      case "range":
        return lookups.range(term);
    }
  }

  return (filter, lastKey, onStep) => {
    const plan = planOf(filter);
    onStep();
    const own = passOver(ownOf(plan), lastKey);
    // What stands in a filter twice is looked up once.
    const known = new Map<string, string>();

    function once(name: string, keys: () => string): KeySet {
      let found = known.get(name);
      if (found === undefined) {
        onStep();
        found = keys();
        known.set(name, found);
      }
      return KeySet.parse(lastKey, found);
    }

    function setOf(part: Plan): KeySet {
      switch (part.kind) {
        case "own":
          return own.get(part.filter) ?? new KeySet(lastKey);
        case "words": {
          const { match, isOpposite } = part.query;
          const set = once(match, () => lookups.words(match));
          return isOpposite ? set.invert() : set;
        }
        case "term":
          return once(JSON.stringify(part.term), () => lookUp(part.term));
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
    case "term":
      return [];
  }
}

/**
 * What a filter says of single words, as one query of FTS5 over `conversation_word`. FTS5 knows no NOT by itself,
 * only "these and not those": so a query carries along whether its opposite is meant.
 */
import type { Filter, Said } from "../protocol/filter.ts";

/** A filter of single words and beginnings of words alone. */
export type WordFilter =
  | { readonly kind: "and" | "or"; readonly of: readonly WordFilter[] }
  | { readonly kind: "not"; readonly of: WordFilter }
  | Said;

export interface WordQuery {
  readonly match: string;
  /** The conversations that do not match are meant. */
  readonly isOpposite: boolean;
}

export function isWords(filter: Filter): filter is WordFilter {
  switch (filter.kind) {
    case "and":
    case "or":
      return filter.of.length > 0 && filter.of.every(isWords);
    case "not":
      return isWords(filter.of);
    case "said":
      return filter.words.length === 1;
    case "match":
    case "range":
      return false;
  }
}

export function wordQuery(filter: WordFilter): WordQuery {
  switch (filter.kind) {
    case "said":
      return { match: quoted(filter), isOpposite: false };
    case "not": {
      const { match, isOpposite } = wordQuery(filter.of);
      return { match, isOpposite: !isOpposite };
    }
    case "and":
      return all(filter.of.map(wordQuery));
    case "or": {
      // Any of them: not all of their opposites.
      const none = all(filter.of.map(wordQuery).map(opposite));
      return opposite(none);
    }
  }
}

function all(queries: readonly WordQuery[]): WordQuery {
  const wanted = queries.filter(({ isOpposite }) => !isOpposite).map(({ match }) => match);
  const unwanted = queries.filter(({ isOpposite }) => isOpposite).map(({ match }) => match);
  const without = `(${unwanted.join(" OR ")})`;
  if (wanted.length === 0) return { match: without, isOpposite: true };
  const match = `(${wanted.join(" AND ")})`;
  return { match: unwanted.length === 0 ? match : `(${match} NOT ${without})`, isOpposite: false };
}

function opposite({ match, isOpposite }: WordQuery): WordQuery {
  return { match, isOpposite: !isOpposite };
}

/** Words are letters and digits: nothing in them can end the quotes. */
export function quoted({ words, isPrefix }: Said): string {
  return `"${words.join(" ")}"${isPrefix ? "*" : ""}`;
}

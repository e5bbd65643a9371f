/**
 * The terms of a filter that other tables than `conversation` answer: each is one query, and gives the keys of
 * the conversations as a JSON array.
 */
import type { Database } from "bun:sqlite";
import { literalOf, type Match, type Range, type Said } from "../protocol/filter.ts";
import { globOf } from "./glob.ts";
import { OFFSET_BITS } from "./search-index.ts";
import { quoted } from "./word-query.ts";

export interface Lookups {
  /** `match`: a query of FTS5 (word-query.ts). */
  words(match: string): string;
  phrase(said: Said): string;
  match(term: Match): string;
  range(term: Range): string;
}

interface Found {
  readonly keys: string;
}

export function createLookups(db: Database): Lookups {
  const words = db.query<Found, [string]>(
    "SELECT json_group_array(rowid) AS keys FROM conversation_word WHERE conversation_word MATCH ?",
  );
  const phrase = db.query<Found, [string]>(
    `SELECT json_group_array(key) AS keys
     FROM (SELECT DISTINCT rowid >> ${OFFSET_BITS} AS key FROM said WHERE said MATCH ?)`,
  );
  const tag = db.query<Found, [string]>(
    "SELECT json_group_array(conversation) AS keys FROM conversation_tag WHERE tag = ?",
  );
  const tags = db.query<Found, [string]>(
    "SELECT json_group_array(conversation) AS keys FROM conversation_tag WHERE tag GLOB ?",
  );
  const named = db.query<Found, [string]>(
    `SELECT json_group_array(conversation) AS keys FROM conversation_tag
     WHERE tag IN (SELECT id FROM tag WHERE name GLOB ?)`,
  );
  const metadata = db.query<Found, [string, string]>(
    `SELECT json_group_array(conversation) AS keys FROM conversation_metadata
     WHERE path = ? AND value GLOB ?`,
  );
  // The last two say whether the bounds themselves belong to it.
  const numbers = db.query<Found, [string, number, number, number, number]>(
    `SELECT json_group_array(conversation) AS keys FROM conversation_metadata
     WHERE path = ?1 AND number >= ?2 AND number <= ?3
       AND (number > ?2 OR ?4) AND (number < ?3 OR ?5)`,
  );

  function keysOf(found: Found | null): string {
    return found?.keys ?? "[]";
  }

  return {
    words: (match) => keysOf(words.get(match)),

    phrase: (said) => keysOf(phrase.get(quoted(said))),

    match({ field, path, pattern }) {
      if (field === "metadata") return keysOf(metadata.get(path, globOf(pattern)));
      if (field === "tag") return keysOf(named.get(globOf(pattern)));
      const literal = literalOf(pattern);
      if (literal !== undefined) return keysOf(tag.get(literal.toLowerCase()));
      return keysOf(tags.get(globOf(pattern)));
    },

    range({ path, from, to }) {
      const { value: low, isInclusive: withLow } = from ?? { value: -Infinity, isInclusive: true };
      const { value: high, isInclusive: withHigh } = to ?? { value: Infinity, isInclusive: true };
      return keysOf(numbers.get(path, low, high, Number(withLow), Number(withHigh)));
    },
  };
}

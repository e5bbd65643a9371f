/**
 * What a filter says of a conversation's own row, as a condition of SQL over `conversation c`. The SQL is put
 * together from the sentences of this file alone; whatever a person has typed is bound to a `?`.
 */
import { literalOf, type Filter, type Match, type Range } from "../protocol/filter.ts";
import { globOf } from "./glob.ts";

/** A filter that asks for nothing that was said. */
export type OwnFilter =
  | { readonly kind: "and" | "or"; readonly of: readonly OwnFilter[] }
  | { readonly kind: "not"; readonly of: OwnFilter }
  | Match
  | Range;

export type Bindings = (string | number)[];

export function isOwn(filter: Filter): filter is OwnFilter {
  switch (filter.kind) {
    case "and":
    case "or":
      return filter.of.every(isOwn);
    case "not":
      return isOwn(filter.of);
    case "said":
      return false;
    case "match":
    case "range":
      return true;
  }
}

/** Never NULL, so that NOT is the opposite. Adds to `bindings` in the order of the `?`. */
export function conditionOf(filter: OwnFilter, bindings: Bindings): string {
  switch (filter.kind) {
    case "and":
    case "or": {
      const parts = filter.of.map((part) => conditionOf(part, bindings));
      if (parts.length === 0) return filter.kind === "and" ? "TRUE" : "FALSE";
      return `(${parts.join(filter.kind === "and" ? " AND " : " OR ")})`;
    }
    case "not":
      return `NOT ${conditionOf(filter.of, bindings)}`;
    case "match":
      return matchCondition(filter, bindings);
    case "range":
      return rangeCondition(filter, bindings);
  }
}

function matchCondition({ field, path, pattern }: Match, bindings: Bindings): string {
  const literal = literalOf(pattern);
  switch (field) {
    case "metadata":
      bindings.push(path, globOf(pattern));
      return `c.key IN (SELECT conversation FROM conversation_metadata
        WHERE path = ? AND value GLOB ?)`;
    case "tag_ids":
      if (literal !== undefined) {
        bindings.push(literal.toLowerCase());
        return "c.key IN (SELECT conversation FROM conversation_tag WHERE tag = ?)";
      }
      bindings.push(globOf(pattern));
      return "c.key IN (SELECT conversation FROM conversation_tag WHERE tag GLOB ?)";
    case "source":
      bindings.push(globOf(pattern));
      return "c.channel_id IN (SELECT id FROM channel WHERE source GLOB ?)";
    case "display_name":
      if (literal === undefined) {
        bindings.push(globOf(pattern));
        return "c.display_name GLOB ?";
      }
      bindings.push(`*[ ]${globOf(pattern)}[ ]*`);
      return "' ' || c.display_name || ' ' GLOB ?";
    case "assignee_id":
      if (literal?.toLowerCase() === "none") return "c.assignee IS NULL";
      bindings.push(globOf(pattern));
      return "(c.assignee IS NOT NULL AND c.assignee GLOB ?)";
    case "id":
    case "channel_id":
    case "state":
      bindings.push(globOf(pattern));
      return `c.${field} GLOB ?`;
  }
}

const COLUMN = {
  unread_message_count: "c.unread",
  created_at: "c.created_at",
  last_message_at: "c.last_message_at",
} as const;

function rangeCondition({ field, path, from, to }: Range, bindings: Bindings): string {
  if (field === "metadata") bindings.push(path);
  const column = field === "metadata" ? "number" : COLUMN[field];
  const parts: string[] = [];
  if (from !== undefined) {
    parts.push(`${column} ${from.isInclusive ? ">=" : ">"} ?`);
    bindings.push(from.value);
  }
  if (to !== undefined) {
    parts.push(`${column} ${to.isInclusive ? "<=" : "<"} ?`);
    bindings.push(to.value);
  }
  if (field === "metadata") {
    const conditions = ["path = ?", "number IS NOT NULL", ...parts].join(" AND ");
    return `c.key IN (SELECT conversation FROM conversation_metadata WHERE ${conditions})`;
  }
  return parts.length === 0 ? "TRUE" : `(${parts.join(" AND ")})`;
}

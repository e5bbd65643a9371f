/**
 * What a filter says of a conversation's own row, as a condition of SQL over `conversation c`. The SQL is put
 * together from the sentences of this file alone; whatever a person has typed is bound to a `?`.
 */
import {
  literalOf,
  type Filter,
  type Match,
  type NumberField,
  type Range,
  type TextField,
} from "../protocol/filter.ts";
import { globOf } from "./glob.ts";

/** A filter that asks for nothing but what stands in that row. */
export type OwnFilter =
  | { readonly kind: "and" | "or"; readonly of: readonly OwnFilter[] }
  | { readonly kind: "not"; readonly of: OwnFilter }
  | OwnTerm;
type OfOtherTables = "metadata" | "tag_ids" | "tag";
type OwnTerm =
  | (Match & { readonly field: Exclude<TextField, OfOtherTables> })
  | (Range & { readonly field: Exclude<NumberField, "metadata"> });

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
      return !["metadata", "tag_ids", "tag"].includes(filter.field);
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

function matchCondition(
  { field, pattern }: Extract<OwnTerm, { kind: "match" }>,
  bindings: Bindings,
): string {
  const literal = literalOf(pattern);
  switch (field) {
    case "source":
      bindings.push(globOf(pattern));
      return "c.channel_id IN (SELECT id FROM channel WHERE source GLOB ?)";
    case "display_name":
      if (literal === undefined) {
        bindings.push(globOf(pattern));
        return "c.display_name GLOB ?";
      }
      bindings.push(`* ${globOf(pattern)} *`);
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

function rangeCondition(
  { field, from, to }: Extract<OwnTerm, { kind: "range" }>,
  bindings: Bindings,
): string {
  const parts: string[] = [];
  if (from !== undefined) {
    parts.push(`${COLUMN[field]} ${from.isInclusive ? ">=" : ">"} ?`);
    bindings.push(from.value);
  }
  if (to !== undefined) {
    parts.push(`${COLUMN[field]} ${to.isInclusive ? "<=" : "<"} ?`);
    bindings.push(to.value);
  }
  return parts.length === 0 ? "TRUE" : `(${parts.join(" AND ")})`;
}

/** Numbers and times as they are typed in a filter. */
import { literalOf, type NumberField } from "./filter.ts";
import type { Written } from "./filter-terms.ts";

/** What one typed value stands for: a number, or all moments of a day. */
export interface Span {
  readonly first: number;
  /** The same as `first` for a number. */
  readonly last: number;
  /** Of a day: the first moment behind it. */
  readonly after?: number;
}

const DAY = 24 * 60 * 60 * 1_000;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})?$/i;
const NUMBER = /^[+-]?(?:\d{1,15}(?:\.\d{1,15})?)$/;

export function spanOf(
  field: NumberField,
  { start, pattern }: Written,
  fail: (problem: string, at: number) => never,
): Span {
  const text = literalOf(pattern) ?? fail("a number or a time takes no wildcards", start);
  if (field === "created_at" || field === "last_message_at") {
    return timeSpan(text) ?? fail("expected a time like 2026-01-31 or 2026-01-31T09:00:00Z", start);
  }
  const value = NUMBER.test(text) ? Number(text) : fail("expected a number", start);
  return { first: value, last: value };
}

/** A time without a zone is one in UTC. */
function timeSpan(text: string): Span | undefined {
  const upper = text.toUpperCase();
  if (DATE.test(upper)) {
    const first = dayOf(upper);
    return first === undefined ? undefined : { first, last: first + DAY - 1, after: first + DAY };
  }
  if (!TIME.test(upper) || dayOf(upper.slice(0, 10)) === undefined) return undefined;
  const value = Date.parse(/(?:Z|[+-]\d{2}:\d{2})$/.test(upper) ? upper : `${upper}Z`);
  return Number.isNaN(value) ? undefined : { first: value, last: value };
}

/** Undefined for a day that no month has: Date would take the 30th of February for a day of March. */
function dayOf(date: string): number | undefined {
  const value = Date.parse(`${date}T00:00:00.000Z`);
  if (Number.isNaN(value) || new Date(value).toISOString().slice(0, 10) !== date) return undefined;
  return value;
}

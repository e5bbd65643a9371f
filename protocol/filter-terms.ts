/** One term of a filter: which field it may name, and what a value of that field looks like. */
import {
  isAnything,
  literalOf,
  NUMBER_FIELDS,
  TEXT_FIELDS,
  type Bound,
  type Filter,
  type NumberField,
  type Pattern,
  type Said,
  type TextField,
} from "./filter.ts";
import { FILTER_LIMITS } from "./limits.ts";
import { spanOf, type Span } from "./filter-values.ts";
import { wordsOf } from "./words.ts";

/** What Airy's inbox calls `unread_message_count` in its filters. */
const AIRY_UNREAD = "unread_count";

/** A word or a phrase as it was typed; `start` is its index in the filter. */
export interface Written {
  readonly start: number;
  readonly isQuoted: boolean;
  readonly pattern: Pattern;
}

export interface Side {
  readonly value: Written;
  readonly isInclusive: boolean;
}

export type Operand =
  | ({ readonly kind: "value" } & Written)
  | {
      readonly kind: "range";
      readonly start: number;
      readonly from?: Side;
      readonly to?: Side;
    };

export interface TermReader {
  /** The name before a colon; metadata with its path. Fails when there is no such field. */
  fieldName(written: Written): string;
  /** `field` undefined: the text of the messages. */
  read(field: string | undefined, start: number, operand: Operand): Filter;
}

/** Counts what it has read: one for each filter. */
export function createTermReader(fail: (problem: string, at: number) => never): TermReader {
  const left = {
    terms: FILTER_LIMITS.terms as number,
    words: FILTER_LIMITS.words as number,
    phrases: FILTER_LIMITS.phrases as number,
    wildcards: FILTER_LIMITS.wildcards as number,
  };

  function spend(what: keyof typeof left, amount: number, at: number): void {
    left[what] -= amount;
    if (left[what] >= 0) return;
    const shown = what === "wildcards" ? "wildcards, names and metadata" : what;
    fail(`more than ${FILTER_LIMITS[what]} ${shown}`, at);
  }

  function spoken({ start, isQuoted, pattern }: Written): Filter {
    if (isAnything(pattern)) return { kind: "and", of: [] };
    const last = pattern.at(-1);
    const isPrefix = !isQuoted && last !== undefined && "wildcard" in last && last.wildcard === "*";
    const text = literalOf(isPrefix ? pattern.slice(0, -1) : pattern);
    if (text === undefined) {
      return fail("a word of the messages takes a wildcard only as a * at its end", start);
    }
    const words = wordsOf(text).map(({ word }) => word);
    if (words.length === 0) return fail("there is no letter and no digit to look for", start);
    spend("words", words.length, start);
    if (words.length > 1) spend("phrases", 1, start);
    if (isPrefix) spend("wildcards", 1, start);
    return { kind: "said", words, isPrefix } satisfies Said;
  }

  function number(field: NumberField, path: string, operand: Operand): Filter {
    const spanned = (side: Written): Span => spanOf(field, side, fail);
    if (operand.kind === "range") {
      const from = operand.from && lower(operand.from, spanned);
      const to = operand.to && upper(operand.to, spanned);
      return { kind: "range", field, path, ...(from && { from }), ...(to && { to }) };
    }
    if (isAnything(operand.pattern)) return { kind: "range", field, path };
    const { first, after, last } = spanned(operand);
    const to: Bound =
      after === undefined
        ? { value: last, isInclusive: true }
        : { value: after, isInclusive: false };
    return { kind: "range", field, path, from: { value: first, isInclusive: true }, to };
  }

  function matched(field: TextField, path: string, { start, pattern }: Written): Filter {
    const wildcards = pattern.filter((part) => "wildcard" in part).length;
    const isSearched = field === "display_name" || field === "metadata";
    if (isSearched) spend("wildcards", Math.max(1, wildcards), start);
    else if (!isAnything(pattern)) spend("wildcards", wildcards, start);
    if (literalOf(pattern) === "") fail("a value is missing", start);
    return { kind: "match", field, path, pattern };
  }

  return {
    fieldName({ start, pattern }) {
      const written = literalOf(pattern) ?? fail("a field's name takes no wildcards", start);
      const name = written === AIRY_UNREAD ? "unread_message_count" : written;
      const isMetadata = /^metadata\../s.test(name);
      const isKnown = [...TEXT_FIELDS, ...NUMBER_FIELDS].some((known) => known === name);
      if (isMetadata || (isKnown && name !== "metadata")) return name;
      return fail(`there is no field "${shortened(name)}"`, start);
    },

    read(name, start, operand) {
      spend("terms", 1, start);
      if (name === undefined) {
        if (operand.kind === "value") return spoken(operand);
        return fail("a range needs a field", operand.start);
      }
      const numeric = NUMBER_FIELDS.find((known) => known === name);
      if (numeric !== undefined) return number(numeric, "", operand);
      const [field, path] = name.startsWith("metadata.")
        ? (["metadata", name.slice("metadata.".length)] as const)
        : ([TEXT_FIELDS.find((known) => known === name) ?? "id", ""] as const);
      if (operand.kind === "value") return matched(field, path, operand);
      if (field !== "metadata") return fail(`${field} has no order`, operand.start);
      spend("wildcards", 1, start);
      return number("metadata", path, operand);
    },
  };
}

function lower({ value, isInclusive }: Side, spanned: (side: Written) => Span): Bound | undefined {
  if (isAnything(value.pattern)) return undefined;
  const { first, after, last } = spanned(value);
  if (isInclusive) return { value: first, isInclusive: true };
  return after === undefined
    ? { value: last, isInclusive: false }
    : { value: after, isInclusive: true };
}

function upper({ value, isInclusive }: Side, spanned: (side: Written) => Span): Bound | undefined {
  if (isAnything(value.pattern)) return undefined;
  const { first, after, last } = spanned(value);
  if (!isInclusive) return { value: first, isInclusive: false };
  return after === undefined
    ? { value: last, isInclusive: true }
    : { value: after, isInclusive: false };
}

function shortened(name: string): string {
  return name.length > 40 ? `${name.slice(0, 40).toWellFormed()}…` : name.toWellFormed();
}

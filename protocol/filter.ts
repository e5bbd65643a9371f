/** What `filters` of `/conversations.list` says once it is understood. */

export type Filter =
  /** All of them; of none: everything. */
  | { readonly kind: "and" | "or"; readonly of: readonly Filter[] }
  | { readonly kind: "not"; readonly of: Filter }
  | Term;

export type Term = Said | Match | Range;

/** The words stand next to each other in one of the messages; the last one may be the beginning of a word. */
export interface Said {
  readonly kind: "said";
  /** One at least, as protocol/words.ts folds them. */
  readonly words: readonly string[];
  readonly isPrefix: boolean;
}

export const TEXT_FIELDS = [
  "id",
  "channel_id",
  "source",
  "display_name",
  "state",
  "tag_ids",
  "tag",
  "assignee_id",
  "metadata",
] as const;
export type TextField = (typeof TEXT_FIELDS)[number];

/** The whole value, in any case. Of a name without wildcards: whole words in it. */
export interface Match {
  readonly kind: "match";
  readonly field: TextField;
  /** Of `metadata`, dotted; otherwise empty. */
  readonly path: string;
  readonly pattern: Pattern;
}

export type Pattern = readonly PatternPart[];
export type PatternPart =
  | { readonly literal: string }
  /** Any text, the empty one too; exactly one character. */
  | { readonly wildcard: "*" | "?" };

export const NUMBER_FIELDS = ["unread_message_count", "created_at", "last_message_at"] as const;
export type NumberField = (typeof NUMBER_FIELDS)[number] | "metadata";

/** Times are in milliseconds. */
export interface Range {
  readonly kind: "range";
  readonly field: NumberField;
  readonly path: string;
  readonly from?: Bound;
  readonly to?: Bound;
}

export interface Bound {
  readonly value: number;
  readonly isInclusive: boolean;
}

/** `assignee_id:me` is whoever asks. */
export function withReader(filter: Filter, userId: string): Filter {
  switch (filter.kind) {
    case "and":
    case "or":
      return { ...filter, of: filter.of.map((part) => withReader(part, userId)) };
    case "not":
      return { ...filter, of: withReader(filter.of, userId) };
    case "match": {
      const isReader =
        filter.field === "assignee_id" && literalOf(filter.pattern)?.toLowerCase() === "me";
      return isReader ? { ...filter, pattern: [{ literal: userId }] } : filter;
    }
    case "said":
    case "range":
      return filter;
  }
}

/** The whole pattern when it has no wildcards. */
export function literalOf(pattern: Pattern): string | undefined {
  let text = "";
  for (const part of pattern) {
    if ("wildcard" in part) return undefined;
    text += part.literal;
  }
  return text;
}

/** Whether it says only that there is a value. */
export function isAnything(pattern: Pattern): boolean {
  const [only, ...more] = pattern;
  return only !== undefined && more.length === 0 && "wildcard" in only && only.wildcard === "*";
}

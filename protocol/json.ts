/** The small shapes that every namespace's schemas are made of. */
import * as v from "valibot";
import { PAGE_SIZE_DEFAULT, PAGE_SIZE_MAX, TEXT_LIMITS } from "./limits.ts";

/** Lower case, so that one id has one spelling. */
export const Uuid = v.pipe(v.string(), v.uuid("must be a UUID"), v.toLowerCase());

/** Equal to `trim() !== ""`, in words that a document can say too. */
const notBlank = v.regex<string, string>(/\S/, "must not be empty");

/** A lone surrogate cannot be stored as UTF-8; it becomes U+FFFD, so that what is answered is what is stored. */
const wellFormed = v.transform((text: string) => text.toWellFormed());

/** Text that people wrote. */
export const Text = v.pipe(v.string(), notBlank, wellFormed);

/** One that fits a line. The transformation is last: documents describe what stands before it. */
export function nameUpTo(length: number): v.GenericSchema<string> {
  return v.pipe(v.string(), notBlank, v.trim(), v.maxLength(length), wellFormed);
}

export const Name = nameUpTo(TEXT_LIMITS.name);

/** Only http and https: a link is shown and followed by people. */
export const WebUrl = v.pipe(
  v.string(),
  v.maxLength(TEXT_LIMITS.url),
  v.url("must be a URL"),
  // Both cases spelled out: a pattern of JSON Schema has no flags.
  v.regex(/^[hH][tT][tT][pP][sS]?:\/\//, "must be an http or https URL"),
);

/** ISO 8601 in UTC, with milliseconds. */
export const Time = v.pipe(v.string(), v.isoTimestamp());

/** A count, or a place in a count. */
export const Whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

type Immutable<Schema extends v.GenericSchema> = v.SchemaWithPipe<
  readonly [Schema, v.ReadonlyAction<v.InferOutput<Schema>>]
>;

/** What we answer, to the last field: the documents of api/ say so, and tests hold the answers to it. */
export function answered<const Entries extends v.ObjectEntries>(
  entries: Entries,
): Immutable<v.StrictObjectSchema<Entries, undefined>> {
  return v.pipe(v.strictObject(entries), v.readonly());
}

/** A list of them. */
export function listOf<const Item extends v.GenericSchema>(
  item: Item,
): Immutable<v.ArraySchema<Item, undefined>> {
  return v.pipe(v.array(item), v.readonly());
}

/** What is answered where there is nothing to say. */
export const Nothing = answered({});

/** Free-form: what keys there are is up to whoever sets them. */
export const Metadata = v.pipe(v.record(v.string(), v.unknown()), v.readonly());

export const PageRequest = v.object({
  cursor: v.optional(v.pipe(v.string(), v.maxLength(200)), ""),
  page_size: v.optional(
    v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(PAGE_SIZE_MAX)),
    PAGE_SIZE_DEFAULT,
  ),
});

/** A cursor is opaque; the empty string says that there is no such page. */
export const PageMetadata = answered({
  previous_cursor: v.string(),
  next_cursor: v.string(),
  filtered_total: Whole,
  total: Whole,
});
export type PageMetadata = v.InferOutput<typeof PageMetadata>;

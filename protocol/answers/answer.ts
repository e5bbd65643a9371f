/**
 * What answers are made of. The files of this folder describe what is sent, for the documents of api/ and for
 * types: the server never runs them, and imports nothing but types of them.
 */
import * as v from "valibot";
import { Whole } from "../json.ts";

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

/** ISO 8601 in UTC, with milliseconds. */
export const Time = v.pipe(v.string(), v.isoTimestamp());

/** What is answered where there is nothing to say. */
export const Nothing = answered({});

/** Free-form: what keys there are is up to whoever sets them. */
export const Metadata = v.pipe(v.record(v.string(), v.unknown()), v.readonly());

/** A cursor is opaque; the empty string says that there is no such page. */
export const PageMetadata = answered({
  previous_cursor: v.string(),
  next_cursor: v.string(),
  filtered_total: Whole,
  total: Whole,
});
export type PageMetadata = v.InferOutput<typeof PageMetadata>;

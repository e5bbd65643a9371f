import * as v from "valibot";
import { Uuid } from "./json.ts";
import { METADATA_LIMITS } from "./limits.ts";

const { depth, items, keyLength, textLength } = METADATA_LIMITS;

/**
 * Parts of a dotted key, as filters can name them. Written without flags, which JSON Schema has not:
 * printable ASCII without quotes, backslash and the dot, and everything beyond ASCII.
 */
const PARTS = /^[!#-&(-\-/-[\]-_a-~\u00a1-\uffff]+(\.[!#-&(-\-/-[\]-_a-~\u00a1-\uffff]+)*$/;

/** `ad.id` is `["ad", "id"]`. */
const Key = v.pipe(
  v.string(),
  v.maxLength(keyLength),
  v.regex(PARTS, "must be names divided by dots, without spaces, quotes or backslashes"),
  v.transform((key) => key.toWellFormed().split(".")),
  v.maxLength(depth, `must not nest deeper than ${depth}`),
);

const TextValue = v.pipe(
  v.string(),
  v.maxLength(textLength),
  v.transform((text) => text.toWellFormed()),
);
const NumberValue = v.pipe(v.number(), v.minValue(-Number.MAX_VALUE), v.maxValue(Number.MAX_VALUE));

/** An array has values of one type; an object is what dotted keys make. */
const Value = v.union(
  [
    TextValue,
    NumberValue,
    v.boolean(),
    v.pipe(v.array(TextValue), v.maxLength(items)),
    v.pipe(v.array(NumberValue), v.maxLength(items)),
    v.pipe(v.array(v.boolean()), v.maxLength(items)),
  ],
  `must be a text of at most ${textLength} characters, a number, true or false, ` +
    `or an array of at most ${items} of one of these; nest by dots in the key`,
);

export type MetadataValue = v.InferOutput<typeof Value>;

export const SetMetadata = v.object({ conversation_id: Uuid, key: Key, value: Value });
export const RemoveMetadata = v.object({ conversation_id: Uuid, key: Key });

/** The small shapes that every namespace's schemas are made of. */
import * as v from "valibot";
import { PAGE_SIZE_DEFAULT, PAGE_SIZE_MAX, TEXT_LIMITS } from "./limits.ts";

export type { PageMetadata } from "./answers/answer.ts";

/** Lower case, so that one id has one spelling. */
export const Uuid = v.pipe(v.string(), v.uuid("must be a UUID"), v.toLowerCase());

/** Equal to `trim() !== ""`, in words that a document can say too. */
const notBlank = v.regex<string, string>(/\S/, "must not be empty");

/** A lone surrogate cannot be stored as UTF-8; it becomes U+FFFD, so that what is answered is what is stored. */
const wellFormed = v.transform((text: string) => text.toWellFormed());

/** Text that people wrote. */
export const Text = v.pipe(v.string(), notBlank, wellFormed);

/** The transformation is last: documents describe what stands before it. */
export function textUpTo(length: number): v.GenericSchema<string> {
  return v.pipe(v.string(), notBlank, v.maxLength(length), wellFormed);
}

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

/** A count, or a place in a count. */
export const Whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** Null is left out: Airy's client says so of the first page. */
export const PageRequest = v.object({
  cursor: v.nullish(v.pipe(v.string(), v.maxLength(200)), ""),
  page_size: v.nullish(
    v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(PAGE_SIZE_MAX)),
    PAGE_SIZE_DEFAULT,
  ),
});

/** The small shapes that every namespace's schemas are made of. */
import * as v from "valibot";
import { PAGE_SIZE_DEFAULT, PAGE_SIZE_MAX, TEXT_LIMITS } from "./limits.ts";

/** Lower case, so that one id has one spelling. */
export const Uuid = v.pipe(v.string(), v.uuid("must be a UUID"), v.toLowerCase());

/**
 * Text that people wrote. A lone surrogate cannot be stored as UTF-8; it becomes U+FFFD here, so that
 * what is answered is what is stored.
 */
export const Text = v.pipe(
  v.string(),
  v.transform((text) => text.toWellFormed()),
  v.check((text) => text.trim() !== "", "must not be empty"),
);

export const Name = v.pipe(Text, v.trim(), v.maxLength(TEXT_LIMITS.name));

/** Only http and https: a link is shown and followed by people. */
export const WebUrl = v.pipe(
  v.string(),
  v.maxLength(TEXT_LIMITS.url),
  v.url("must be a URL"),
  v.regex(/^https?:\/\//i, "must be an http or https URL"),
);

export const PageRequest = v.object({
  cursor: v.optional(v.pipe(v.string(), v.maxLength(200)), ""),
  page_size: v.optional(
    v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(PAGE_SIZE_MAX)),
    PAGE_SIZE_DEFAULT,
  ),
});

/** A cursor is opaque; the empty string says that there is no such page. */
export interface PageMetadata {
  readonly previous_cursor: string;
  readonly next_cursor: string;
  readonly filtered_total: number;
  readonly total: number;
}

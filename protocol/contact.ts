/** What a visitor says about themselves: in the form before the chat, and when they are asked for an address. */
import * as v from "valibot";
import { EMAIL, FIELD_KEY, PHONE, TAKEN_KEYS } from "./contact-text.ts";
import { Name, nameUpTo } from "./json.ts";
import { CONTACT_LIMITS, TEXT_LIMITS } from "./limits.ts";

export const FieldKey = v.pipe(
  v.string(),
  v.regex(FIELD_KEY, "must be 1 to 40 of a-z, 0-9 and _"),
  v.check((key) => !TAKEN_KEYS.includes(key), "must be no name that is taken"),
);

export const TellContact = v.object({
  display_name: v.optional(Name),
  email: v.exactOptional(
    v.pipe(
      v.string(),
      v.trim(),
      v.maxLength(TEXT_LIMITS.email),
      v.regex(EMAIL, "must be an e-mail address"),
    ),
  ),
  phone: v.exactOptional(v.pipe(v.string(), v.trim(), v.regex(PHONE, "must be a phone number"))),
  /** Answers to the site's own questions. */
  fields: v.optional(
    v.pipe(
      v.unknown(),
      v.check((fields) => !Array.isArray(fields), "must be an object"),
      v.pipe(
        v.record(FieldKey, nameUpTo(CONTACT_LIMITS.answerLength)),
        v.maxEntries(CONTACT_LIMITS.fields),
      ),
    ),
  ),
  /** The text that they have agreed to, whole. */
  consent: v.optional(nameUpTo(CONTACT_LIMITS.consentLength)),
});
export type TellContact = v.InferInput<typeof TellContact>;

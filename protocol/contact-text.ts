/**
 * What counts as an address, a number and a field's name, for the server's schemas and for the widget's
 * form alike: what the form takes the server takes. Without flags, which JSON Schema has not.
 */

/**
 * Looser than any standard: one `@`, a dot behind it, letters of every script; and nothing that is not seen,
 * or that could end a link.
 */
export const EMAIL =
  /^[!#-'*+\--9=?A-Z^-~\u00a1-\u1fff\u2070-\u2fff\u3001-\ufefe]{1,64}@[-\w\u00a1-\u1fff\u2070-\u2fff\u3001-\ufefe]+(\.[-\w\u00a1-\u1fff\u2070-\u2fff\u3001-\ufefe]+)+$/;

/** Digits of Western, Arabic, Persian and full-width keyboards, and what people write between them. */
export const PHONE = /^[+(＋]?[0-9٠-٩۰-۹０-９][0-9٠-٩۰-۹０-９ ()./+-]{1,37}[0-9٠-٩۰-۹０-９)]$/;

/** What a question of the site's own is called. */
export const FIELD_KEY = /^[a-z0-9_]{1,40}$/;

/** By what stands beside the answers, and by JavaScript. */
export const TAKEN_KEYS: readonly string[] = [
  ...["name", "display_name", "email", "phone", "user_id", "verified"],
  ...["consent_at", "consent_text", "constructor", "prototype", "__proto__"],
];

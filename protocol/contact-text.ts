/**
 * What counts as an address, a number and a field's name, for the server's schemas and for the widget's
 * form alike: what the form takes the server takes. Without flags, which JSON Schema has not.
 */

/** Looser than any standard, but one line, one `@`, a dot behind it, and nothing that could end a link. */
export const EMAIL =
  /^[^\s@<>()[\]\\,;:"\u0000-\u0020\u007f-\u00a0\u200b-\u206f]{1,64}@[^\s@<>()[\]\\,;:".\u0000-\u0020\u007f-\u00a0\u200b-\u206f]+(\.[^\s@<>()[\]\\,;:".\u0000-\u0020\u007f-\u00a0\u200b-\u206f]+)+$/;

/** Digits of Western, Arabic, Persian and full-width keyboards, and what people write between them. */
export const PHONE = /^[+(＋]?[0-9٠-٩۰-۹０-９][0-9٠-٩۰-۹０-９ ()./+-]{2,38}$/;

/** A question of the site's own. Some names are taken: by what stands beside the answers, and by JavaScript. */
export const FIELD_KEY =
  /^(?!(name|display_name|email|phone|consent_at|consent_text|constructor|prototype|__proto__)$)[a-z0-9_]{1,40}$/;

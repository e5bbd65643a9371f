/** Filters as people and programs ask them, and the worst that the limits let through. */
import { EVERYWHERE, FREQUENT } from "./speech.ts";

export function filterCorpus(tag: string): readonly string[] {
  const [first = "", second = ""] = EVERYWHERE.split(" ");
  const many = (count: number, term: (number: number) => string): string =>
    Array.from({ length: count }, (_, number) => term(number)).join(" OR ");
  return [
    "state:OPEN",
    "unread_message_count:[1 TO *]",
    "display_name:*Lovelace*",
    "display_name:ada",
    `tag_ids:${tag} -assignee_id:*`,
    "created_at:2026-01-08 AND last_message_at:>=2026-01-08",
    "metadata.order.number:[10 TO 500]",
    "metadata.order.number:*7*7*",
    // Nothing at all, and everything.
    "state:GONE",
    "*",
    "-state:GONE",
    "nobodyhassaidthis",
    // A word of every message, by itself and with a filter that matches nothing.
    first,
    `-${first}`,
    `${first} state:GONE`,
    `${first} ${second} -nobodyhassaidthis`,
    "b*",
    "go*",
    many(6, (letter) => `${"bdfgkl".charAt(letter)}*`),
    // Phrases: of some messages, of all, and of the words of all in an order that none has.
    `"${FREQUENT}"`,
    `"${EVERYWHERE}"`,
    `"${second} ${first}"`,
    `"${EVERYWHERE}" OR "${FREQUENT}"`,
    // Pieces that cannot be asked together.
    many(10, (number) => `(${first} AND unread_message_count:>${number})`),
    many(6, (number) => `(NOT ${first} -display_name:ada${number})`),
    many(6, (number) => `(${second} NOT metadata.order.number:>${number})`),
    `(${first} OR state:OPEN) (${second} OR -tag_ids:${tag}) (stock OR metadata.order.number:>5)`,
    // Wildcards wherever they may stand.
    "display_name:*v*i*s*i*z*",
    many(6, (number) => `display_name:nobody${number}`),
    many(6, (number) => `display_name:*${number}x`),
    many(6, (number) => `metadata.order.number:${number}*x`),
  ];
}

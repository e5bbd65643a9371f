/**
 * What counts as a word, for whoever looks for one in a message: a run of letters and digits with the marks on
 * them, or one sign of a script that does not divide words. Case and marks do not count: `Café` is `cafe`.
 */

export interface Word {
  /** As it is compared. */
  readonly word: string;
  /** Where it stands in the text, in UTF-16 units. */
  readonly start: number;
  readonly length: number;
}

/** Longer ones are cut, on both sides of the comparison. In UTF-16 units. */
const WORD_LENGTH = 64;

/** Scripts that are written without spaces. */
const UNDIVIDED = ["Han", "Hira", "Kana", "Thai", "Laoo", "Khmr", "Mymr"]
  .map((script) => `\\p{Script_Extensions=${script}}`)
  .join("");
const PLAIN = /[a-z0-9]+/gi;
const ANY = new RegExp(
  `[\\p{L}&&[${UNDIVIDED}]]\\p{M}*|[[\\p{L}\\p{N}]--[${UNDIVIDED}]][[\\p{L}\\p{N}\\p{M}]--[${UNDIVIDED}]]*`,
  "gv",
);

/** In the order of the text, the first `max` of them. */
export function wordsOf(text: string, max = Infinity): Word[] {
  const isPlain = !/[^\p{ASCII}]/u.test(text);
  const words: Word[] = [];
  for (const { 0: found, index } of text.matchAll(isPlain ? PLAIN : ANY)) {
    const word = isPlain ? found.toLowerCase().slice(0, WORD_LENGTH) : fold(found);
    if (word !== "") words.push({ word, start: index, length: found.length });
    if (words.length >= max) break;
  }
  return words;
}

function fold(found: string): string {
  return found
    .normalize("NFKD")
    .toUpperCase()
    .toLowerCase()
    .normalize("NFKD")
    .replaceAll("ς", "σ")
    .replace(/[^\p{L}\p{N}]/gu, "")
    .slice(0, WORD_LENGTH)
    .toWellFormed();
}

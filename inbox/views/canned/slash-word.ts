/** Finds what is asked for by a slash, and what fits it. */
import type { CannedAnswer } from "../../../protocol/canned-answers.ts";

/** The word with the caret at its end: from its slash to the caret. */
export interface SlashWord {
  readonly start: number;
  readonly end: number;
  /** Without the slash. */
  readonly query: string;
}

/** More are not read, but narrowed down. */
const SHOWN = 50;
const WORD = /(?:^|\s)\/([\p{L}\p{M}\p{N}-]{0,40})$/u;
const PLACEHOLDER = /\{\{\s*(visitor|me)\s*\}\}/giu;

/** A slash inside a word, as in an address, is none. */
export function slashWord(text: string, caret: number): SlashWord | undefined {
  const query = WORD.exec(text.slice(0, caret))?.[1];
  return query === undefined ? undefined : { start: caret - query.length - 1, end: caret, query };
}

/** Those whose shortcut begins so come first, then those that have it anywhere, then those that say it. */
export function fitting(all: readonly CannedAnswer[], query: string): readonly CannedAnswer[] {
  const sought = query.normalize("NFC").toLowerCase();
  const ranked = all.map((answer) => ({ answer, rank: rankOf(answer, sought) }));
  return [0, 1, 2]
    .flatMap((rank) => ranked.filter((one) => one.rank === rank))
    .slice(0, SHOWN)
    .map(({ answer }) => answer);
}

function rankOf({ shortcut, text }: CannedAnswer, sought: string): number {
  if (shortcut.startsWith(sought)) return 0;
  if (shortcut.includes(sought)) return 1;
  return text.toLowerCase().includes(sought) ? 2 : 3;
}

/** What is in braces and means nothing stays as it is. */
export function filledIn(
  text: string,
  names: { readonly visitor: string; readonly me: string },
): string {
  return text.replace(PLACEHOLDER, (_, name: string) =>
    name.toLowerCase() === "me" ? names.me : names.visitor,
  );
}

/** The part of a text around what somebody has looked for. Plain text, with the places beside it. */
import type { Said } from "../protocol/filter.ts";
import { wordsOf, type Word } from "../protocol/words.ts";

export interface Snippet {
  readonly text: string;
  /** Start and length of each place within `text`, in UTF-16 units, in order and apart from each other. */
  readonly ranges: readonly (readonly [start: number, length: number])[];
}

/** In UTF-16 units. */
const LENGTH = 160;
/** What stands before the first place. */
const LEAD = 40;

interface Place {
  readonly start: number;
  readonly end: number;
}

/** Undefined when the text says none of it. */
export function snippetOf(text: string, terms: readonly Said[]): Snippet | undefined {
  const places = apart(placesIn(wordsOf(text), terms));
  const [first] = places;
  if (first === undefined) return undefined;
  const start = Math.max(0, Math.min(first.start - LEAD, text.length - LENGTH));
  const end = Math.min(text.length, start + LENGTH);
  const [from, to] = [onBoundary(text, start), onBoundary(text, end)];
  const opening = from > 0 ? "…" : "";
  const shift = opening.length - from;
  const ranges = places
    .filter((place) => place.start >= from && place.start < to)
    .map((place): [number, number] => [place.start + shift, Math.min(place.end, to) - place.start]);
  const closing = to < text.length ? "…" : "";
  return { text: `${opening}${text.slice(from, to)}${closing}`, ranges };
}

function placesIn(words: readonly Word[], terms: readonly Said[]): Place[] {
  return words.flatMap((_, index) =>
    terms.flatMap((term): Place[] => {
      const first = words[index];
      const last = words[index + term.words.length - 1];
      if (first === undefined || last === undefined || !standsAt(words, index, term)) return [];
      return [{ start: first.start, end: last.start + last.length }];
    }),
  );
}

function standsAt(words: readonly Word[], index: number, { words: wanted, isPrefix }: Said) {
  return wanted.every((word, number) => {
    const found = words[index + number]?.word;
    const mayGoOn = isPrefix && number === wanted.length - 1;
    return mayGoOn ? found?.startsWith(word) : found === word;
  });
}

/** Those that touch or overlap become one; they come in the order of their starts. */
function apart(places: readonly Place[]): Place[] {
  const result: Place[] = [];
  for (const place of places) {
    const last = result.at(-1);
    if (last !== undefined && place.start <= last.end) {
      result[result.length - 1] = { start: last.start, end: Math.max(last.end, place.end) };
    } else {
      result.push(place);
    }
  }
  return result;
}

/** Never between the two halves of a character. */
function onBoundary(text: string, index: number): number {
  return index > 0 && /[\udc00-\udfff]/.test(text.charAt(index)) ? index - 1 : index;
}

/** The emoji that the picker offers: signs of the system's own font, found by words in English and German. */
import { FACES } from "./faces.ts";
import { PEOPLE, SIGNS } from "./people.ts";
import { FOOD, NATURE, OBJECTS, PLACES } from "./things.ts";

export type EmojiGroup = "faces" | "people" | "signs" | "nature" | "food" | "places" | "objects";

export interface Emoji {
  readonly sign: string;
  /** By the language of the page. */
  readonly name: Readonly<Record<"en" | "de", string>>;
  /** In lower case, of both languages. */
  readonly words: string;
}

const TABLES: Readonly<Record<EmojiGroup, string>> = {
  faces: FACES,
  people: PEOPLE,
  signs: SIGNS,
  nature: NATURE,
  food: FOOD,
  places: PLACES,
  objects: OBJECTS,
};

/** In the order in which they are shown. Reading the tables takes a moment: once, for whoever opens the picker. */
export function readEmoji(): readonly (readonly [EmojiGroup, readonly Emoji[]])[] {
  return Object.entries(TABLES).map(([group, table]) => [
    group as EmojiGroup,
    table.trim().split("\n").map(parse),
  ]);
}

function parse(line: string): Emoji {
  const space = line.indexOf(" ");
  const [english = "", german = ""] = line.slice(space + 1).split(" | ");
  return {
    sign: line.slice(0, space),
    name: { en: nameOf(english), de: nameOf(german) },
    words: `${english} ${german}`.replaceAll(",", "").toLowerCase(),
  };
}

function nameOf(words: string): string {
  return words.split(",")[0] ?? "";
}

/** Those of which each word that is sought begins a word. */
export function findEmoji(all: readonly Emoji[], sought: string): readonly Emoji[] {
  const wanted = sought.trim().toLowerCase().split(/\s+/);
  return all.filter(({ words }) =>
    wanted.every((word) => words.startsWith(word) || words.includes(` ${word}`)),
  );
}

/** Patterns for SQLite's GLOB, which minds the case: every letter stands there in both. */
import type { Pattern } from "../protocol/filter.ts";

export function globOf(pattern: Pattern): string {
  return pattern
    .map((part) =>
      "wildcard" in part ? part.wildcard : Array.from(part.literal, inAnyCase).join(""),
    )
    .join("");
}

/** One character as GLOB reads it: itself, or a class of its cases. */
function inAnyCase(character: string): string {
  if ("*?[".includes(character)) return `[${character}]`;
  const upper = character.toUpperCase();
  const cases = new Set([character, upper, character.toLowerCase(), upper.toLowerCase()]);
  // Some letters have a case of several characters: a class cannot say that.
  const single = [...cases].filter((one) => Array.from(one).length === 1);
  return single.length > 1 ? `[${single.join("")}]` : character;
}

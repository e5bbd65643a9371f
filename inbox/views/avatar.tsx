import type { VNode } from "preact";

const COLOURS = 8;

/** Initials on a soft colour that is always the same for the same person. */
export function Avatar({ id, name }: { readonly id: string; readonly name: string }): VNode {
  return (
    <span class={`avatar avatar-${colourOf(id)}`} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}

/** The first letters of the first and the last word: `AL` for Ada King Lovelace. */
export function initialsOf(name: string): string {
  const words = name.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*/gu) ?? [];
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : words;
  return chosen.map((word = "") => word.match(/./u)?.[0].toLocaleUpperCase() ?? "").join("");
}

function colourOf(id: string): number {
  let sum = 0;
  for (const character of id) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return sum % COLOURS;
}

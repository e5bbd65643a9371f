import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { ownFile } from "./content/own-file.ts";

const COLOURS = 8;

interface AvatarProps {
  readonly id: string;
  readonly name: string;
  /** The address of a picture that our own server has; any other is not asked for. */
  readonly picture?: string | undefined;
  /** Shown as a dot; to be said in words beside it. */
  readonly isOnline?: boolean;
}

/** A picture, or initials on a soft colour that is always the same for the same person. */
export function Avatar({ id, name, picture, isOnline = false }: AvatarProps): VNode {
  const [broken, setBroken] = useState<string>();
  const file = picture === undefined ? undefined : ownFile(picture);
  const isShown = file !== undefined && file !== broken;
  return (
    <span class={`avatar avatar-${colourOf(id)}`} aria-hidden="true">
      {initialsOf(name)}
      {isShown && <img class="avatar-picture" src={file} alt="" onError={() => setBroken(file)} />}
      {isOnline && <span class="online-dot" />}
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

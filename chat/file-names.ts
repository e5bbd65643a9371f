/** Names of files as they are kept: of one line, without a path, and read by people as they are written. */
import { FILE_LIMITS } from "../protocol/limits.ts";

/** Controls, what turns the direction of writing (`photo<U+202E>gpj.exe`), and what cannot be seen at all. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
const ZERO_WIDTH_JOINERS = /[\u200c\u200d]/;

/** "file" where nothing is left of it. A long one loses its middle and keeps its extension. */
export function fileNameFrom(given: string): string {
  const last = given.toWellFormed().split(/[/\\]/).at(-1) ?? "";
  const seen = last.replace(UNSEEN, (one) => (ZERO_WIDTH_JOINERS.test(one) ? one : ""));
  const name = seen.replace(/\s+/g, " ").trim();
  if (/^[.\s]*$/.test(name)) return "file";
  if (name.length <= FILE_LIMITS.nameLength) return name;
  const extension = /\.[^.\s]{1,10}$/.exec(name)?.[0] ?? "";
  return name.slice(0, FILE_LIMITS.nameLength - extension.length).toWellFormed() + extension;
}

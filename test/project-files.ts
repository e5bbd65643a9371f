/** The project's own files: what is in its folder and was neither installed nor built. */

import { readdirSync } from "node:fs";
import { join, relative } from "node:path";

export const ROOT = join(import.meta.dir, "..");

const NOT_OURS = new Set([".git", "dist", "node_modules"]);

/** Paths from {@link ROOT} with forward slashes, in order. */
export function projectFiles(): string[] {
  return readdirSync(ROOT, { withFileTypes: true })
    .filter(({ name }) => !NOT_OURS.has(name))
    .flatMap((entry) => (entry.isDirectory() ? filesWithin(entry.name) : [entry.name]))
    .toSorted();
}

function filesWithin(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).replaceAll("\\", "/"));
}

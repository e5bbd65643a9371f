/**
 * The one name of a database's file. Links are followed, so that nobody takes one file for two: its
 * lock and its log are found by their names.
 */
import { readlinkSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { ParleyError } from "../errors.ts";

/** Of a file that is there or will be made. Throws `database_unusable` where there can be none. */
export function databasePath(path: string): string {
  let found: string;
  try {
    found = follow(path);
  } catch {
    const problem = "the folder does not exist or may not be opened";
    throw new ParleyError("database_unusable", `${path} cannot be used: ${problem}`);
  }
  if (statSync(found, { throwIfNoEntry: false })?.isDirectory() === true) {
    throw new ParleyError("database_unusable", `${path} is a folder; name a file in it`);
  }
  return found;
}

function follow(path: string): string {
  const real = attempt(() => realpathSync(path));
  if (real !== undefined) return real;
  // A link may point to what is not there yet.
  const target = attempt(() => readlinkSync(path));
  return target === undefined
    ? join(realpathSync(dirname(path)), basename(path))
    : follow(resolve(dirname(path), target));
}

/** Undefined where nothing has the name, or where what has it is no link. */
function attempt(look: () => string): string | undefined {
  try {
    return look();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ENOENT" || code === "EINVAL") return undefined;
    throw error;
  }
}

/**
 * Whether the database and its log are still the files that were opened. Where somebody deletes or
 * replaces one of them, SQLite goes on without an error in a file that has no name any more, and
 * everything that was answered since is gone with the process.
 */
import { statSync } from "node:fs";

export interface FilesInPlace {
  /** The path of one that was deleted or replaced. */
  missing(): string | undefined;
}

/** To be called while both files are open. */
export function filesInPlace(path: string): FilesInPlace {
  const opened = [path, `${path}-wal`].map((file) => ({ file, identity: identity(file) }));
  return {
    missing: () => opened.find((one) => identity(one.file) !== one.identity)?.file,
  };
}

/** Tells a file from any other one that has or had its name. */
export function identity(path: string): string | undefined {
  const found = statSync(path, { throwIfNoEntry: false, bigint: true });
  return found && `${found.dev} ${found.ino}`;
}

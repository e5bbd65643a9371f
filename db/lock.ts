/**
 * One server a database. SQLite's own locks cannot say it, since a server's reader and writer are two
 * connections; so a second, empty file beside the database is kept locked. The lock is the operating
 * system's and goes with the process, however that ends.
 */
import { Database, SQLiteError } from "bun:sqlite";
import { existsSync, rmSync } from "node:fs";
import { ParleyError } from "../errors.ts";
import { identity } from "./files-in-place.ts";
import { unusable } from "./open.ts";

export interface Lock {
  close(): void;
  /** The same, and the lock's own file goes if it was not there before. */
  remove(): void;
  /** For a start that has failed: every file of the database goes that was not there before. */
  undo(): void;
}

/**
 * Held until one of its methods is called. `path` as `databasePath` gives it. Throws `database_in_use`
 * when another process holds it, or `database_unusable`.
 */
export function lockDatabase(path: string): Lock {
  const file = `${path}-lock`;
  for (;;) {
    const absent = [path, `${path}-wal`, `${path}-shm`, file].filter((one) => !existsSync(one));
    const lock = hold(path, file);
    if (lock === undefined) continue;
    const removeAndClose = (made: readonly string[]): void => {
      try {
        for (const one of made) rmSync(one, { force: true });
      } catch {
        // A disk that may not be written: what has failed says so itself.
      } finally {
        lock.close();
      }
    };
    return {
      close: () => lock.close(),
      remove: () => removeAndClose(absent.filter((one) => one === file)),
      undo: () => removeAndClose(absent),
    };
  }
}

/** Undefined when the file that is locked now was taken away meanwhile, by a start that has failed. */
function hold(path: string, file: string): Database | undefined {
  let lock: Database | undefined;
  try {
    lock = new Database(file, { create: true, readwrite: true });
    const opened = identity(file);
    lock.run("PRAGMA busy_timeout = 0");
    lock.run("PRAGMA journal_mode = MEMORY");
    lock.run("BEGIN EXCLUSIVE");
    if (opened !== undefined && opened === identity(file)) return lock;
    lock.close();
    return undefined;
  } catch (cause) {
    lock?.close();
    if (!(cause instanceof SQLiteError)) throw cause;
    if (cause.code !== "SQLITE_BUSY") throw unusable(path, cause);
    throw new ParleyError("database_in_use", `another Parley is using ${path}`);
  }
}

/**
 * One server a database. SQLite's own locks cannot say it, since a server's reader and writer are two
 * connections; so a second, empty file beside the database is kept locked. The lock is the operating
 * system's and goes with the process, however that ends.
 */
import { Database, SQLiteError } from "bun:sqlite";
import { ParleyError } from "../errors.ts";
import { unusable } from "./open.ts";

/** Held until `close`. Throws `database_in_use` when another process holds it, or `database_unusable`. */
export function lockDatabase(path: string): { close(): void } {
  let lock: Database | undefined;
  try {
    lock = new Database(`${path}-lock`, { create: true, readwrite: true });
    lock.run("PRAGMA busy_timeout = 0");
    lock.run("PRAGMA journal_mode = MEMORY");
    lock.run("BEGIN EXCLUSIVE");
    const held = lock;
    return { close: () => held.close() };
  } catch (cause) {
    lock?.close();
    if (!(cause instanceof SQLiteError)) throw cause;
    if (cause.code !== "SQLITE_BUSY") throw unusable(path, cause);
    throw new ParleyError("database_in_use", `another Parley is using ${path}`);
  }
}

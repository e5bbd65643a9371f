/**
 * One server a database. SQLite's own locks cannot say it, since a server's reader and writer are two
 * connections; so a second, empty file beside the database is kept locked. The lock is the operating
 * system's and goes with the process, however that ends.
 */
import { Database } from "bun:sqlite";
import { ParleyError } from "../errors.ts";

/** Held until `close`. Throws `database_in_use` when another process holds it. */
export function lockDatabase(path: string): { close(): void } {
  const lock = new Database(`${path}-lock`, { create: true, readwrite: true });
  try {
    lock.run("PRAGMA busy_timeout = 0");
    lock.run("PRAGMA journal_mode = MEMORY");
    lock.run("BEGIN EXCLUSIVE");
  } catch (cause) {
    lock.close();
    if (cause instanceof Error && "code" in cause && cause.code === "SQLITE_BUSY") {
      throw new ParleyError("database_in_use", `another Parley is using ${path}`);
    }
    throw cause;
  }
  return { close: () => lock.close() };
}

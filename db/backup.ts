/** `parley backup`: the database as it is at one moment, in a file of its own. */
import { Database, SQLiteError } from "bun:sqlite";
import { existsSync, renameSync, rmSync } from "node:fs";
import { ParleyError } from "../errors.ts";
import { databasePath } from "./database-path.ts";
import { syncFile, syncFolderOf } from "./durable-files.ts";
import { schemaVersion, unusable, usable } from "./open.ts";

/**
 * Needs no lock: a server may use the database meanwhile. `file` must not exist; it is there whole or
 * not at all. Throws `database_unusable`, or `invalid_request` where `file` cannot be made.
 */
export function backUp(db: string, file: string): void {
  const path = databasePath(db);
  const target = databasePath(file);
  if (!existsSync(path)) throw new ParleyError("database_unusable", `there is no ${db}`);
  if (existsSync(target)) throw new ParleyError("invalid_request", `${file} is there already`);
  const copy = `${target}.unfinished`;
  try {
    rmSync(copy, { force: true });
    copyInto(copy, path);
    syncFile(copy);
    renameSync(copy, target);
    syncFolderOf(target);
  } catch (error) {
    rmSync(copy, { force: true });
    throw error;
  }
}

function copyInto(copy: string, path: string): void {
  using source = usable(path, () => new Database(path, { readwrite: true }));
  const version = usable(path, () => {
    source.run("PRAGMA busy_timeout = 5000");
    return schemaVersion(source, path);
  });
  if (version === 0) throw new ParleyError("database_unusable", `${path} is empty`);
  try {
    source.query("VACUUM INTO ?").run(copy);
  } catch (cause) {
    if (!(cause instanceof SQLiteError)) throw cause;
    throw unusable(cause.code === "SQLITE_CORRUPT" ? path : copy, cause);
  }
}

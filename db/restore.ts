/**
 * `parley restore`: a backup in the database's place.
 *
 * 1. The backup is copied beside the database, with its log if it has one, and checked there: nothing is
 *    ever written to the backup, and nothing is touched before the copy is known to be whole.
 * 2. The old database's log goes first: SQLite would write it into whatever file it finds.
 * 3. The copy takes the database's name in one step.
 */
import { Database } from "bun:sqlite";
import { chownSync, copyFileSync, existsSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { ParleyError } from "../errors.ts";
import { databasePath } from "./database-path.ts";
import { syncFile, syncFolderOf } from "./durable-files.ts";
import { lockDatabase } from "./lock.ts";
import { schemaVersion, usable } from "./open.ts";

/** Throws `database_in_use` while a server runs, and `database_unusable`, the old database untouched. */
export function restore(db: string, file: string): void {
  const path = databasePath(db);
  const backup = databasePath(file);
  if (backup === path) throw new ParleyError("invalid_request", `${file} is the database itself`);
  if (!existsSync(backup)) throw new ParleyError("database_unusable", `there is no ${file}`);
  const lock = lockDatabase(path);
  const copy = `${path}.restoring`;
  try {
    copyWithLog(backup, copy);
    usable(file, () => check(copy, file));
    ownAs(existsSync(path) ? path : dirname(path), copy);
    syncFile(copy);
    removeLog(path);
    syncFolderOf(path);
    renameSync(copy, path);
    syncFolderOf(path);
  } finally {
    rmSync(copy, { force: true });
    removeLog(copy);
    lock.remove();
  }
}

/** What root restores is for the user that the server runs as. */
function ownAs(model: string, copy: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(model);
  chownSync(copy, uid, gid);
}

function copyWithLog(from: string, to: string): void {
  removeLog(to);
  copyFileSync(from, to);
  if (existsSync(`${from}-wal`)) copyFileSync(`${from}-wal`, `${to}-wal`);
}

/** Leaves one file, its log written into it. */
function check(copy: string, file: string): void {
  using db = new Database(copy, { readwrite: true });
  if (schemaVersion(db, file) === 0) {
    throw new ParleyError("database_unusable", `${file} holds nothing of Parley's`);
  }
  const found = db.query<{ integrity_check: string }, []>("PRAGMA integrity_check(1)").get();
  if (found?.integrity_check !== "ok") {
    const problem = (found?.integrity_check ?? "").replace(/\s+/g, " ");
    throw new ParleyError("database_unusable", `${file} is damaged: ${problem}`);
  }
  db.run("PRAGMA journal_mode = DELETE");
}

function removeLog(path: string): void {
  for (const suffix of ["-wal", "-shm"]) rmSync(`${path}${suffix}`, { force: true });
}

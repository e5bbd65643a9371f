/** Opening the file: its schema and its settings. */
import { Database, SQLiteError } from "bun:sqlite";
import { ParleyError } from "../errors.ts";
import { compileLazily } from "./lazy-statements.ts";
import { MIGRATIONS } from "./migrations.ts";

/** "PRLY": tells a Parley database from any other file of SQLite's. */
const APPLICATION_ID = 0x50524c59;

export interface Opened {
  /** It only reads: writing is the writer's alone. */
  readonly reader: Database;
  readonly settings: Settings;
}

export interface Settings {
  /** Signs the tokens: 32 random bytes, base64url. */
  readonly tokenKey: string;
  /** Lets the first account be made. */
  readonly setupToken: string;
}

/** A connection as every part of the server wants it. */
export function connect(path: string): Database {
  const db = openFile(path);
  configure(db);
  return db;
}

function openFile(path: string): Database {
  const db = new Database(path, { create: true, readwrite: true, strict: true });
  compileLazily(db);
  return db;
}

function configure(db: Database): void {
  db.run("PRAGMA busy_timeout = 5000");
  db.run("PRAGMA journal_mode = WAL");
  db.run("PRAGMA synchronous = FULL");
  db.run("PRAGMA foreign_keys = ON");
}

/**
 * Brings the file to today's schema. Throws `database_unusable` with a sentence for the person at the
 * terminal when the file cannot be used.
 */
export function openDatabase(path: string, random: () => string): Opened {
  return usable(path, () => {
    const db = openFile(path);
    try {
      // Before anything is changed: a file that is not ours stays as it is.
      const version = schemaVersion(db, path);
      configure(db);
      migrate(db, path, version);
      const settings: Settings = {
        tokenKey: setting(db, "token_key", random),
        setupToken: setting(db, "setup_token", random),
      };
      db.run("PRAGMA query_only = ON");
      return { reader: db, settings };
    } catch (cause) {
      db.close();
      throw cause;
    }
  });
}

/** Runs `use` and turns what SQLite says of the file into `database_unusable`. */
export function usable<Result>(path: string, use: () => Result): Result {
  try {
    return use();
  } catch (cause) {
    if (!(cause instanceof SQLiteError)) throw cause;
    throw unusable(path, cause);
  }
}

/** For the person at the terminal: why the file cannot be used. */
export function unusable(path: string, cause: SQLiteError): ParleyError {
  return new ParleyError("database_unusable", `${path} cannot be used: ${reason(cause)}`);
}

function reason(error: SQLiteError): string {
  switch (error.code) {
    case "SQLITE_NOTADB":
      return "it is not a SQLite database";
    case "SQLITE_CORRUPT":
      return "it is damaged; restore a backup";
    case "SQLITE_CANTOPEN":
      return "the folder does not exist or may not be opened";
    case "SQLITE_READONLY":
      return "it may not be written";
    case "SQLITE_FULL":
      return "the disk is full";
    default:
      return error.message;
  }
}

/** 0 for a new file. Throws for one that this Parley cannot use. */
export function schemaVersion(db: Database, path: string): number {
  const found = db
    .query<{ application: number; version: number; tables: number }, []>(
      `SELECT application_id AS application, user_version AS version,
         (SELECT count(*) FROM sqlite_schema) AS tables
       FROM pragma_application_id, pragma_user_version`,
    )
    .get();
  const { application, version, tables } = found ?? { application: 0, version: 0, tables: 0 };
  if (application !== APPLICATION_ID && tables > 0) {
    throw new ParleyError("database_unusable", `${path} is a database, but not one of Parley's`);
  }
  if (version > MIGRATIONS.length) {
    const problem = `${path} was made by a newer Parley (schema ${version}, this one knows ${MIGRATIONS.length})`;
    throw new ParleyError("database_unusable", problem);
  }
  return version;
}

function migrate(db: Database, path: string, version: number): void {
  if (version > 0 && version < MIGRATIONS.length) {
    db.query("VACUUM INTO ?").run(`${path}.before-schema-${version + 1}`);
  }
  for (const [index, sql] of MIGRATIONS.entries()) {
    if (index < version) continue;
    db.transaction(() => {
      db.run(sql);
      db.run(`PRAGMA application_id = ${APPLICATION_ID}`);
      db.run(`PRAGMA user_version = ${index + 1}`);
    }).immediate();
  }
}

/** The stored value, made at the first start. */
function setting(db: Database, name: string, make: () => string): string {
  db.query("INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING").run(
    name,
    make(),
  );
  const row = db
    .query<{ value: string }, [string]>("SELECT value FROM setting WHERE name = ?")
    .get(name);
  return row?.value ?? "";
}

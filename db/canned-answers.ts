/** Answers that the team has written beforehand. */
import type { Database } from "bun:sqlite";

/** Part of migration 2. */
export const CANNED_ANSWER_TABLE = `
  -- What the team has written beforehand.
  CREATE TABLE canned_answer (
    id       TEXT PRIMARY KEY,
    shortcut TEXT NOT NULL UNIQUE,
    text     TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
`;

export interface CannedAnswerRow {
  readonly id: string;
  readonly shortcut: string;
  readonly text: string;
}

export interface NewCannedAnswer extends CannedAnswerRow {
  /** How many there may be. */
  readonly limit: number;
}

/** Undefined keeps what there is. */
export interface CannedAnswerUpdate {
  readonly id: string;
  readonly shortcut: string | undefined;
  readonly text: string | undefined;
}

/** Each runs inside the writer's transaction. */
export interface CannedAnswerWrites {
  createCannedAnswer(answer: NewCannedAnswer): "created" | "shortcut_taken" | "too_many";
  updateCannedAnswer(update: CannedAnswerUpdate): "updated" | "unknown" | "shortcut_taken";
  removeCannedAnswer(id: string): "removed" | "unknown";
}

export interface CannedAnswerReads {
  /** By shortcut. */
  all(): CannedAnswerRow[];
}

export function cannedAnswerWrites(db: Database): CannedAnswerWrites {
  const count = db.query<{ n: number }, []>("SELECT count(*) AS n FROM canned_answer");
  const byId = db.query<CannedAnswerRow, [string]>(
    "SELECT id, shortcut, text FROM canned_answer WHERE id = ?",
  );
  const byShortcut = db.query<{ id: string }, [string]>(
    "SELECT id FROM canned_answer WHERE shortcut = ?",
  );
  const insert = db.query<null, [string, string, string]>(
    "INSERT INTO canned_answer (id, shortcut, text) VALUES (?, ?, ?)",
  );
  const update = db.query<null, [string, string, string]>(
    "UPDATE canned_answer SET shortcut = ?, text = ? WHERE id = ?",
  );
  const remove = db.query<{ id: string }, [string]>(
    "DELETE FROM canned_answer WHERE id = ? RETURNING id",
  );

  return {
    createCannedAnswer({ id, shortcut, text, limit }) {
      if (byShortcut.get(shortcut) !== null) return "shortcut_taken";
      if ((count.get()?.n ?? 0) >= limit) return "too_many";
      insert.run(id, shortcut, text);
      return "created";
    },

    updateCannedAnswer({ id, shortcut, text }) {
      const before = byId.get(id);
      if (before === null) return "unknown";
      const namesake = shortcut === undefined ? null : byShortcut.get(shortcut);
      if (namesake !== null && namesake.id !== id) return "shortcut_taken";
      update.run(shortcut ?? before.shortcut, text ?? before.text, id);
      return "updated";
    },

    removeCannedAnswer(id) {
      return remove.get(id) === null ? "unknown" : "removed";
    },
  };
}

export function cannedAnswerReads(db: Database): CannedAnswerReads {
  const all = db.query<CannedAnswerRow, []>(
    "SELECT id, shortcut, text FROM canned_answer ORDER BY shortcut",
  );
  return {
    all() {
      return all.all();
    },
  };
}

/** The histories of a file: one for each start of a server on it (DELIVERY-4). */
import type { Database } from "bun:sqlite";

/** Starts that are remembered; an offset from before them makes its client load afresh. */
const HISTORIES_KEPT = 1_000;

export interface HistoryWrites {
  /** To be the first command of a start: what is stored after it belongs to this history. */
  beginHistory(id: string): null;
}

export interface HistoryReads {
  /** The first position after a history; undefined when this file never had that history. */
  end(history: string): number | undefined;
}

export function historyWrites(db: Database): HistoryWrites {
  const begin = db.query<null, [string]>(
    `INSERT INTO history (id, first_position)
     SELECT ?, coalesce(max(position), 0) + 1 FROM message`,
  );
  const forget = db.query<null, [number]>(
    "DELETE FROM history WHERE number <= (SELECT max(number) FROM history) - ?",
  );
  return {
    beginHistory(id) {
      begin.run(id);
      forget.run(HISTORIES_KEPT);
      return null;
    },
  };
}

/** `current`, which this process has begun, has no end yet, whether it is on disk already or not. */
export function historyReads(db: Database, current: string | undefined): HistoryReads {
  const end = db.query<{ end: number | null }, [string]>(
    `SELECT (SELECT min(first_position) FROM history WHERE number > h.number) AS end
     FROM history h WHERE h.id = ?`,
  );
  return {
    end(history) {
      if (history === current) return Number.MAX_SAFE_INTEGER;
      const row = end.get(history);
      return row === null ? undefined : (row.end ?? Number.MAX_SAFE_INTEGER);
    },
  };
}

/**
 * A read that fails (a damaged page, a disk that is gone) fails alone: whoever asked is told, and the
 * server goes on with what can still be read.
 */
import { SQLiteError } from "bun:sqlite";
import { ParleyError } from "../errors.ts";

/** The same reads; where SQLite fails they throw `storage_failed`, and the reason is for the log. */
export function containFailures<Reads extends object>(
  reads: Reads,
  onFailure: (read: string, reason: string) => void,
): Reads {
  function told(read: string, error: unknown): unknown {
    if (!(error instanceof SQLiteError)) return error;
    onFailure(read, `${error.code}: ${error.message}`);
    return new ParleyError("storage_failed", "the server cannot read this now");
  }

  function* each(read: string, rows: Iterable<unknown>): Generator {
    try {
      yield* rows;
    } catch (error) {
      throw told(read, error);
    }
  }

  function contained(name: string, read: (...input: unknown[]) => unknown): typeof read {
    return (...input) => {
      try {
        const result = read(...input);
        return isLazy(result) ? each(name, result) : result;
      } catch (error) {
        throw told(name, error);
      }
    };
  }

  const entries = Object.entries(reads).map(([name, read]) => [name, contained(name, read)]);
  return Object.fromEntries(entries) as Reads;
}

/** Rows that are read one by one, as they are taken. */
function isLazy(result: unknown): result is Iterable<unknown> {
  return (
    typeof result === "object" && result !== null && "next" in result && !Array.isArray(result)
  );
}

/**
 * Stores a batch of commands in one transaction and one fsync. A command that fails would take the
 * others with it, so then each is tried in a transaction of its own: what fails alone fails alone.
 */
import { SQLiteError, type Database } from "bun:sqlite";
import { createCommands, type Command, type Outcome } from "./commands.ts";

export type RunBatch = (batch: readonly Command[]) => Outcome[];

export function createBatchRunner(db: Database): RunBatch {
  const commands = createCommands(db);

  // The names and inputs were paired by Writer.write; the pairing does not survive the thread.
  function run({ name, input }: Command): Outcome {
    const command = commands[name] as (input: Command["input"]) => unknown;
    return { ok: true, result: command(input) };
  }

  const together = db.transaction((batch: readonly Command[]) => batch.map(run));

  function alone(command: Command): Outcome {
    try {
      const [outcome] = together.immediate([command]);
      return outcome ?? failure(new Error("no outcome"));
    } catch (error) {
      return failure(error);
    }
  }

  return (batch) => {
    try {
      return together.immediate(batch);
    } catch (error) {
      return batch.length === 1 ? [failure(error)] : batch.map(alone);
    }
  };
}

function failure(error: unknown): Outcome {
  const code = error instanceof SQLiteError ? (error.code ?? "SQLITE_ERROR") : "ERROR";
  const reason = error instanceof Error ? `${code}: ${error.message}` : code;
  return { ok: false, code: code === "SQLITE_FULL" ? "storage_full" : "storage_failed", reason };
}

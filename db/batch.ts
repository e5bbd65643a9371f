/**
 * Stores a batch of commands in one transaction and one fsync. A command that fails would take the
 * others with it, so then each is tried in a transaction of its own: what fails alone fails alone. What
 * no command has caused (the database is locked, the disk fails) fails the whole batch at once: tried
 * one by one, each command would wait for the same thing again.
 */
import { SQLiteError, type Database } from "bun:sqlite";
import { adminCheck } from "./admins.ts";
import { createCommands, type Command, type Outcome } from "./commands.ts";

export type RunBatch = (batch: readonly Command[]) => Outcome[];

export function createBatchRunner(db: Database): RunBatch {
  const commands = createCommands(db);
  const isAdmin = adminCheck(db);

  // The names and inputs were paired by Writer.write; the pairing does not survive the thread.
  function run({ name, input, admin }: Command): Outcome {
    const command = commands[name] as (input: Command["input"]) => unknown;
    try {
      if (admin !== undefined && !isAdmin(admin)) return FORBIDDEN;
      return { ok: true, result: command(input) };
    } catch (cause) {
      throw new CommandFailure(cause);
    }
  }

  const together = db.transaction((batch: readonly Command[]) => batch.map(run));

  function oneByOne(batch: readonly Command[]): Outcome[] {
    let ofAll: Outcome | undefined;
    return batch.map((command) => {
      if (ofAll !== undefined) return ofAll;
      try {
        const [outcome] = together.immediate([command]);
        return outcome ?? failure(new Error("no outcome"));
      } catch (error) {
        const outcome = failure(error);
        if (!mayBeOnes(error)) ofAll = outcome;
        return outcome;
      }
    });
  }

  return (batch) => {
    try {
      return together.immediate(batch);
    } catch (error) {
      if (batch.length > 1 && mayBeOnes(error)) return oneByOne(batch);
      return Array<Outcome>(batch.length).fill(failure(error));
    }
  };
}

const FORBIDDEN: Outcome = { ok: false, code: "forbidden", reason: "no admin" };

/** What a command has thrown, and not BEGIN or COMMIT. */
class CommandFailure extends Error {
  constructor(cause: unknown) {
    super("a command failed", { cause });
  }
}

/** Whether one command can have caused it. A large one fills the disk, and that may show at COMMIT only. */
function mayBeOnes(error: unknown): boolean {
  return error instanceof CommandFailure || codeOf(error) === "SQLITE_FULL";
}

function failure(error: unknown): Outcome {
  const cause = error instanceof CommandFailure ? error.cause : error;
  const code = codeOf(cause);
  const reason = cause instanceof Error ? `${code}: ${cause.message}` : code;
  return { ok: false, code: code === "SQLITE_FULL" ? "storage_full" : "storage_failed", reason };
}

function codeOf(error: unknown): string {
  return error instanceof SQLiteError ? (error.code ?? "SQLITE_ERROR") : "ERROR";
}

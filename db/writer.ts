/**
 * The one way to change the database. Commands wait here while the writer's thread commits; what has
 * gathered meanwhile is its next batch, so the batch grows with the load and one fsync serves all of it.
 *
 *   idle ──write──▶ busy ──outcomes──▶ busy (something waits) or idle
 *   any ──close──▶ closing (takes nothing more, finishes what waits) ──▶ closed
 *
 * A promise resolves only after its command is on disk, in the order of the commits.
 */
import { ParleyError } from "../errors.ts";
import type { Command, CommandInput, CommandName, CommandResult, Outcome } from "./commands.ts";
import type { FromWorker, ToWorker } from "./writer-worker.ts";

/** Commands of one transaction. */
const BATCH_MAX = 512;
/** Commands that may wait. Above it the server says that it cannot store now. */
const QUEUE_MAX = 20_000;

interface Waiting {
  readonly command: Command;
  readonly settle: (outcome: Outcome) => void;
}

export interface WriterOptions {
  readonly path: string;
  /** One commit: how many commands it stored, and how long it took in milliseconds. */
  readonly onCommit: (commands: number, duration: number) => void;
  /** A command that could not be stored; the reason is for the log. */
  readonly onFailure: (command: CommandName, reason: string) => void;
  /** The thread has died or its files are gone: nothing can be stored any more. */
  readonly onDeath: (reason: string) => void;
}

export interface Writer {
  /**
   * Rejects with `storage_full`, `storage_failed` (nothing is stored), or `shutting_down` after close.
   * If the process dies while a command waits, it is stored or not; ask again with the same id.
   */
  write<Name extends CommandName>(
    name: Name,
    input: CommandInput<Name>,
  ): Promise<CommandResult<Name>>;
  /** Stores what waits, writes the log back into the database and closes it. */
  close(): Promise<void>;
}

export async function startWriter(options: WriterOptions): Promise<Writer> {
  const worker = new Worker(new URL("./writer-worker.ts", import.meta.url).href);
  const opened = Promise.withResolvers<void>();
  const closed = Promise.withResolvers<void>();
  let queue: Waiting[] = [];
  let inFlight: Waiting[] = [];
  let state: "idle" | "busy" | "closing" | "closed" | "dead" = "busy";

  function post(message: ToWorker): void {
    worker.postMessage(message);
  }

  function next(): void {
    inFlight = queue.slice(0, BATCH_MAX);
    queue = queue.length > BATCH_MAX ? queue.slice(BATCH_MAX) : [];
    if (inFlight.length > 0) {
      post({ type: "batch", commands: inFlight.map(({ command }) => command) });
    } else if (state === "closing") {
      post({ type: "close" });
    } else {
      state = "idle";
    }
  }

  function fail(reason: string): void {
    const lost = [...inFlight, ...queue];
    inFlight = queue = [];
    state = "dead";
    const outcome: Outcome = { ok: false, code: "storage_failed", reason };
    for (const { settle } of lost) settle(outcome);
    opened.reject(new ParleyError("storage_failed", reason));
    closed.resolve();
    options.onDeath(reason);
  }

  worker.onerror = (event) => fail(event.message);
  worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
    switch (data.type) {
      case "opened":
        opened.resolve();
        return next();
      case "outcomes": {
        const answered = inFlight;
        // The thread gets its next batch before this one's answers are worked through.
        next();
        options.onCommit(answered.length, data.duration);
        for (const [index, { settle }] of answered.entries()) {
          const outcome = data.outcomes[index];
          if (outcome !== undefined) settle(outcome);
        }
        return;
      }
      case "lost":
        worker.terminate();
        return fail(data.reason);
      case "closed":
        state = "closed";
        worker.terminate();
        return closed.resolve();
    }
  };

  post({ type: "open", path: options.path });
  await opened.promise;

  return {
    write<Name extends CommandName>(name: Name, input: CommandInput<Name>) {
      const { promise, resolve, reject } = Promise.withResolvers<CommandResult<Name>>();
      if (state === "closing" || state === "closed") {
        reject(new ParleyError("shutting_down", "the server is stopping"));
        return promise;
      }
      if (state === "dead" || queue.length >= QUEUE_MAX) {
        reject(new ParleyError("storage_failed", "the server cannot store anything now"));
        return promise;
      }
      queue.push({
        command: { name, input },
        settle(outcome) {
          if (outcome.ok) return resolve(outcome.result as CommandResult<Name>);
          options.onFailure(name, outcome.reason);
          reject(new ParleyError(outcome.code, STORAGE_MESSAGES[outcome.code]));
        },
      });
      if (state === "idle") {
        state = "busy";
        // Whatever this turn of the event loop still brings joins the batch.
        setImmediate(next);
      }
      return promise;
    },

    close(): Promise<void> {
      if (state === "idle") {
        state = "closing";
        next();
      } else if (state === "busy") {
        state = "closing";
      }
      return closed.promise;
    },
  };
}

const STORAGE_MESSAGES = {
  storage_full: "the server's disk is full",
  storage_failed: "the server cannot store anything now",
} as const;

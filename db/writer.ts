/**
 * The one way to change the database. Commands wait here while the writer's thread commits; what has
 * gathered meanwhile is its next batch, so the batch grows with the load and one fsync serves all of it.
 *
 *   idle ──write──▶ busy ──outcomes──▶ busy (something waits) or idle
 *   any ──close──▶ closing (takes nothing more, finishes what waits) ──▶ closed
 *
 * A disk or a lock that holds the thread up holds up `close` for a limited time: then what still waits is
 * refused, and the log stays for the next start.
 *
 * A promise resolves only after its command is on disk, in the order of the commits.
 */
import { ParleyError } from "../errors.ts";
import {
  sizeOf,
  type Command,
  type CommandInput,
  type CommandName,
  type CommandResult,
  type Outcome,
} from "./commands.ts";
import type { FromWorker, ToWorker } from "./writer-worker.ts";

/** Commands of one transaction. */
const BATCH_MAX = 512;
/** Commands that may wait, and their bytes. Above it the server says that it cannot store now. */
const QUEUE_MAX = 20_000;
const QUEUE_BYTES_MAX = 64 * 1024 * 1024;
/** How long `close` waits at most, in milliseconds: for what waits, and then for the log's way back. */
const DRAIN_MAX = 1_000;
const WRITE_BACK_MAX = 1_500;

interface Waiting {
  readonly command: Command;
  readonly settle: (outcome: Outcome) => void;
}

export interface WriterOptions {
  readonly path: string;
  /** One commit: how many commands it stored, and how long it took in milliseconds. */
  readonly onCommit: (commands: number, duration: number) => void;
  /** Commands of one batch that could not be stored, for the same reason; it is for the log. */
  readonly onFailure: (command: CommandName, reason: string, count: number) => void;
  /** The thread has died or its files are gone: nothing can be stored any more. */
  readonly onDeath: (reason: string) => void;
}

export interface Writer {
  /**
   * Rejects with `storage_full`, `storage_failed` (nothing is stored), or `shutting_down` after close;
   * with `forbidden` when it is to be an admin's and `admin`, a login or API token, is none of an admin's by now.
   * If the process dies while a command waits, it is stored or not; ask again with the same id.
   */
  write<Name extends CommandName>(
    name: Name,
    input: CommandInput<Name>,
    admin?: string,
  ): Promise<CommandResult<Name>>;
  /**
   * Stores what waits, writes the log back into the database and closes it, in 2.5 seconds at most. What
   * could not be stored by then is rejected with `storage_failed`.
   */
  close(): Promise<void>;
}

/**
 * Starts the thread and does not wait for it: what is written meanwhile waits in the queue. If it cannot
 * open the file, that is a death.
 */
export function startWriter(options: WriterOptions): Writer {
  const worker = new Worker(new URL("./writer-worker.ts", import.meta.url).href);
  const closed = Promise.withResolvers<void>();
  let queue: Waiting[] = [];
  let inFlight: Waiting[] = [];
  let heldBytes = 0;
  let patience: Timer | undefined;
  let state: "idle" | "busy" | "closing" | "closed" | "dead" = "busy";

  function post(message: ToWorker): void {
    worker.postMessage(JSON.stringify(message));
  }

  /** Answers who waits, and tells once of what failed alike: a full disk is one line of the log. */
  function settleAll(
    waiting: readonly Waiting[],
    outcomeOf: (index: number) => Outcome | undefined,
  ): void {
    const failures = new Map<string, { name: CommandName; reason: string; count: number }>();
    for (const [index, { command, settle }] of waiting.entries()) {
      const outcome = outcomeOf(index);
      if (outcome === undefined) continue;
      if (!outcome.ok && outcome.code !== "forbidden") {
        const { name } = command;
        const key = `${name} ${outcome.reason}`;
        const failure = failures.get(key) ?? { name, reason: outcome.reason, count: 0 };
        failure.count += 1;
        failures.set(key, failure);
      }
      settle(outcome);
    }
    for (const { name, reason, count } of failures.values()) options.onFailure(name, reason, count);
  }

  function next(): void {
    if (state === "closed" || state === "dead") return;
    inFlight = queue.slice(0, BATCH_MAX);
    queue = queue.length > BATCH_MAX ? queue.slice(BATCH_MAX) : [];
    if (inFlight.length > 0) {
      post({ type: "batch", commands: inFlight.map(({ command }) => command) });
    } else if (state === "closing") {
      post({ type: "close" });
      closeWithin(WRITE_BACK_MAX);
    } else {
      state = "idle";
    }
  }

  function end(as: "closed" | "dead", reason: string): void {
    clearTimeout(patience);
    worker.terminate();
    const lost = [...inFlight, ...queue];
    inFlight = queue = [];
    state = as;
    const outcome: Outcome = { ok: false, code: "storage_failed", reason };
    settleAll(lost, () => outcome);
    closed.resolve();
  }

  function die(message: string): void {
    const [reason = ""] = message.split("\n");
    end("dead", reason);
    options.onDeath(reason);
  }

  function closeWithin(time: number): void {
    clearTimeout(patience);
    patience = setTimeout(() => end("closed", "the database did not answer in time"), time);
  }

  worker.onerror = (event) => die(event.message);
  worker.onmessage = (event: MessageEvent<string>) => {
    const data: FromWorker = JSON.parse(event.data);
    switch (data.type) {
      case "opened":
        return next();
      case "outcomes": {
        const answered = inFlight;
        inFlight = [];
        const stored = data.outcomes.filter(({ ok }) => ok).length;
        if (stored > 0) options.onCommit(stored, data.duration);
        settleAll(answered, (index) => data.outcomes[index]);
        // What the answers and this turn of the event loop bring is in the next batch.
        setImmediate(next);
        return;
      }
      case "lost":
        return die(data.reason);
      case "closed":
        return end("closed", "");
    }
  };

  post({ type: "open", path: options.path });

  return {
    write<Name extends CommandName>(name: Name, input: CommandInput<Name>, admin?: string) {
      const { promise, resolve, reject } = Promise.withResolvers<CommandResult<Name>>();
      if (state === "closing" || state === "closed") {
        reject(new ParleyError("shutting_down", "the server is stopping"));
        return promise;
      }
      const command: Command = { name, input, admin };
      const bytes = sizeOf(command);
      if (state === "dead" || queue.length >= QUEUE_MAX || heldBytes + bytes > QUEUE_BYTES_MAX) {
        reject(new ParleyError("storage_failed", MESSAGES.storage_failed));
        return promise;
      }
      heldBytes += bytes;
      queue.push({
        command,
        settle(outcome) {
          heldBytes -= bytes;
          if (outcome.ok) return resolve(outcome.result as CommandResult<Name>);
          reject(new ParleyError(outcome.code, MESSAGES[outcome.code]));
        },
      });
      if (state === "idle") {
        state = "busy";
        // At once: whoever comes while the thread commits this one is the next batch.
        next();
      }
      return promise;
    },

    close(): Promise<void> {
      if (state === "idle" || state === "busy") {
        const wasIdle = state === "idle";
        state = "closing";
        if (wasIdle) next();
        else closeWithin(DRAIN_MAX);
      }
      return closed.promise;
    },
  };
}

const MESSAGES = {
  storage_full: "the server's disk is full",
  storage_failed: "the server cannot store anything now",
  forbidden: "only an admin may do this",
} as const;

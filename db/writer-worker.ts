/**
 * The writer's thread: batches in, outcomes out, and the checkpoints in between, so that neither an
 * fsync nor a checkpoint ever holds up a request.
 */
import type { Database } from "bun:sqlite";
import { createBatchRunner, type RunBatch } from "./batch.ts";
import type { Command, Outcome } from "./commands.ts";
import { filesInPlace } from "./files-in-place.ts";
import { connect } from "./open.ts";

export type ToWorker =
  | { readonly type: "open"; readonly path: string }
  | { readonly type: "batch"; readonly commands: readonly Command[] }
  | { readonly type: "close" };

export type FromWorker =
  | { readonly type: "opened" }
  | {
      readonly type: "outcomes";
      readonly outcomes: readonly Outcome[];
      /** How long the transaction took, in milliseconds. */
      readonly duration: number;
    }
  /** Nothing can be stored any more; the batch, if there was one, is not answered. */
  | { readonly type: "lost"; readonly reason: string }
  | { readonly type: "closed" };

/** Commands between two checkpoints: some megabytes of write-ahead log. */
const CHECKPOINT_EVERY = 2_000;
/** How often the files are looked at while nothing is stored, in milliseconds. */
const LOOK_EVERY = 1_000;

declare const self: Worker;

let db: Database | undefined;
let run: RunBatch = () => [];
let sinceCheckpoint = 0;
/** Gives the sentence to stop with, once a file is gone. */
let findLoss: () => string | undefined = () => undefined;
let looking: Timer | undefined;

function reply(message: FromWorker): void {
  self.postMessage(message);
}

self.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  switch (data.type) {
    case "open": {
      db = connect(data.path);
      db.run("PRAGMA wal_autocheckpoint = 0");
      run = createBatchRunner(db);
      watchFiles(db, data.path);
      return reply({ type: "opened" });
    }
    case "batch": {
      const start = performance.now();
      const outcomes = run(data.commands);
      const loss = findLoss();
      if (loss !== undefined) return stop(loss);
      reply({ type: "outcomes", outcomes, duration: performance.now() - start });
      sinceCheckpoint += outcomes.length;
      if (sinceCheckpoint >= CHECKPOINT_EVERY) checkpoint("PASSIVE");
      return;
    }
    case "close": {
      clearInterval(looking);
      checkpoint("TRUNCATE");
      db?.close();
      return reply({ type: "closed" });
    }
  }
};

function watchFiles(opened: Database, path: string): void {
  const files = filesInPlace(path);
  findLoss = () => {
    const file = files.missing();
    if (file === undefined) return undefined;
    const problem = `${file} was deleted or replaced while the server was running`;
    return file !== path && writeBack(opened)
      ? `${problem}; what it held is in ${path} now`
      : `${problem}; what was stored meanwhile may be lost`;
  };
  looking = setInterval(() => {
    const loss = findLoss();
    if (loss !== undefined) stop(loss);
  }, LOOK_EVERY);
}

/** A log without a name can still be read by whoever has it open. False: not all of it was written back. */
function writeBack(opened: Database): boolean {
  type Checkpoint = { busy: number; log: number; checkpointed: number };
  try {
    const done = opened.query<Checkpoint, []>("PRAGMA wal_checkpoint(FULL)").get();
    return done?.busy === 0 && done.log === done.checkpointed;
  } catch {
    return false;
  }
}

function stop(reason: string): void {
  clearInterval(looking);
  reply({ type: "lost", reason });
}

/** A checkpoint that fails is tried again later; the log only grows meanwhile. */
function checkpoint(mode: "PASSIVE" | "TRUNCATE"): void {
  try {
    db?.run(`PRAGMA wal_checkpoint(${mode})`);
    sinceCheckpoint = 0;
  } catch {
    sinceCheckpoint = CHECKPOINT_EVERY / 2;
  }
}

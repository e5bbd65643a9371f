/**
 * The writer's thread: batches in, outcomes out, and the checkpoints in between, so that neither an
 * fsync nor a checkpoint ever holds up a request.
 */
import type { Database } from "bun:sqlite";
import { createBatchRunner, type RunBatch } from "./batch.ts";
import type { Command, Outcome } from "./commands.ts";
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
  | { readonly type: "closed" };

/** Commands between two checkpoints: some megabytes of write-ahead log. */
const CHECKPOINT_EVERY = 2_000;

declare const self: Worker;

let db: Database | undefined;
let run: RunBatch = () => [];
let sinceCheckpoint = 0;

function reply(message: FromWorker): void {
  self.postMessage(message);
}

self.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  switch (data.type) {
    case "open": {
      db = connect(data.path);
      db.run("PRAGMA wal_autocheckpoint = 0");
      run = createBatchRunner(db);
      return reply({ type: "opened" });
    }
    case "batch": {
      const start = performance.now();
      const outcomes = run(data.commands);
      reply({ type: "outcomes", outcomes, duration: performance.now() - start });
      sinceCheckpoint += outcomes.length;
      if (sinceCheckpoint >= CHECKPOINT_EVERY) checkpoint("PASSIVE");
      return;
    }
    case "close": {
      checkpoint("TRUNCATE");
      db?.close();
      return reply({ type: "closed" });
    }
  }
};

/** A checkpoint that fails is tried again later; the log only grows meanwhile. */
function checkpoint(mode: "PASSIVE" | "TRUNCATE"): void {
  try {
    db?.run(`PRAGMA wal_checkpoint(${mode})`);
    sinceCheckpoint = 0;
  } catch {
    sinceCheckpoint = CHECKPOINT_EVERY / 2;
  }
}

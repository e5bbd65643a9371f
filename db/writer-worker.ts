/**
 * The writer's thread: batches in, outcomes out, and the checkpoints in between, so that neither an
 * fsync nor a checkpoint ever holds up a request. Messages between the threads are JSON text, which
 * costs half of what structured clones of the same objects do.
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

/** How long a batch waits for a lock that another program holds, in milliseconds. */
const LOCK_PATIENCE = 1_000;
/** The same for the last checkpoint, when the server stops. */
const LAST_LOCK_PATIENCE = 500;
/** Frames (pages) in the log that are not in the database yet when they are written back: 8 MB. */
const CHECKPOINT_FRAMES = 2_000;
/** What the log's file shrinks to after something has kept it from being written back, in bytes. */
const LOG_BYTES_KEPT = 16 * 1024 * 1024;
/** How often the files are looked at while nothing is stored, in milliseconds. */
const LOOK_EVERY = 1_000;

declare const self: Worker;

let db: Database | undefined;
let run: RunBatch = () => [];
/** Gives how many frames wait in the log; costs a microsecond. */
let backlog: () => number = () => 0;
/** The backlog at which the next checkpoint is tried. */
let checkpointAt = CHECKPOINT_FRAMES;
/** Gives the sentence to stop with, once a file is gone. */
let findLoss: () => string | undefined = () => undefined;
let looking: Timer | undefined;

function reply(message: FromWorker): void {
  self.postMessage(JSON.stringify(message));
}

self.onmessage = (event: MessageEvent<string>) => {
  const data: ToWorker = JSON.parse(event.data);
  switch (data.type) {
    case "open": {
      db = connect(data.path);
      db.run(`PRAGMA busy_timeout = ${LOCK_PATIENCE}`);
      db.run("PRAGMA wal_autocheckpoint = 0");
      db.run(`PRAGMA journal_size_limit = ${LOG_BYTES_KEPT}`);
      run = createBatchRunner(db);
      backlog = countBacklog(db);
      watchFiles(db, data.path);
      return reply({ type: "opened" });
    }
    case "batch": {
      const start = performance.now();
      const outcomes = run(data.commands);
      const loss = findLoss();
      if (loss !== undefined) return stop(loss);
      reply({ type: "outcomes", outcomes, duration: performance.now() - start });
      if (backlog() >= checkpointAt) checkpoint();
      return;
    }
    case "close": {
      clearInterval(looking);
      if (db !== undefined) close(db);
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

interface Checkpoint {
  /** 1: somebody's reading has kept it from finishing. */
  readonly busy: number;
  /** Frames in the log, and how many of them are in the database. */
  readonly log: number;
  readonly checkpointed: number;
}

function countBacklog(opened: Database): () => number {
  const look = opened.query<Checkpoint, []>("PRAGMA wal_checkpoint(NOOP)");
  return () => {
    try {
      const now = look.get();
      return now === null ? 0 : now.log - now.checkpointed;
    } catch {
      // A disk that fails is told of by the next batch.
      return 0;
    }
  };
}

/** A log without a name can still be read by whoever has it open. False: not all of it was written back. */
function writeBack(opened: Database): boolean {
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

/** What is left of the backlog, since somebody reads it or the disk fails, is tried again a step later. */
function checkpoint(): void {
  try {
    db?.run("PRAGMA wal_checkpoint(PASSIVE)");
  } catch {
    // The log only grows meanwhile.
  }
  checkpointAt = backlog() + CHECKPOINT_FRAMES;
}

/** A log that cannot be written back now is, when the next start opens it. */
function close(opened: Database): void {
  try {
    opened.run(`PRAGMA busy_timeout = ${LAST_LOCK_PATIENCE}`);
    opened.run("PRAGMA wal_checkpoint(TRUNCATE)");
  } catch {
    // As above.
  }
  opened.close();
}

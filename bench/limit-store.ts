/** The ways of storing a message that Parley is measured against. Each calls back when it is on disk. */
import { Database } from "bun:sqlite";

export const LIMIT_WRITERS = ["worker", "inline", "single", "none"] as const;
/**
 * `worker`: one commit for all that waits, on a thread of its own. `inline`: the same on the main thread.
 * `single`: a commit a message. `none`: no database at all.
 */
export type LimitWriter = (typeof LIMIT_WRITERS)[number];

/** Conversation and content. */
export type LimitRow = readonly [string, string];
export type Store = (row: LimitRow, stored: () => void) => void;
export type StoreRows = (rows: readonly LimitRow[]) => void;

export function openLimitStore(path: string): StoreRows {
  const db = new Database(path, { create: true, readwrite: true });
  db.run("PRAGMA journal_mode = WAL");
  db.run("PRAGMA synchronous = FULL");
  db.run("CREATE TABLE message (position INTEGER PRIMARY KEY, conversation TEXT, content TEXT)");
  const insert = db.query<null, [string, string]>(
    "INSERT INTO message (conversation, content) VALUES (?, ?)",
  );
  return db.transaction((rows: readonly LimitRow[]) => {
    for (const [conversation, content] of rows) insert.run(conversation, content);
  });
}

export function createStore(writer: LimitWriter, path: string): Store {
  switch (writer) {
    case "none":
      return (_, stored) => stored();
    case "single": {
      const storeRows = openLimitStore(path);
      return (row, stored) => {
        storeRows([row]);
        stored();
      };
    }
    case "inline": {
      const storeRows = openLimitStore(path);
      return gather((rows, done) => {
        storeRows(rows);
        done();
      });
    }
    case "worker": {
      const worker = new Worker(new URL("./limit-worker.ts", import.meta.url).href);
      worker.postMessage(path);
      return gather((rows, done) => {
        worker.onmessage = done;
        worker.postMessage(rows);
      });
    }
  }
}

/** While one batch is being stored the next one gathers. */
function gather(storeBatch: (rows: readonly LimitRow[], done: () => void) => void): Store {
  let rows: LimitRow[] = [];
  let callbacks: (() => void)[] = [];
  let busy = false;

  function next(): void {
    if (rows.length === 0) {
      busy = false;
      return;
    }
    const batch = callbacks;
    const batchRows = rows;
    rows = [];
    callbacks = [];
    storeBatch(batchRows, () => {
      setImmediate(next);
      for (const stored of batch) stored();
    });
  }

  return (row, stored) => {
    rows.push(row);
    callbacks.push(stored);
    if (busy) return;
    busy = true;
    setImmediate(next);
  };
}

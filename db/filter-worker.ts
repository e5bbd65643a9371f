/** The thread that answers filters: however long one takes, nobody but other filters waits for it. */
import { Database, SQLiteError } from "bun:sqlite";
import {
  createFilteredList,
  type FilteredPage,
  type FilteredQuery,
  type ReadFilteredPage,
} from "./filtered-list.ts";
import { monotonic } from "./monotonic.ts";

// As JSON text, as between the writer's threads.

export type ToFilterWorker =
  | { readonly type: "open"; readonly path: string }
  | {
      readonly type: "read";
      readonly number: number;
      readonly query: FilteredQuery;
      /** By the machine's monotonic clock, in milliseconds: later nobody waits for the answer. */
      readonly until: number;
    }
  | { readonly type: "close" };

export type FromFilterWorker =
  | { readonly type: "page"; readonly number: number; readonly page: FilteredPage }
  | { readonly type: "late"; readonly number: number }
  | { readonly type: "failed"; readonly number: number; readonly reason: string }
  | { readonly type: "closed" };

declare const self: {
  onmessage: ((event: MessageEvent<string>) => void) | null;
  postMessage(message: string): void;
};

class Late extends Error {}

let path = "";
let db: Database | undefined;
let read: ReadFilteredPage | undefined;

self.onmessage = ({ data }) => {
  const message: ToFilterWorker = JSON.parse(data);
  switch (message.type) {
    case "open":
      path = message.path;
      return;
    case "read":
      self.postMessage(JSON.stringify(answer(message)));
      return;
    case "close":
      db?.close();
      self.postMessage(JSON.stringify({ type: "closed" } satisfies FromFilterWorker));
  }
};

/** With the first filter: a file that cannot be opened is an answer as any other. */
function open(): ReadFilteredPage {
  db = new Database(path, { readwrite: true, strict: true });
  db.run("PRAGMA busy_timeout = 1000");
  db.run("PRAGMA query_only = ON");
  return createFilteredList(db);
}

function answer({
  number,
  query,
  until,
}: Extract<ToFilterWorker, { type: "read" }>): FromFilterWorker {
  try {
    read ??= open();
    const page = read(query, () => {
      if (monotonic() > until) throw new Late();
    });
    return { type: "page", number, page };
  } catch (error) {
    if (error instanceof Late) return { type: "late", number };
    const code = error instanceof SQLiteError ? `${error.code}: ` : "";
    return { type: "failed", number, reason: `${code}${(error as Error).message}` };
  }
}

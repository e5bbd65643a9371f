/** The thread that answers filters: however long one takes, nobody but other filters waits for it. */
import { Database, SQLiteError } from "bun:sqlite";
import { createFilteredList, type FilteredPage, type FilteredQuery } from "./filtered-list.ts";
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
    };

export type FromFilterWorker =
  | { readonly type: "page"; readonly number: number; readonly page: FilteredPage }
  | { readonly type: "late"; readonly number: number }
  | { readonly type: "failed"; readonly number: number; readonly reason: string };

declare const self: {
  onmessage: ((event: MessageEvent<string>) => void) | null;
  postMessage(message: string): void;
};

class Late extends Error {}

let read: ReturnType<typeof createFilteredList> | undefined;

self.onmessage = ({ data }) => {
  const message: ToFilterWorker = JSON.parse(data);
  if (message.type === "open") {
    const db = new Database(message.path, { readwrite: true, strict: true });
    db.run("PRAGMA busy_timeout = 1000");
    db.run("PRAGMA query_only = ON");
    read = createFilteredList(db);
    return;
  }
  self.postMessage(JSON.stringify(answer(message)));
};

function answer({
  number,
  query,
  until,
}: Extract<ToFilterWorker, { type: "read" }>): FromFilterWorker {
  try {
    const page = read?.(query, () => {
      if (monotonic() > until) throw new Late();
    });
    if (page === undefined) return { type: "failed", number, reason: "the database is not open" };
    return { type: "page", number, page };
  } catch (error) {
    if (error instanceof Late) return { type: "late", number };
    const code = error instanceof SQLiteError ? `${error.code}: ` : "";
    return { type: "failed", number, reason: `${code}${(error as Error).message}` };
  }
}

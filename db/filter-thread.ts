/**
 * The way to the thread that answers filters (filter-worker.ts). It is started by the first filter. Whoever asks
 * gets an answer or a refusal in the time that a filter has, whatever the thread is doing.
 */
import { ParleyError } from "../errors.ts";
import type { FromFilterWorker, ToFilterWorker } from "./filter-worker.ts";
import { monotonic } from "./monotonic.ts";
import type { FilteredPage, FilteredQuery } from "./filtered-list.ts";

/** Filters that may wait for an answer. */
const WAITING_MAX = 50;
/** How long `close` waits at most, in milliseconds. */
const CLOSING_MAX = 500;

export interface FilterThreadOptions {
  readonly path: string;
  /** Told the read's name and the reason. */
  readonly onFailure: (read: string, reason: string) => void;
}

export interface FilterThread {
  /**
   * `time`: what it may take with all that waits before it, in milliseconds.
   *
   * Rejects with `invalid_request` when it takes longer, `too_many_requests` when too many wait, `storage_failed`,
   * and `shutting_down` after close.
   */
  read(query: FilteredQuery, time: number): Promise<FilteredPage>;
  /** Lets go of the database, so that its log can be written back; waits for a filter half a second at most. */
  close(): Promise<void>;
}

interface Waiting {
  resolve(page: FilteredPage): void;
  reject(error: ParleyError): void;
}

export function createFilterThread({ path, onFailure }: FilterThreadOptions): FilterThread {
  const waiting = new Map<number, Waiting>();
  const closed = Promise.withResolvers<void>();
  let worker: Worker | undefined;
  let asked = 0;
  let isClosed = false;

  function start(): Worker {
    const started = new Worker(new URL("./filter-worker.ts", import.meta.url).href);
    started.onmessage = (event: MessageEvent<string>) => settle(JSON.parse(event.data));
    started.onerror = ({ message }) => {
      if (worker !== started) return;
      onFailure("filter", message.split("\n")[0] ?? "");
      // The next filter starts another thread.
      worker = undefined;
      started.terminate();
      closed.resolve();
      refuseAll(new ParleyError("storage_failed", CANNOT_READ));
    };
    post(started, { type: "open", path });
    return started;
  }

  function settle(answer: FromFilterWorker): void {
    if (answer.type === "closed") return closed.resolve();
    const one = waiting.get(answer.number);
    switch (answer.type) {
      case "page":
        return one?.resolve(answer.page);
      case "late":
        return one?.reject(tooSlow());
      case "failed":
        onFailure("filter", answer.reason);
        return one?.reject(new ParleyError("storage_failed", CANNOT_READ));
    }
  }

  function refuseAll(why: ParleyError): void {
    for (const { reject } of waiting.values()) reject(why);
  }

  return {
    async read(query, time) {
      if (isClosed) throw new ParleyError("shutting_down", "the server is stopping");
      if (waiting.size >= WAITING_MAX) {
        const message = "too many filters are being answered";
        throw new ParleyError("too_many_requests", message, { retryAfter: 1 });
      }
      const number = (asked += 1);
      const { promise, resolve, reject } = Promise.withResolvers<FilteredPage>();
      waiting.set(number, { resolve, reject });
      const patience = setTimeout(() => reject(tooSlow()), time);
      try {
        worker ??= start();
        post(worker, { type: "read", number, query, until: monotonic() + time });
        return await promise;
      } finally {
        clearTimeout(patience);
        waiting.delete(number);
      }
    },

    async close() {
      isClosed = true;
      refuseAll(new ParleyError("shutting_down", "the server is stopping"));
      if (worker === undefined) return;
      const patience = setTimeout(closed.resolve, CLOSING_MAX);
      post(worker, { type: "close" });
      await closed.promise;
      clearTimeout(patience);
      worker?.terminate();
      worker = undefined;
    },
  };
}

const CANNOT_READ = "the server cannot read this now";

function post(worker: Worker, message: ToFilterWorker): void {
  worker.postMessage(JSON.stringify(message));
}

function tooSlow(): ParleyError {
  const message = "takes too long on this server: narrow it down";
  return new ParleyError("invalid_request", `filters: ${message}`, {
    issues: [{ path: "filters", message }],
  });
}

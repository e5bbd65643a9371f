/** The limit's writer on its own thread: first a path, then batches; each is answered when it is stored. */
import { openLimitStore, type LimitRow, type StoreRows } from "./limit-store.ts";

declare const self: Worker;

let storeRows: StoreRows | undefined;

self.onmessage = ({ data }: MessageEvent<string | readonly LimitRow[]>) => {
  if (typeof data === "string") {
    storeRows = openLimitStore(data);
  } else {
    storeRows?.(data);
    self.postMessage(undefined);
  }
};

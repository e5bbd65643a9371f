/** Saves what has to outlive the page: each change anew on what is saved by then, and with the way back. */
import type { Saved, Store } from "./storage.ts";
import { withoutFile } from "./unsent.ts";

export type WayBack = Pick<Saved, "resumeToken" | "token">;

export function createKeeper(
  store: Store,
  wayBack: () => WayBack,
): (change: (saved: Saved) => Saved) => void {
  return (change) =>
    store.update((before) => {
      const saved = change(before);
      const outbox = saved.outbox?.length ? saved.outbox.map(withoutFile) : undefined;
      return { ...saved, outbox, ...wayBack() };
    });
}

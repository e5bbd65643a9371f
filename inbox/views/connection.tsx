import type { VNode } from "preact";
import type { Desk } from "../desk/desk.ts";
import { labels } from "../labels.ts";
import { useChanges } from "./use-changes.ts";
import { useDelayed } from "./use-delayed.ts";

/** In milliseconds: most breaks are over sooner. */
const PATIENCE = 1_500;

/** Says it when the live feed is down, and nothing while it stands. */
export function Connection({ desk }: { readonly desk: Desk }): VNode {
  useChanges(desk.changes);
  const { state } = desk.live;
  const isWorthAWord = useDelayed(state !== "live", PATIENCE);

  return (
    <div class="connection" role="status">
      {isWorthAWord && (
        <>
          <span class="connection-dot" aria-hidden="true" />
          {state === "connecting" ? labels.connection.connecting : labels.connection.reconnecting}
          <button class="link-button" type="button" onClick={() => desk.wake()}>
            {labels.connection.tryNow}
          </button>
        </>
      )}
    </div>
  );
}

import type { VNode } from "preact";
import { useId } from "preact/hooks";
import type { Desk } from "../desk/desk.ts";
import { labels } from "../labels.ts";
import { useChanges } from "./use-changes.ts";

const text = labels.alerts;

/** Whether the system's notifications tell of messages. The browser is asked when they are switched on. */
export function NotificationSwitch({ desk }: { readonly desk: Desk }): VNode {
  const { preferences } = desk;
  const { system } = desk.alerts;
  useChanges(system.changes);
  const id = useId();
  const { permission } = system;
  const isOn = permission === "granted" && preferences.isOn("notifications");
  const why =
    permission === "blocked"
      ? text.blocked
      : permission === "unavailable"
        ? text.unavailable
        : undefined;

  async function toggle(): Promise<void> {
    if (why !== undefined) return;
    if (permission === "unasked") {
      await system.ask();
      if (!preferences.isOn("notifications")) preferences.toggle("notifications");
    } else preferences.toggle("notifications");
  }

  return (
    <>
      <button
        class="menu-item is-switch"
        type="button"
        role="switch"
        aria-checked={isOn}
        aria-disabled={why !== undefined}
        aria-describedby={why === undefined ? undefined : id}
        onClick={() => void toggle()}
      >
        {text.name}
        <span class="menu-state" aria-hidden="true">
          {isOn ? labels.account.on : labels.account.off}
        </span>
      </button>
      {why !== undefined && (
        <p id={id} class="menu-why">
          {why}
        </p>
      )}
    </>
  );
}

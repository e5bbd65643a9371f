import type { VNode } from "preact";
import type { Desk } from "../desk/desk.ts";
import { labels } from "../labels.ts";
import { useChanges } from "./use-changes.ts";

const text = labels.alerts;

/** Offers notifications once: until it is taken or declined, and never where the browser would not ask. */
export function NotificationOffer({ desk }: { readonly desk: Desk }): VNode | null {
  const { preferences } = desk;
  const { system } = desk.alerts;
  useChanges(system.changes);
  if (system.permission !== "unasked" || !preferences.isOn("offer")) return null;

  function answer(isWanted: boolean): void {
    preferences.toggle("offer");
    if (isWanted) void system.ask();
  }

  return (
    <aside class="offer" aria-label={text.name}>
      <p>{text.offer}</p>
      <div class="offer-buttons">
        <button class="button primary" type="button" onClick={() => answer(true)}>
          {text.accept}
        </button>
        <button class="button" type="button" onClick={() => answer(false)}>
          {text.decline}
        </button>
      </div>
    </aside>
  );
}

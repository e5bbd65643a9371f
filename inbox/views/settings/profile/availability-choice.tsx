import type { VNode } from "preact";
import { useId } from "preact/hooks";
import type { Desk } from "../../../desk/desk.ts";
import { labels } from "../../../labels.ts";

const text = labels.profile;

/** Holds at once, here and for everybody else. */
export function AvailabilityChoice({ desk }: { readonly desk: Desk }): VNode {
  const { profile } = desk;
  const name = useId();
  return (
    <div class="option-row" role="radiogroup" aria-label={text.availability}>
      {[false, true].map((away) => (
        <label key={String(away)} class="option">
          <input
            type="radio"
            name={name}
            checked={profile.isAway === away}
            onChange={() => void profile.setAway(away)}
          />
          <span class={away ? "presence-dot is-away" : "presence-dot is-online"} />
          {away ? text.away : text.available}
        </label>
      ))}
    </div>
  );
}

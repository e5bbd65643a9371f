import type { VNode } from "preact";
import { labels } from "../labels.ts";

/** Says that somebody else answers here, before two do. */
export function Colleagues({ names }: { readonly names: readonly string[] }): VNode {
  const [first] = names;
  return (
    <div role="status">
      {first !== undefined && (
        <p class="colleagues" dir="auto">
          {names.length === 1
            ? labels.presence.colleague(first)
            : labels.presence.colleagues(names.length)}
        </p>
      )}
    </div>
  );
}

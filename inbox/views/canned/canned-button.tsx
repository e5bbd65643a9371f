import type { VNode } from "preact";
import { labels } from "../../labels.ts";
import type { ComposerToolProps } from "../composer-tools.tsx";
import { Icon } from "../icons.tsx";

/** Types the slash, for whoever does not know of it. */
export function CannedButton({ insert }: ComposerToolProps): VNode {
  return (
    <button
      class="tool-button"
      type="button"
      aria-label={labels.canned.title}
      title={labels.canned.tool}
      onClick={() => insert((before) => (/(^|\s)$/.test(before) ? "/" : " /"))}
    >
      <Icon name="bolt" />
    </button>
  );
}

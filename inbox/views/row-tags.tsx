import type { VNode } from "preact";
import type { Tag } from "../../protocol/tags.ts";

/** The first ones by name; of the others how many they are, as long as a line goes. */
const SHOWN = 2;
/** A name that is no longer is never cut off. */
const SHORT = 8;

interface RowTagsProps {
  readonly ids: readonly string[];
  /** All that there are, by name. */
  readonly tags: readonly Tag[];
}

/** A conversation's tags as small chips beside its name. */
export function RowTags({ ids, tags }: RowTagsProps): VNode | null {
  if (ids.length === 0) return null;
  const own = tags.filter(({ id }) => ids.includes(id));
  const rest = own.slice(SHOWN);
  return (
    <span class="row-tags">
      {own.slice(0, SHOWN).map((tag) => (
        <span
          key={tag.id}
          class={`row-tag line ${tag.color}${tag.name.length > SHORT ? "" : " is-short"}`}
          dir="auto"
        >
          {tag.name}
        </span>
      ))}
      {rest.length > 0 && (
        <span class="row-tags-more" title={rest.map(({ name }) => name).join(", ")}>
          +{rest.length}
        </span>
      )}
    </span>
  );
}

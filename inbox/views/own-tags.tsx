import type { VNode } from "preact";
import type { Conversation } from "../../protocol/conversations.ts";
import type { Desk } from "../desk/desk.ts";
import { labels } from "../labels.ts";
import { Icon } from "./icons.tsx";

interface OwnTagsProps {
  readonly desk: Desk;
  readonly conversation: Conversation;
}

/** The conversation's tags, each to be taken away. */
export function OwnTags({ desk, conversation }: OwnTagsProps): VNode {
  const tags = desk.tags.of(conversation.tags);
  if (tags.length === 0) return <>{labels.tags.noneHere}</>;
  return (
    <ul class="own-tags" role="list">
      {tags.map((tag) => (
        <li key={tag.id} class={`tag ${tag.color}`}>
          <span class="line" dir="auto">
            {tag.name}
          </span>
          <button
            class="tag-remove"
            type="button"
            aria-label={labels.tags.remove(tag.name)}
            onClick={() => void desk.actions.untag(conversation.id, tag)}
          >
            <Icon name="close" />
          </button>
        </li>
      ))}
    </ul>
  );
}

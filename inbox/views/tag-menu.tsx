import type { VNode } from "preact";
import type { Conversation } from "../../protocol/conversations.ts";
import type { Desk } from "../desk/desk.ts";
import { labels } from "../labels.ts";
import { Choice } from "./choice.tsx";
import { Icon } from "./icons.tsx";
import { NewTag } from "./new-tag.tsx";
import { Popup } from "./popup.tsx";

const text = labels.tags;

interface TagMenuProps {
  readonly desk: Desk;
  readonly conversation: Conversation;
}

/** Every tag there is, to give and to take away; and a new one. It stays open: tags come in handfuls. */
export function TagMenu({ desk, conversation }: TagMenuProps): VNode {
  const { id } = conversation;
  const { tags, actions } = desk;
  const own = tags.of(conversation.tags);
  return (
    <Popup
      label={text.on(own.map(({ name }) => name))}
      title={text.menu}
      onOpen={() => void tags.load()}
      button={
        <>
          <Icon name="tag" />
          {own.length > 0 && (
            <span class="dots" aria-hidden="true">
              {own.slice(0, 4).map((tag) => (
                <span key={tag.id} class={`dot ${tag.color}`} />
              ))}
            </span>
          )}
        </>
      }
    >
      {() => (
        <>
          {tags.all.length === 0 && <p class="note">{text.none}</p>}
          <ul class="choices" role="list">
            {tags.all.map((tag) => {
              const isOn = conversation.tags.includes(tag.id);
              return (
                <li key={tag.id}>
                  <Choice
                    isChosen={isOn}
                    onChoose={() => void (isOn ? actions.untag(id, tag) : actions.tag(id, tag))}
                  >
                    <span class={`dot ${tag.color}`} aria-hidden="true" />
                    <span class="choice-text line" dir="auto">
                      {tag.name}
                    </span>
                  </Choice>
                </li>
              );
            })}
          </ul>
          <NewTag onMake={(name, color) => actions.tagAnew(id, name, color)} />
        </>
      )}
    </Popup>
  );
}

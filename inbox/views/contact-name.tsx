import type { VNode } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Conversation } from "../../protocol/conversations.ts";
import type { Desk } from "../desk/desk.ts";
import { labels } from "../labels.ts";
import { Avatar } from "./avatar.tsx";
import { Icon } from "./icons.tsx";

const text = labels.details;
/** As the server has it. */
const LENGTH = 200;

interface ContactNameProps {
  readonly desk: Desk;
  readonly conversation: Conversation;
}

/** The visitor's name, to be read and to be changed. */
export function ContactName({ desk, conversation }: ContactNameProps): VNode {
  const { id, contact } = conversation;
  const [typed, setTyped] = useState<string>();
  const input = useRef<HTMLInputElement>(null);
  const pencil = useRef<HTMLButtonElement>(null);
  const isEditing = typed !== undefined;
  const wasEditing = useRef(false);
  // Before anything is drawn: the next key is for the input already.
  useLayoutEffect(() => {
    if (isEditing) {
      input.current?.focus();
      input.current?.select();
    } else if (wasEditing.current) pencil.current?.focus();
    wasEditing.current = isEditing;
  }, [isEditing]);

  async function save(): Promise<void> {
    const name = typed?.trim() ?? "";
    const isNew = name !== "" && name !== contact.display_name;
    if (!isNew || (await desk.actions.rename(id, name))) setTyped(undefined);
  }

  return (
    <div class="contact">
      <Avatar id={contact.id} name={contact.display_name} />
      {isEditing ? (
        <form
          class="contact-form"
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
        >
          <input
            ref={input}
            class="input"
            type="text"
            dir="auto"
            maxLength={LENGTH}
            value={typed}
            aria-label={text.displayName}
            onInput={(event) => setTyped(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== "Escape") return;
              event.stopPropagation();
              setTyped(undefined);
            }}
          />
          <div class="contact-buttons">
            <button class="button primary" type="submit">
              {text.save}
            </button>
            <button class="button" type="button" onClick={() => setTyped(undefined)}>
              {text.cancel}
            </button>
          </div>
        </form>
      ) : (
        <p class="contact-name">
          <bdi>{contact.display_name}</bdi>
          <button
            ref={pencil}
            class="icon-button"
            type="button"
            aria-label={text.rename}
            title={text.rename}
            onClick={() => setTyped(contact.display_name)}
          >
            <Icon name="pencil" />
          </button>
        </p>
      )}
    </div>
  );
}

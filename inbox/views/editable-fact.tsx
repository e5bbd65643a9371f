import type { ComponentChildren, VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Desk } from "../desk/desk.ts";
import type { MetadataValue } from "../desk/metadata.ts";
import { labels } from "../labels.ts";
import { Icon } from "./icons.tsx";
import { FactForm } from "./fact-form.tsx";

interface EditableFactProps {
  readonly desk: Desk;
  readonly conversationId: string;
  readonly name: string;
  readonly at: string;
  /** Undefined: there is none yet, and one can be added. */
  readonly value: MetadataValue | undefined;
  readonly inputMode?: "email" | "tel";
  readonly onRemove?: () => void;
  /** The value as it is shown. */
  readonly children?: ComponentChildren;
}

/** A line of what is known of a visitor that can be changed where it stands. */
export function EditableFact(props: EditableFactProps): VNode {
  const { desk, conversationId, name, at, value, inputMode, onRemove, children } = props;
  const [isEditing, setEditing] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(false);
  useEffect(() => {
    if (wasEditing.current && !isEditing) button.current?.focus();
    wasEditing.current = isEditing;
  }, [isEditing]);

  const isNew = value === undefined;
  const label = isNew ? labels.contact.add(name) : labels.contact.change(name);
  return (
    <div class={isEditing ? "fact changeable is-edited" : "fact changeable"}>
      <dt>
        <bdi>{name}</bdi>
      </dt>
      <dd>
        {isEditing ? (
          <FactForm
            desk={desk}
            conversationId={conversationId}
            fact={{ name, key: at }}
            value={value}
            {...(inputMode !== undefined && { inputMode })}
            {...(onRemove !== undefined && { onRemove })}
            onClose={() => setEditing(false)}
          />
        ) : (
          <>
            {!isNew && <bdi>{children}</bdi>}
            {/* One button, whatever it is for: what is added keeps the focus. */}
            <button
              key="edit"
              ref={button}
              class={isNew ? "link-button fact-add" : "icon-button"}
              type="button"
              aria-label={label}
              title={isNew ? undefined : label}
              onClick={() => setEditing(true)}
            >
              {isNew ? labels.contact.addShort : <Icon name="pencil" />}
            </button>
          </>
        )}
      </dd>
    </div>
  );
}

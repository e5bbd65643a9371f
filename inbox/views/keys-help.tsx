import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Desk } from "../desk/desk.ts";
import { labels } from "../labels.ts";
import { Icon } from "./icons.tsx";

const text = labels.keys;

interface KeysHelpProps {
  readonly desk: Desk;
  readonly onClose: () => void;
}

/** Which key does what, and whether single keys do anything. */
export function KeysHelp({ desk, onClose }: KeysHelpProps): VNode {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby="keys-title" onClose={onClose}>
      <header class="dialog-head">
        <h2 id="keys-title">{text.title}</h2>
        <button
          class="icon-button"
          type="button"
          aria-label={text.close}
          onClick={() => dialog.current?.close()}
        >
          <Icon name="close" />
        </button>
      </header>
      <dl class="keys">
        {text.list.map(([key, meaning]) => (
          <div key={key} class="key">
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <label class="switch">
        <input
          type="checkbox"
          checked={desk.preferences.isOn("keys")}
          onChange={() => desk.preferences.toggle("keys")}
        />
        {text.areOn}
      </label>
    </dialog>
  );
}

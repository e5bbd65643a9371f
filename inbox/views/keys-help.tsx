import type { VNode } from "preact";
import type { Desk } from "../desk/desk.ts";
import { labels } from "../labels.ts";
import { Dialog } from "./dialog.tsx";

const text = labels.keys;

interface KeysHelpProps {
  readonly desk: Desk;
  readonly onClose: () => void;
}

/** Which key does what, and whether single keys do anything. */
export function KeysHelp({ desk, onClose }: KeysHelpProps): VNode {
  return (
    <Dialog title={text.title} closeLabel={text.close} onClose={onClose}>
      {() => (
        <>
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
        </>
      )}
    </Dialog>
  );
}

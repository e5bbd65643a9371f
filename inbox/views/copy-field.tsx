import type { VNode } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { labels } from "../labels.ts";
import { Icon } from "./icons.tsx";

const COPIED_SHOWN = 2_000;
const text = labels.forms;

interface CopyFieldProps {
  readonly label: string;
  readonly value: string;
}

/** One line to take along, with the button that copies it. */
export function CopyField({ label, value }: CopyFieldProps): VNode {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), COPIED_SHOWN);
    return () => clearTimeout(timer);
  }, [copied]);
  useEffect(() => input.current?.select(), [value]);

  // Without https, or without permission, there is no clipboard: selected, it is one key away.
  async function copy(): Promise<void> {
    input.current?.select();
    try {
      await navigator.clipboard.writeText(value);
      setCopied(true);
    } catch {
      input.current?.focus();
    }
  }

  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="copy-field">
        <input
          id={id}
          ref={input}
          type="text"
          value={value}
          readOnly
          dir="ltr"
          spellcheck={false}
          onFocus={() => input.current?.select()}
        />
        <button class="button" type="button" onClick={() => void copy()}>
          <Icon name={copied ? "check" : "copy"} />
          <span aria-live="polite">{copied ? text.copied : text.copy}</span>
        </button>
      </div>
    </div>
  );
}

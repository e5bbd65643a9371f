import type { VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { labels } from "../labels.ts";
import { Icon } from "./icons.tsx";

const COPIED_SHOWN = 2_000;

interface SnippetProps {
  readonly code: string;
  /** What it is, when it is not what belongs on a site's pages. */
  readonly label?: string;
}

/** Code to take along. */
export function Snippet({ code, label }: SnippetProps): VNode {
  const [copied, setCopied] = useState(false);
  const shown = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), COPIED_SHOWN);
    return () => clearTimeout(timer);
  }, [copied]);

  // Without https, or without permission, there is no clipboard: selected, it is one key away.
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(code);
      setCopied(true);
    } catch {
      if (shown.current) getSelection()?.selectAllChildren(shown.current);
    }
  }

  return (
    <div class="snippet">
      <pre dir="ltr" tabIndex={0} role="region" aria-label={label ?? labels.empty.snippet}>
        <code ref={shown}>{code}</code>
      </pre>
      <button class="button" type="button" onClick={() => void copy()}>
        <Icon name={copied ? "check" : "copy"} />
        <span aria-live="polite">
          {copied ? labels.empty.copied : label ? labels.forms.copy : labels.empty.copy}
        </span>
      </button>
    </div>
  );
}

import type { ComponentChildren, TargetedFocusEvent, TargetedKeyboardEvent, VNode } from "preact";
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";

interface PopupProps {
  /** What the button says to a screen reader, and what it opens. */
  readonly label: string;
  readonly title: string;
  readonly button: ComponentChildren;
  /** How the button looks. */
  readonly kind?: "head-button" | "tool-button" | "search-help" | "tab" | "tab is-chosen";
  readonly children: (close: () => void) => ComponentChildren;
  readonly onOpen?: () => void;
}

/**
 * A button and what it opens. The focus goes in, the arrow keys lead from button to button, and Escape,
 * or what was chosen, brings it back. A click elsewhere closes it, and so does the focus when it leaves.
 */
export function Popup(props: PopupProps): VNode {
  const { label, title, button, kind = "head-button", children, onOpen } = props;
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);

  // Before anything is drawn: the next key is for the panel already.
  useLayoutEffect(() => {
    if (!isOpen) return;
    onOpen?.();
    panel.current?.focus();
    const onPointer = (event: PointerEvent): void => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener("pointerdown", onPointer);
    return () => document.removeEventListener("pointerdown", onPointer);
  }, [isOpen]);

  function close(): void {
    setOpen(false);
    opener.current?.focus();
  }

  function onKey(event: TargetedKeyboardEvent<HTMLDivElement>): void {
    if (!isOpen) return;
    if (event.key === "Escape") {
      event.stopPropagation();
      close();
    } else if (panel.current && moveFocus(panel.current, event.key)) {
      event.preventDefault();
    }
  }

  function onLeave(event: TargetedFocusEvent<HTMLDivElement>): void {
    const next = event.relatedTarget as Node | null;
    if (next !== null && !event.currentTarget.contains(next)) setOpen(false);
  }

  return (
    <div class="popup" role="presentation" ref={root} onKeyDown={onKey} onFocusOut={onLeave}>
      <button
        ref={opener}
        class={kind}
        type="button"
        aria-label={label}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        title={label}
        onClick={() => setOpen(!isOpen)}
      >
        {button}
      </button>
      {isOpen && (
        <div
          id={id}
          ref={panel}
          class="popup-panel"
          role="group"
          aria-labelledby={`${id}-title`}
          tabIndex={-1}
        >
          <h3 id={`${id}-title`} class="popup-title">
            {title}
          </h3>
          {children(close)}
        </div>
      )}
    </div>
  );
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** To the choice above or below; gives whether the key was one for that. */
function moveFocus(panel: HTMLElement, key: string): boolean {
  const step = STEPS[key];
  const choices = [...panel.querySelectorAll<HTMLElement>(".choice")];
  const at = choices.indexOf(document.activeElement as HTMLElement);
  const isWriting = document.activeElement instanceof HTMLInputElement;
  if (step === undefined || choices.length === 0 || isWriting) return false;
  const next = at < 0 ? (step > 0 ? 0 : -1) : (at + step + choices.length) % choices.length;
  choices.at(next)?.focus();
  return true;
}

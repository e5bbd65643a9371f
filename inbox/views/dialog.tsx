import type { ComponentChildren, VNode } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { labels } from "../labels.ts";
import { Icon } from "./icons.tsx";
import { keepFocus } from "./keep-focus.ts";

interface DialogProps {
  readonly title: string;
  /** How it looks and behaves: a lightbox closes by a click beside it too. */
  readonly kind?: "lightbox" | "composing";
  /** Has closed, by Escape, its own button or `close`: to be taken from the page now. */
  readonly onClose: () => void;
  /** What the button in the corner says; by default that it closes. */
  readonly closeLabel?: string;
  readonly children: (close: () => void) => ComponentChildren;
}

/** A dialog over the page. The focus goes in and comes back to where it was. */
export function Dialog(props: DialogProps): VNode {
  const { title, kind, onClose, closeLabel, children } = props;
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
    // Not the button that closes it, where there is something to be filled in.
    dialog.current?.querySelector<HTMLElement>("form input, form select, form textarea")?.focus();
  }, []);
  const close = (): void => dialog.current?.close();

  return (
    <dialog
      ref={dialog}
      class={kind === undefined ? "dialog" : `dialog ${kind}`}
      {...(kind === "lightbox" && { closedby: "any" })}
      aria-labelledby={id}
      onClose={() => {
        onClose();
        keepFocus();
      }}
    >
      <header class="dialog-head">
        <h2 id={id}>{title}</h2>
        <button
          class="icon-button"
          type="button"
          aria-label={closeLabel ?? labels.forms.close}
          onClick={close}
        >
          <Icon name="close" />
        </button>
      </header>
      {children(close)}
    </dialog>
  );
}

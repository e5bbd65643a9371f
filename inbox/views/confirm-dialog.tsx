import type { ComponentChildren, VNode } from "preact";
import { useState } from "preact/hooks";
import { CallFailed } from "../api.ts";
import { labels } from "../labels.ts";
import { Dialog } from "./dialog.tsx";
import { failureText } from "./form-problems.ts";

interface ConfirmDialogProps {
  readonly title: string;
  /** What will be so afterwards. */
  readonly children: ComponentChildren;
  /** The act itself, as the button says it. */
  readonly confirm: string;
  /** Whether it takes something away; so it does by default. */
  readonly isDangerous?: boolean;
  /** The dialog closes when it is done. What it rejects with (CallFailed) is said in the dialog. */
  readonly onConfirm: () => Promise<void>;
  readonly onClose: () => void;
  /** In other words than the server's own; undefined: those. */
  readonly failureOf?: (failure: CallFailed) => string | undefined;
}

/** Asks before something is done that cannot be taken back. The focus is on what does nothing. */
export function ConfirmDialog(props: ConfirmDialogProps): VNode {
  const { title, children, confirm, isDangerous = true, onConfirm, onClose, failureOf } = props;
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();

  async function act(close: () => void): Promise<void> {
    if (busy) return;
    setBusy(true);
    setProblem(undefined);
    try {
      await onConfirm();
      close();
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error;
      setProblem(failureOf?.(error) ?? failureText(error));
      setBusy(false);
    }
  }

  return (
    <Dialog title={title} onClose={onClose}>
      {(close) => (
        <>
          <div class="dialog-body">{children}</div>
          <div role="alert">{problem !== undefined && <p class="form-problem">{problem}</p>}</div>
          <div class="dialog-actions">
            <button class="button" type="button" autofocus onClick={close}>
              {labels.forms.cancel}
            </button>
            <button
              class={isDangerous ? "button danger" : "button primary"}
              type="button"
              aria-disabled={busy}
              onClick={() => void act(close)}
            >
              {confirm}
            </button>
          </div>
        </>
      )}
    </Dialog>
  );
}

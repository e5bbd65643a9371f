import type { VNode } from "preact";
import { Icon } from "./icons.tsx";

interface SaveBarProps {
  /** What the button says: it submits the form that it stands in. */
  readonly save: string;
  readonly state: "idle" | "busy" | "saved";
  /** What is said when it is done. */
  readonly saved: string;
  /** What is wrong with the form as a whole. */
  readonly problem: string | undefined;
}

/** The end of a form: the button, and what became of it. */
export function SaveBar({ save, state, saved, problem }: SaveBarProps): VNode {
  return (
    <>
      <div role="alert">{problem !== undefined && <p class="form-problem">{problem}</p>}</div>
      <div class="save-bar">
        <button class="button primary" type="submit" aria-disabled={state === "busy"}>
          {save}
        </button>
        <SavedNote text={state === "saved" ? saved : ""} />
      </div>
    </>
  );
}

/** Says that something is done, to everybody; "": nothing is. It stands there before it says anything. */
export function SavedNote({ text }: { readonly text: string }): VNode {
  return (
    <p class="saved-note" role="status">
      {text !== "" && (
        <>
          <Icon name="check" />
          {text}
        </>
      )}
    </p>
  );
}

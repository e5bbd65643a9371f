import type { ComponentChildren, TargetedSubmitEvent, VNode } from "preact";
import { useRef, useState } from "preact/hooks";
import { CallFailed } from "../api.ts";
import { labels } from "../labels.ts";
import { problemsIn, problemsOfCall, type Problems } from "./form-problems.ts";
import { SaveBar } from "./save-bar.tsx";

interface FormProps {
  /** What it is called where no heading says so. */
  readonly label?: string;
  /** The names of its fields: what is wrong with anything else is said of the form as a whole. */
  readonly fields: readonly string[];
  /** What the button says, by default that it saves. */
  readonly save?: string;
  /** What is said when it is done; "": nothing, what follows says enough. */
  readonly saved?: string;
  /** Rejects with CallFailed. `value` is what stands in a field. */
  readonly onSave: (value: (name: string) => string, form: HTMLFormElement) => Promise<void>;
  /** In other words than the server's own; undefined: those. */
  readonly problemsOf?: (failure: CallFailed) => Problems | undefined;
  readonly children: (problems: Problems) => ComponentChildren;
}

/**
 * Fields that are sent together: checked, sent once, and then it says what became of them. Each input draws it
 * again, so what is controlled in it follows `onInput`: at `onChange` it would have its old value again.
 */
export function Form(props: FormProps): VNode {
  const { label, fields, save, saved, onSave, problemsOf, children } = props;
  const form = useRef<HTMLFormElement>(null);
  const [state, setState] = useState<"idle" | "busy" | "saved">("idle");
  const [problems, setProblems] = useState<Problems>({});

  function complain(found: Problems): void {
    setState("idle");
    setProblems(found);
    const inputs = form.current?.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
      "input, textarea",
    );
    [...(inputs ?? [])].find((input) => input.name in found)?.focus();
  }

  async function submit(event: TargetedSubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    if (state === "busy") return;
    const sent = event.currentTarget;
    const found = problemsIn(sent);
    if (Object.keys(found).length > 0) return complain(found);
    const data = new FormData(sent);
    const value = (name: string): string => {
      const typed = data.get(name);
      return typeof typed === "string" ? typed : "";
    };
    setState("busy");
    setProblems({});
    try {
      await onSave(value, sent);
      setState("saved");
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error;
      complain(problemsOf?.(error) ?? problemsOfCall(error, fields));
    }
  }

  return (
    <form
      class="form"
      ref={form}
      aria-label={label}
      noValidate
      onSubmit={(event) => void submit(event)}
      onInput={() => state === "saved" && setState("idle")}
    >
      {children(problems)}
      <SaveBar
        save={save ?? labels.forms.save}
        state={state}
        saved={saved ?? labels.forms.saved}
        problem={problems[""]}
      />
    </form>
  );
}

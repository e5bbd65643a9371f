import type { ComponentChildren, VNode } from "preact";
import { useId } from "preact/hooks";

interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly type?: "text" | "email" | "password" | "url";
  readonly autocomplete?: string;
  /** What stands in it at first. */
  readonly initial?: string | undefined;
  readonly isOptional?: boolean;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly hint?: string | undefined;
  readonly problem?: string | undefined;
}

/** An input with its label and what is wrong with it. */
export function Field(props: FieldProps): VNode {
  const { name, label, type = "text", autocomplete = "off", initial, isOptional = false } = props;
  const { minLength, maxLength, hint, problem } = props;
  return (
    <FieldFrame label={label} hint={hint} problem={problem}>
      {(id, note) => (
        <input
          id={id}
          name={name}
          {...({ type } as { type: "text" })}
          autocomplete={autocomplete}
          required={!isOptional}
          {...(initial !== undefined && { defaultValue: initial })}
          {...(minLength !== undefined && { minLength })}
          {...(maxLength !== undefined && { maxLength })}
          dir={type === "text" ? "auto" : undefined}
          aria-invalid={problem !== undefined}
          aria-describedby={note}
        />
      )}
    </FieldFrame>
  );
}

interface FieldFrameProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly problem?: string | undefined;
  /** The control: `id` is what its label is for, `note` the id of what describes it. */
  readonly children: (id: string, note: string | undefined) => ComponentChildren;
}

/** A label, a control of whatever kind, and what there is to say of it. */
export function FieldFrame({ label, hint, problem, children }: FieldFrameProps): VNode {
  const id = useId();
  const note = problem ?? hint;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children(id, note === undefined ? undefined : `${id}-note`)}
      {note !== undefined && (
        <p id={`${id}-note`} class={problem === undefined ? "hint" : "problem"}>
          {note}
        </p>
      )}
    </div>
  );
}

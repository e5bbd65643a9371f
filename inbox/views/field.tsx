import type { VNode } from "preact";
import { useId } from "preact/hooks";

interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly type?: "text" | "email" | "password";
  readonly autocomplete: string;
  readonly hint?: string;
  readonly problem?: string | undefined;
}

/** An input with its label and what is wrong with it. */
export function Field({
  name,
  label,
  type = "text",
  autocomplete,
  hint,
  problem,
}: FieldProps): VNode {
  const id = useId();
  const note = problem ?? hint;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        name={name}
        {...({ type } as { type: "text" })}
        autocomplete={autocomplete}
        required
        aria-invalid={problem !== undefined}
        aria-describedby={note === undefined ? undefined : `${id}-note`}
      />
      {note !== undefined && (
        <p id={`${id}-note`} class={problem === undefined ? "hint" : "problem"}>
          {note}
        </p>
      )}
    </div>
  );
}

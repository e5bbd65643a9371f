import type { VNode } from "preact";
import { RICH_LIMITS, type RichProblem } from "../../desk/rich-draft.ts";
import { labels } from "../../labels.ts";
import { FieldFrame } from "../field.tsx";

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly hint?: string;
  readonly problem: RichProblem | undefined;
  /** Several lines. */
  readonly isLong?: boolean;
  readonly isAddress?: boolean;
  readonly onChange: (typed: string) => void;
}

export function TextField(props: TextFieldProps): VNode {
  const { label, value, hint, problem, isLong = false, isAddress = false, onChange } = props;
  const said = problem && labels.compose.problems[problem];
  return (
    <FieldFrame label={label} hint={hint} problem={said}>
      {(id, note) => {
        const shared = {
          id,
          value,
          "aria-invalid": problem !== undefined,
          "aria-describedby": note,
          onInput: (event: { currentTarget: { value: string } }) =>
            onChange(event.currentTarget.value),
        };
        if (isLong)
          return <textarea {...shared} dir="auto" rows={3} maxLength={RICH_LIMITS.text} />;
        return isAddress ? (
          <input
            {...shared}
            type="text"
            inputMode="url"
            dir="ltr"
            autocomplete="off"
            spellcheck={false}
            placeholder="https://"
            maxLength={RICH_LIMITS.url}
          />
        ) : (
          <input
            {...shared}
            type="text"
            dir="auto"
            autocomplete="off"
            maxLength={RICH_LIMITS.name}
          />
        );
      }}
    </FieldFrame>
  );
}

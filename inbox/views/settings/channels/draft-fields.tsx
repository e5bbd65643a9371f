/** Fields of a draft of a channel's config: what is typed is in the draft at once. */
import type { VNode } from "preact";
import { FieldFrame } from "../../field.tsx";
import type { Problems } from "../../form-problems.ts";
import type { ConfigDraft } from "./config-draft.ts";

interface DraftFieldProps {
  readonly draft: ConfigDraft;
  /** The key of the config. */
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly problems: Problems;
}

/** As the server names what is wrong with it. */
export function pathOf(name: string): string {
  return `config.${name}`;
}

interface DraftInputProps extends DraftFieldProps {
  readonly kind?: "line" | "lines" | "address" | "pixels";
}

/** Words of a person's, the address of something, or a number of pixels. */
export function DraftInput({ kind = "line", ...props }: DraftInputProps): VNode {
  const { draft, name, label, hint, problems } = props;
  const problem = problems[pathOf(name)];
  return (
    <FieldFrame label={label} hint={hint} problem={problem}>
      {(id, note) => {
        const shared = {
          id,
          name: pathOf(name),
          autocomplete: "off",
          maxLength: 1_000,
          value: draft.text(name),
          "aria-invalid": problem !== undefined,
          "aria-describedby": note,
        } as const;
        if (kind === "lines") {
          return (
            <textarea
              {...shared}
              rows={3}
              dir="auto"
              onInput={({ currentTarget: { value } }) => draft.set(name, value)}
            />
          );
        }
        return kind === "pixels" ? (
          <input
            {...shared}
            type="number"
            min={200}
            max={2_000}
            onInput={({ currentTarget: { value } }) =>
              draft.set(name, value === "" ? undefined : Number(value))
            }
          />
        ) : (
          <input
            {...shared}
            {...({ type: kind === "address" ? "url" : "text" } as { type: "text" })}
            dir={kind === "address" ? "ltr" : "auto"}
            onInput={({ currentTarget: { value } }) => draft.set(name, value)}
          />
        );
      }}
    </FieldFrame>
  );
}

interface DraftSwitchProps {
  readonly draft: ConfigDraft;
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  /** What it is when it is on; by default true. */
  readonly on?: string;
}

export function DraftSwitch({ draft, name, label, hint, on }: DraftSwitchProps): VNode {
  const isOn = on === undefined ? draft.isOn(name) : draft.text(name) === on;
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={isOn}
        onInput={({ currentTarget: { checked } }) => draft.set(name, checked && (on ?? true))}
      />
      <span>
        {label}
        {hint !== undefined && <small>{hint}</small>}
      </span>
    </label>
  );
}

/** A colour as CSS writes it, or none: then it is the widget's own. */
export function DraftColor({ draft, name, label, problems }: DraftFieldProps): VNode {
  const value = draft.text(name);
  const problem = problems[pathOf(name)];
  return (
    <FieldFrame label={label} problem={problem}>
      {(id, note) => (
        <div class="color">
          <input
            class="color-well"
            type="color"
            aria-label={label}
            value={/^#[0-9a-f]{6}$/i.test(value) ? value : "#ffffff"}
            data-empty={value === ""}
            onInput={({ currentTarget }) => draft.set(name, currentTarget.value)}
          />
          <input
            id={id}
            name={pathOf(name)}
            type="text"
            dir="ltr"
            autocomplete="off"
            spellcheck={false}
            maxLength={100}
            value={value}
            aria-invalid={problem !== undefined}
            aria-describedby={note}
            onInput={({ currentTarget }) => draft.set(name, currentTarget.value.trim())}
          />
        </div>
      )}
    </FieldFrame>
  );
}

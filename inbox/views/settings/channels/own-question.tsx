import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { labels } from "../../../labels.ts";
import { FieldFrame } from "../../field.tsx";
import { Icon } from "../../icons.tsx";
import type { Question } from "./questions.ts";

const { questions: text } = labels.channels;

interface OwnQuestionProps {
  readonly question: Question;
  /** From 1. */
  readonly number: number;
  readonly onChange: (question: Question) => void;
  readonly onRemove: () => void;
}

const TYPES = ["text", "textarea", "select"] as const;

/** A question in the site's own words. */
export function OwnQuestion({ question, number, onChange, onRemove }: OwnQuestionProps): VNode {
  const { key, label = "", type = "text", options = [], required = false } = question;

  const [lines, setLines] = useState(options.join("\n"));

  function change(part: Partial<Question>): void {
    const { options: before, ...rest } = { ...question, ...part };
    onChange(rest.type === "select" ? { ...rest, options: before ?? [] } : rest);
  }

  return (
    <fieldset class="own-question">
      <legend>{text.own(number)}</legend>
      <FieldFrame label={text.label}>
        {(id) => (
          <input
            id={id}
            type="text"
            dir="auto"
            autocomplete="off"
            maxLength={100}
            value={label}
            onInput={({ currentTarget: { value } }) => change({ label: value })}
          />
        )}
      </FieldFrame>
      <FieldFrame label={text.type}>
        {(id) => (
          <select
            id={id}
            value={type}
            onInput={({ currentTarget: { value } }) =>
              change({ type: value as (typeof TYPES)[number] })
            }
          >
            {TYPES.map((each) => (
              <option key={each} value={each}>
                {text.types[each]}
              </option>
            ))}
          </select>
        )}
      </FieldFrame>
      {type === "select" && (
        <FieldFrame label={text.options} hint={text.optionsHint}>
          {(id, note) => (
            <textarea
              id={id}
              rows={3}
              dir="auto"
              aria-describedby={note}
              value={lines}
              onInput={({ currentTarget: { value } }) => {
                setLines(value);
                const given = value.split("\n").map((line) => line.trim());
                change({ options: given.filter((line) => line !== "") });
              }}
            />
          )}
        </FieldFrame>
      )}
      <label class="check">
        <input
          type="checkbox"
          checked={required}
          onInput={({ currentTarget: { checked } }) => change({ required: checked })}
        />
        <span>{text.required}</span>
      </label>
      <p class="own-question-foot">
        <span>
          {text.storedAs} <code>{key}</code>
        </span>
        <button class="button quiet" type="button" onClick={onRemove}>
          <Icon name="close" />
          {text.remove}
        </button>
      </p>
    </fieldset>
  );
}

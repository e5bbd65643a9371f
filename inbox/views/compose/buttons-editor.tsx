import type { VNode } from "preact";
import { useId, useRef } from "preact/hooks";
import {
  emptyButton,
  moved,
  RICH_LIMITS,
  type ButtonDraft,
  type RichProblem,
} from "../../desk/rich-draft.ts";
import { labels } from "../../labels.ts";
import { FieldFrame } from "../field.tsx";
import { Icon } from "../icons.tsx";
import type { EditorTools } from "./editor-tools.ts";
import { OrderButtons } from "./order-buttons.tsx";
import { TextField } from "./text-field.tsx";

const text = labels.compose;

interface ButtonsEditorProps {
  readonly title: string;
  readonly buttons: readonly ButtonDraft[];
  readonly problem?: RichProblem | undefined;
  readonly tools: EditorTools;
  readonly onChange: (buttons: readonly ButtonDraft[]) => void;
}

/** What the visitor can choose: each says something, and answers with that or opens a page. */
export function ButtonsEditor(props: ButtonsEditorProps): VNode {
  const { title, buttons, problem, tools, onChange } = props;
  const id = useId();
  const list = useRef<HTMLFieldSetElement>(null);
  const isFull = buttons.length >= RICH_LIMITS.buttons;

  function add(): void {
    onChange([...buttons, emptyButton(tools.newKey)]);
    requestAnimationFrame(() =>
      list.current?.querySelector<HTMLElement>(".edited:last-of-type input")?.focus(),
    );
  }

  function remove(index: number): void {
    onChange(buttons.toSpliced(index, 1));
    list.current?.querySelector<HTMLElement>(".add")?.focus();
  }

  return (
    <fieldset class="edited-list" ref={list} aria-describedby={problem && id}>
      <legend>{title}</legend>
      {buttons.map((button, index) => (
        <div key={button.key} class="edited">
          <div class="edited-head">
            <span>{text.button(index + 1)}</span>
            <OrderButtons
              name={text.button(index + 1)}
              isFirst={index === 0}
              isLast={index === buttons.length - 1}
              onMove={(step) => onChange(moved(buttons, index, step))}
              onRemove={() => remove(index)}
            />
          </div>
          <ButtonFields
            button={button}
            problems={tools.problems}
            onChange={(changed) => onChange(buttons.with(index, changed))}
          />
        </div>
      ))}
      {problem !== undefined && (
        <p id={id} class="problem">
          {text.problems[problem]}
        </p>
      )}
      <button
        class="button add"
        type="button"
        data-invalid={problem !== undefined}
        aria-disabled={isFull}
        onClick={() => !isFull && add()}
      >
        <Icon name="plus" />
        {text.addButton}
      </button>
      {isFull && <p class="hint">{text.most(RICH_LIMITS.buttons)}</p>}
    </fieldset>
  );
}

interface ButtonFieldsProps {
  readonly button: ButtonDraft;
  readonly problems: EditorTools["problems"];
  readonly onChange: (button: ButtonDraft) => void;
}

function ButtonFields({ button, problems, onChange }: ButtonFieldsProps): VNode {
  return (
    <div class="edited-pair">
      <TextField
        label={text.buttonText}
        value={button.text}
        problem={problems.get(`${button.key}.text`)}
        onChange={(typed) => onChange({ ...button, text: typed })}
      />
      <FieldFrame label={text.does}>
        {(id) => (
          <select
            id={id}
            value={button.does}
            onChange={({ currentTarget }) =>
              onChange({ ...button, does: currentTarget.value === "open" ? "open" : "answer" })
            }
          >
            <option value="answer">{text.answer}</option>
            <option value="open">{text.open}</option>
          </select>
        )}
      </FieldFrame>
      {button.does === "open" && (
        <TextField
          label={text.address}
          isAddress
          value={button.url}
          problem={problems.get(`${button.key}.url`)}
          onChange={(url) => onChange({ ...button, url })}
        />
      )}
    </div>
  );
}

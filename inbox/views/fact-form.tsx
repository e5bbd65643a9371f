import type { TargetedSubmitEvent, VNode } from "preact";
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Desk } from "../desk/desk.ts";
import { inWords, isMetadataKey, typedValue, type MetadataValue } from "../desk/metadata.ts";
import { labels } from "../labels.ts";

const text = labels.facts;
/** As the server has it. */
const LENGTH = 2_000;

interface FactFormProps {
  readonly desk: Desk;
  readonly conversationId: string;
  /** What the value is called, and the key it stands under; undefined: that is asked for. */
  readonly fact: { readonly name: string; readonly key: string } | undefined;
  readonly value?: MetadataValue | undefined;
  readonly inputMode?: "email" | "tel";
  /** It is being taken away. */
  readonly onRemove?: () => void;
  readonly onClose: () => void;
}

/** One detail about a visitor: added, changed or taken away. */
export function FactForm(props: FactFormProps): VNode {
  const { desk, conversationId, fact, value, inputMode, onRemove, onClose } = props;
  const [problem, setProblem] = useState<{ readonly of: "key" | "value"; readonly text: string }>();
  const [isBusy, setBusy] = useState(false);
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  // Before anything is drawn: the next key is for the input already.
  useLayoutEffect(() => {
    const input = form.current?.querySelector("input");
    input?.focus();
    input?.select();
  }, []);

  function complain(of: "key" | "value", said: string): void {
    setProblem({ of, text: said });
    form.current?.querySelector<HTMLInputElement>(`[name=${of}]`)?.focus();
  }

  async function finish(done: Promise<boolean>): Promise<void> {
    setBusy(true);
    const isDone = await done;
    setBusy(false);
    if (isDone) onClose();
  }

  function save(event: TargetedSubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    if (isBusy) return;
    const inputs = [...event.currentTarget.querySelectorAll("input")];
    const typedIn = (name: string): string =>
      inputs.find((input) => input.name === name)?.value.trim() ?? "";
    const key = fact?.key ?? typedIn("key");
    const typed = typedIn("value");
    if (!isMetadataKey(key)) return complain("key", text.keyProblem);
    if (typed === "") return complain("value", text.valueProblem);
    void finish(desk.actions.setFact(conversationId, key, typedValue(typed, value)));
  }

  const note = (of: "key" | "value"): string | undefined => {
    const isDescribed = problem?.of === of || (of === "key" && problem === undefined);
    return isDescribed ? `${id}-note` : undefined;
  };
  const common = { class: "input", type: "text", dir: "auto", autocomplete: "off" } as const;
  return (
    <form
      class="fact-form"
      ref={form}
      noValidate
      aria-label={fact?.name ?? text.add}
      onSubmit={save}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onClose();
      }}
    >
      {fact === undefined && (
        <label class="fact-label">
          {text.key}
          <input
            {...common}
            name="key"
            maxLength={200}
            autocapitalize="off"
            spellcheck={false}
            aria-invalid={problem?.of === "key"}
            aria-describedby={note("key")}
          />
        </label>
      )}
      <label class="fact-label">
        <span class={fact === undefined ? undefined : "visually-hidden"}>
          {fact?.name ?? text.value}
        </span>
        <input
          {...common}
          name="value"
          maxLength={LENGTH}
          defaultValue={inWords(value)}
          inputMode={inputMode}
          aria-invalid={problem?.of === "value"}
          aria-describedby={note("value")}
        />
      </label>
      {problem !== undefined ? (
        <p id={`${id}-note`} class="problem">
          {problem.text}
        </p>
      ) : (
        fact === undefined && (
          <p id={`${id}-note`} class="hint">
            {text.keyHint}
          </p>
        )
      )}
      <div class="fact-buttons">
        <button class="button primary" type="submit" aria-disabled={isBusy}>
          {text.save}
        </button>
        <button class="button" type="button" onClick={onClose}>
          {text.cancel}
        </button>
        {fact !== undefined && value !== undefined && (
          <button
            class="button quiet fact-remove"
            type="button"
            onClick={() => {
              onRemove?.();
              void finish(desk.actions.removeFact(conversationId, fact.key));
            }}
          >
            {text.remove}
          </button>
        )}
      </div>
    </form>
  );
}

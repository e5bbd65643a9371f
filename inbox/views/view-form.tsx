import type { VNode } from "preact";
import { useId, useState } from "preact/hooks";
import { CallFailed, type NewView } from "../api.ts";
import { labels } from "../labels.ts";
import { Field } from "./field.tsx";
import { Form } from "./form.tsx";
import { failureText } from "./form-problems.ts";

const text = labels.views;
/** As the server has them. */
const LENGTHS = { name: 60, filters: 1_000 };

interface ViewFormProps {
  readonly heading: string;
  readonly initial: NewView;
  /** Rejects with CallFailed. */
  readonly onSave: (view: NewView) => Promise<void>;
  /** Rejects with CallFailed. */
  readonly onRemove?: () => Promise<void>;
}

/** A view's name, its filter and whether the team sees it. */
export function ViewForm({ heading, initial, onSave, onRemove }: ViewFormProps): VNode {
  const id = useId();
  return (
    <section class="view-form" aria-labelledby={id}>
      <h3 class="popup-title" id={id}>
        {heading}
      </h3>
      <Form
        label={heading}
        fields={["name", "filters"]}
        save={text.save}
        saved=""
        onSave={(value) =>
          onSave({
            name: value("name").trim(),
            filters: value("filters").trim(),
            shared: value("shared") === "on",
          })
        }
      >
        {(problems) => (
          <>
            <Field
              name="name"
              label={text.name}
              initial={initial.name}
              maxLength={LENGTHS.name}
              problem={problems["name"]}
            />
            <Field
              name="filters"
              label={text.filter}
              initial={initial.filters}
              isOptional
              maxLength={LENGTHS.filters}
              hint={initial.filters === "" ? text.everything : undefined}
              problem={problems["filters"]}
            />
            <label class="view-share">
              <input type="checkbox" name="shared" defaultChecked={initial.shared} />
              {text.share}
            </label>
          </>
        )}
      </Form>
      {onRemove !== undefined && <Removal onRemove={onRemove} />}
    </section>
  );
}

/** Asked twice: what is shared is missed by others too. */
function Removal({ onRemove }: { readonly onRemove: () => Promise<void> }): VNode {
  const [isAsked, setAsked] = useState(false);
  const [problem, setProblem] = useState("");

  async function remove(): Promise<void> {
    try {
      await onRemove();
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error;
      setProblem(failureText(error));
    }
  }

  return (
    <div class="view-removal">
      <button
        class="link-button"
        type="button"
        onClick={() => (isAsked ? void remove() : setAsked(true))}
      >
        {isAsked ? text.removeNow : text.remove}
      </button>
      <p class="problem" role="alert">
        {problem}
      </p>
    </div>
  );
}

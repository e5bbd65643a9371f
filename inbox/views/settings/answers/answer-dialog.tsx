import type { VNode } from "preact";
import type { CannedAnswer } from "../../../../protocol/canned-answers.ts";
import type { CallFailed } from "../../../api.ts";
import type { Desk } from "../../../desk/desk.ts";
import { labels } from "../../../labels.ts";
import { Dialog } from "../../dialog.tsx";
import { Field, FieldFrame } from "../../field.tsx";
import type { Problems } from "../../form-problems.ts";
import { Form } from "../../form.tsx";

const text = labels.canned;

interface AnswerDialogProps {
  readonly desk: Desk;
  /** Undefined: a new one. */
  readonly answer: CannedAnswer | undefined;
  readonly onSaved: (shortcut: string) => void;
  readonly onClose: () => void;
}

/** One canned answer: what it is called, and what it says. */
export function AnswerDialog({ desk, answer, onSaved, onClose }: AnswerDialogProps): VNode {
  return (
    <Dialog title={answer === undefined ? text.newTitle : text.editTitle} onClose={onClose}>
      {(close) => (
        <Form
          fields={["shortcut", "text"]}
          saved=""
          problemsOf={problemsOf}
          onSave={async (value) => {
            // It is often typed as it will be used.
            const shortcut = value("shortcut").trim().replace(/^\/+/, "");
            await desk.canned.save(answer?.id, shortcut, value("text"));
            onSaved(shortcut.toLowerCase());
            close();
          }}
        >
          {(problems) => (
            <>
              <Field
                name="shortcut"
                label={text.shortcut}
                hint={text.shortcutHint}
                initial={answer?.shortcut}
                maxLength={41}
                problem={problems["shortcut"]}
              />
              <FieldFrame label={text.text} hint={text.textHint} problem={problems["text"]}>
                {(id, note) => (
                  <textarea
                    id={id}
                    name="text"
                    rows={6}
                    dir="auto"
                    required
                    maxLength={4_000}
                    defaultValue={answer?.text ?? ""}
                    aria-invalid={problems["text"] !== undefined}
                    aria-describedby={note}
                  />
                )}
              </FieldFrame>
            </>
          )}
        </Form>
      )}
    </Dialog>
  );
}

function problemsOf({ code, issues }: CallFailed): Problems | undefined {
  if (code === "shortcut_taken") return { shortcut: text.taken };
  if (code === "limit_reached") return { "": text.tooMany };
  return issues.some(({ path }) => path === "shortcut")
    ? { shortcut: text.badShortcut }
    : undefined;
}

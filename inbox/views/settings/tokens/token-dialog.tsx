import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { Desk } from "../../../desk/desk.ts";
import { labels } from "../../../labels.ts";
import { CopyField } from "../../copy-field.tsx";
import { Dialog } from "../../dialog.tsx";
import { Field } from "../../field.tsx";
import { Form } from "../../form.tsx";
import { RoleField } from "../role-select.tsx";

const text = labels.tokens;

interface TokenDialogProps {
  readonly desk: Desk;
  readonly onMade: () => Promise<void>;
  readonly onClose: () => void;
}

/** What it is called and may do, and then the token, this once. */
export function TokenDialog({ desk, onMade, onClose }: TokenDialogProps): VNode {
  const [token, setToken] = useState<string>();
  return (
    <Dialog title={text.createTitle} onClose={onClose}>
      {(close) =>
        token === undefined ? (
          <Form
            fields={["name", "role"]}
            save={text.make}
            saved=""
            problemsOf={({ code }) => (code === "limit_reached" ? { "": text.tooMany } : undefined)}
            onSave={async (value) => {
              const role = value("role") === "admin" ? "admin" : "agent";
              const made = await desk.call("/tokens.create", { name: value("name"), role });
              setToken(made.token);
              await onMade();
            }}
          >
            {(problems) => (
              <>
                <Field
                  name="name"
                  label={text.name}
                  hint={text.nameHint}
                  maxLength={200}
                  problem={problems["name"]}
                />
                <RoleField label={text.role} />
              </>
            )}
          </Form>
        ) : (
          <>
            <div class="dialog-body">
              <CopyField label={text.token} value={token} />
              <p class="hint">{text.tokenText}</p>
            </div>
            <div class="dialog-actions">
              <button class="button primary" type="button" onClick={close}>
                {text.done}
              </button>
            </div>
          </>
        )
      }
    </Dialog>
  );
}

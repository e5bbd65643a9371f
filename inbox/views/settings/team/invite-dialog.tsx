import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { Invited } from "../../../../protocol/invitations.ts";
import type { Desk } from "../../../desk/desk.ts";
import { labels } from "../../../labels.ts";
import { invitationLink } from "../../../route.ts";
import { CopyField } from "../../copy-field.tsx";
import { Dialog } from "../../dialog.tsx";
import { Field } from "../../field.tsx";
import { Form } from "../../form.tsx";
import { dateOf } from "../../times.ts";
import { RoleField } from "../role-select.tsx";

const text = labels.team;

interface InviteDialogProps {
  readonly desk: Desk;
  readonly onMade: () => Promise<void>;
  readonly onClose: () => void;
}

/** Whom, and then the link, this once. */
export function InviteDialog({ desk, onMade, onClose }: InviteDialogProps): VNode {
  const [made, setMade] = useState<Invited>();
  return (
    <Dialog title={text.inviteTitle} onClose={onClose}>
      {(close) =>
        made === undefined ? (
          <Form
            fields={["name", "role"]}
            save={text.makeLink}
            saved=""
            problemsOf={({ code }) => (code === "limit_reached" ? { "": text.tooMany } : undefined)}
            onSave={async (value) => {
              const name = value("name").trim();
              const role = value("role") === "admin" ? "admin" : "agent";
              setMade(await desk.call("/users.invite", { role, ...(name !== "" && { name }) }));
              await onMade();
            }}
          >
            {(problems) => (
              <>
                <p>{text.inviteText}</p>
                <Field
                  name="name"
                  label={text.inviteFor}
                  hint={text.inviteForHint}
                  isOptional
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
              <CopyField
                label={text.link}
                value={invitationLink(location.origin, made.invitation_token)}
              />
              <p class="hint">{text.linkText(dateOf(made.expires_at))}</p>
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

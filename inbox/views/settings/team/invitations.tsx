import type { VNode } from "preact";
import { useCallback, useState } from "preact/hooks";
import type { Invitation } from "../../../../protocol/invitations.ts";
import type { Desk } from "../../../desk/desk.ts";
import { labels } from "../../../labels.ts";
import { ConfirmDialog } from "../../confirm-dialog.tsx";
import { Icon } from "../../icons.tsx";
import { LoadFailure } from "../../load-failure.tsx";
import { SavedNote } from "../../save-bar.tsx";
import { Section } from "../../section.tsx";
import { dateOf, fullTime } from "../../times.ts";
import { useLoaded } from "../../use-loaded.ts";
import { InviteDialog } from "./invite-dialog.tsx";

const text = labels.team;

/** Who may make an account that is not there yet. */
export function Invitations({ desk }: { readonly desk: Desk }): VNode {
  // Somebody new may have used one.
  const { length } = desk.team.members;
  const load = useCallback(
    async () => (await desk.call("/invitations.list", {})).data,
    [desk, length],
  );
  const { value: invitations, reload } = useLoaded(load);
  const [isInviting, setInviting] = useState(false);
  const [revoking, setRevoking] = useState<Invitation>();
  const [done, setDone] = useState("");

  return (
    <Section
      title={text.pending}
      lead={text.pendingText}
      action={
        <button
          class="button primary"
          type="button"
          onClick={() => {
            setDone("");
            setInviting(true);
          }}
        >
          <Icon name="plus" />
          {text.invite}
        </button>
      }
    >
      {invitations === "failed" ? (
        <LoadFailure text={text.pendingFailed} onRetry={() => void reload()} />
      ) : (
        <ul class="rows" role="list">
          {invitations?.map((invitation) => (
            <Row
              key={invitation.id}
              invitation={invitation}
              onRevoke={() => {
                setDone("");
                setRevoking(invitation);
              }}
            />
          ))}
        </ul>
      )}
      <SavedNote text={done} />
      {isInviting && (
        <InviteDialog desk={desk} onMade={reload} onClose={() => setInviting(false)} />
      )}
      {revoking !== undefined && (
        <ConfirmDialog
          title={text.revokeTitle(revoking.name ?? text.somebody)}
          confirm={text.revoke}
          onConfirm={async () => {
            await desk.call("/invitations.revoke", { id: revoking.id });
            await reload();
            setDone(text.revoked);
          }}
          onClose={() => setRevoking(undefined)}
        >
          <p>{text.revokeText}</p>
        </ConfirmDialog>
      )}
    </Section>
  );
}

interface RowProps {
  readonly invitation: Invitation;
  readonly onRevoke: () => void;
}

function Row({ invitation, onRevoke }: RowProps): VNode {
  const { name = text.somebody, role, invited_by, expires_at } = invitation;
  return (
    <li class="row-item">
      <div class="row-words">
        <p class="row-title">
          <span class="line" dir="auto">
            {name}
          </span>
          <span class="pill">{text.roles[role]}</span>
        </p>
        <p class="row-text">
          <bdi>{text.by(invited_by)}</bdi>
          {" · "}
          <time dateTime={expires_at} title={fullTime(expires_at)}>
            {text.expires(dateOf(expires_at))}
          </time>
        </p>
      </div>
      <button
        class="button danger-quiet"
        type="button"
        aria-label={text.revokeOne(name)}
        onClick={onRevoke}
      >
        {text.revoke}
      </button>
    </li>
  );
}

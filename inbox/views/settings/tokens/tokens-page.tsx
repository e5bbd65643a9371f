import type { VNode } from "preact";
import { useCallback, useState } from "preact/hooks";
import type { ApiToken } from "../../../../protocol/tokens.ts";
import { labels } from "../../../labels.ts";
import { ConfirmDialog } from "../../confirm-dialog.tsx";
import { Icon } from "../../icons.tsx";
import { LoadFailure } from "../../load-failure.tsx";
import { Notice } from "../../notice.tsx";
import { SavedNote } from "../../save-bar.tsx";
import { Section } from "../../section.tsx";
import { ago, fullTime } from "../../times.ts";
import { useLoaded } from "../../use-loaded.ts";
import { useNow } from "../../use-now.ts";
import type { SettingsPageProps } from "../pages.ts";
import { TokenDialog } from "./token-dialog.tsx";

const text = labels.tokens;

/** What bots and servers use the API with. */
export function TokensPage({ desk }: SettingsPageProps): VNode {
  const load = useCallback(async () => (await desk.call("/tokens.list", {})).data, [desk]);
  const { value: tokens, reload } = useLoaded(load);
  const [isMaking, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<ApiToken>();
  const [done, setDone] = useState("");

  if (tokens === undefined) return <p class="note">{text.loading}</p>;
  if (tokens === "failed") return <LoadFailure text={text.failed} onRetry={() => void reload()} />;
  const create = (
    <button
      class="button primary"
      type="button"
      onClick={() => {
        setDone("");
        setMaking(true);
      }}
    >
      <Icon name="plus" />
      {text.create}
    </button>
  );
  return (
    <>
      {tokens.length === 0 ? (
        <Notice icon="key" heading={text.none} text={text.noneText}>
          {create}
        </Notice>
      ) : (
        <Section title={text.list} lead={text.listText} action={create}>
          <ul class="rows" role="list">
            {tokens.map((token) => (
              <Row
                key={token.id}
                token={token}
                onRevoke={() => {
                  setDone("");
                  setRevoking(token);
                }}
              />
            ))}
          </ul>
        </Section>
      )}
      <SavedNote text={done} />
      {isMaking && <TokenDialog desk={desk} onMade={reload} onClose={() => setMaking(false)} />}
      {revoking !== undefined && (
        <ConfirmDialog
          title={text.revokeTitle(revoking.name)}
          confirm={text.revoke}
          onConfirm={async () => {
            await desk.call("/tokens.revoke", { id: revoking.id });
            await reload();
            setDone(text.revoked(revoking.name));
          }}
          onClose={() => setRevoking(undefined)}
        >
          <p>{text.revokeText}</p>
        </ConfirmDialog>
      )}
    </>
  );
}

interface RowProps {
  readonly token: ApiToken;
  readonly onRevoke: () => void;
}

function Row({ token, onRevoke }: RowProps): VNode {
  const now = useNow();
  const { name, role, created_at } = token;
  return (
    <li class="row-item">
      <div class="row-words">
        <p class="row-title">
          <span class="line" dir="auto">
            {name}
          </span>
          <span class="pill">{labels.team.roles[role]}</span>
        </p>
        <p class="row-text">
          <time dateTime={created_at} title={fullTime(created_at)}>
            {text.made(ago(created_at, now))}
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

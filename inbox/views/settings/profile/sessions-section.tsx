import type { VNode } from "preact";
import { useCallback, useState } from "preact/hooks";
import type { LoginSession } from "../../../../protocol/sessions.ts";
import { CallFailed } from "../../../api.ts";
import type { Desk } from "../../../desk/desk.ts";
import { labels } from "../../../labels.ts";
import { ConfirmDialog } from "../../confirm-dialog.tsx";
import { failureText } from "../../form-problems.ts";
import { keepFocus } from "../../keep-focus.ts";
import { LoadFailure } from "../../load-failure.tsx";
import { SavedNote } from "../../save-bar.tsx";
import { Section } from "../../section.tsx";
import { useLoaded } from "../../use-loaded.ts";
import { SessionRow } from "./session-row.tsx";

const text = labels.profile;

/** Where one is logged in, to be ended one by one or all at once. */
export function SessionsSection({ desk }: { readonly desk: Desk }): VNode {
  const load = useCallback(async () => (await desk.call("/sessions.list", {})).data, [desk]);
  const { value: sessions, reload } = useLoaded(load);
  const [isEnding, setEnding] = useState(false);
  const [done, setDone] = useState("");
  const [problem, setProblem] = useState<string>();

  async function end({ id }: LoginSession): Promise<void> {
    setDone("");
    setProblem(undefined);
    try {
      await desk.call("/sessions.end", { id });
      setDone(text.ended);
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error;
      if (error.status !== 404) setProblem(failureText(error));
    }
    await reload();
    keepFocus();
  }

  if (sessions === "failed") {
    return (
      <Section title={text.sessions} lead={text.sessionsText}>
        <LoadFailure text={text.sessionsFailed} onRetry={() => void reload()} />
      </Section>
    );
  }
  const all = sessions?.toSorted((a, b) => Number(b.current) - Number(a.current)) ?? [];
  return (
    <Section
      title={text.sessions}
      lead={text.sessionsText}
      action={
        all.length > 1 && (
          <button class="button" type="button" onClick={() => setEnding(true)}>
            {text.endOthers}
          </button>
        )
      }
    >
      <ul class="rows" role="list">
        {all.map((session) => (
          <SessionRow key={session.id} session={session} onEnd={() => void end(session)} />
        ))}
      </ul>
      <SavedNote text={done} />
      <div role="alert">{problem !== undefined && <p class="form-problem">{problem}</p>}</div>
      {isEnding && (
        <ConfirmDialog
          title={text.endOthersTitle}
          confirm={text.endOthers}
          onConfirm={async () => {
            await desk.call("/sessions.end-others", {});
            await reload();
            setDone(text.othersEnded);
          }}
          onClose={() => setEnding(false)}
        >
          <p>{text.endOthersText}</p>
        </ConfirmDialog>
      )}
    </Section>
  );
}

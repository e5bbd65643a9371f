import type { VNode } from "preact";
import { useCallback, useState } from "preact/hooks";
import type { CannedAnswer } from "../../../../protocol/canned-answers.ts";
import { labels } from "../../../labels.ts";
import { ConfirmDialog } from "../../confirm-dialog.tsx";
import { Icon } from "../../icons.tsx";
import { LoadFailure } from "../../load-failure.tsx";
import { Notice } from "../../notice.tsx";
import { SavedNote } from "../../save-bar.tsx";
import { Section } from "../../section.tsx";
import { useChanges } from "../../use-changes.ts";
import { useLoaded } from "../../use-loaded.ts";
import type { SettingsPageProps } from "../pages.ts";
import { AnswerDialog } from "./answer-dialog.tsx";

const text = labels.canned;

/** The answers that the team has written beforehand: everybody's to change. */
export function AnswersPage({ desk }: SettingsPageProps): VNode {
  useChanges(desk.changes);
  const load = useCallback(() => desk.canned.load(), [desk]);
  const { value, reload } = useLoaded(load);
  const [editing, setEditing] = useState<CannedAnswer | "new">();
  const [removing, setRemoving] = useState<CannedAnswer>();
  const [done, setDone] = useState("");
  const answers = desk.canned.all;

  if (value === "failed") return <LoadFailure text={text.failed} onRetry={() => void reload()} />;
  if (value === undefined || answers === undefined) return <p class="note">{text.loading}</p>;

  function edit(answer: CannedAnswer | "new"): void {
    setDone("");
    setEditing(answer);
  }
  const create = (
    <button class="button primary" type="button" onClick={() => edit("new")}>
      <Icon name="plus" />
      {text.create}
    </button>
  );
  return (
    <>
      {answers.length === 0 ? (
        <Notice icon="bolt" heading={text.none} text={text.noneText}>
          {create}
        </Notice>
      ) : (
        <Section title={text.list} lead={text.listText} action={create}>
          <ul class="rows" role="list">
            {answers.map((answer) => (
              <Row
                key={answer.id}
                answer={answer}
                onEdit={() => edit(answer)}
                onRemove={() => {
                  setDone("");
                  setRemoving(answer);
                }}
              />
            ))}
          </ul>
        </Section>
      )}
      <SavedNote text={done} />
      {editing !== undefined && (
        <AnswerDialog
          desk={desk}
          answer={editing === "new" ? undefined : editing}
          onSaved={(shortcut) => setDone(text.saved(shortcut))}
          onClose={() => setEditing(undefined)}
        />
      )}
      {removing !== undefined && (
        <ConfirmDialog
          title={text.removeTitle(removing.shortcut)}
          confirm={text.removeNow}
          onConfirm={async () => {
            await desk.canned.remove(removing.id);
            setDone(text.removed(removing.shortcut));
          }}
          onClose={() => setRemoving(undefined)}
        >
          <p>{text.removeText}</p>
        </ConfirmDialog>
      )}
    </>
  );
}

interface RowProps {
  readonly answer: CannedAnswer;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}

function Row({ answer, onEdit, onRemove }: RowProps): VNode {
  const { shortcut, text: said } = answer;
  return (
    <li class="row-item">
      <div class="row-words">
        <p class="row-title">
          <bdi class="canned-shortcut">/{shortcut}</bdi>
        </p>
        <p class="row-text canned-said" dir="auto">
          {said}
        </p>
      </div>
      <button
        class="button quiet"
        type="button"
        aria-label={text.editOne(shortcut)}
        onClick={onEdit}
      >
        {text.edit}
      </button>
      <button
        class="button danger-quiet"
        type="button"
        aria-label={text.removeOne(shortcut)}
        onClick={onRemove}
      >
        {text.remove}
      </button>
    </li>
  );
}

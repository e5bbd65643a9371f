import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { Note } from "../../protocol/notes.ts";
import type { Desk } from "../desk/desk.ts";
import type { Outgoing } from "../desk/outbox.ts";
import { labels } from "../labels.ts";
import { ConfirmDialog } from "./confirm-dialog.tsx";
import { Icon } from "./icons.tsx";
import { LinkedText } from "./linked-text.tsx";
import { ReplyProgress } from "./reply-progress.tsx";
import { clockTime, fullTime } from "./times.ts";

const text = labels.notes;

interface TeamNoteProps {
  readonly desk: Desk;
  readonly note: Note;
  /** The same, while it is on its way. */
  readonly outgoing: Outgoing | undefined;
  readonly mayRemove: boolean;
}

/** What somebody of the team has said to the others: nothing that it could be taken for a message. */
export function TeamNote({ desk, note, outgoing, mayRemove }: TeamNoteProps): VNode {
  const [isAsking, setAsking] = useState(false);
  const { author, created_at: time } = note;
  return (
    <li class={outgoing === undefined ? "team-note" : "team-note on-its-way"}>
      <div class="team-note-card">
        <p class="team-note-head">
          <Icon name="lock" />
          {text.head}
        </p>
        <p class="team-note-text" dir="auto">
          <LinkedText text={note.text} />
        </p>
        <p class="team-note-foot">
          <span class="run-name" dir="auto">
            {author.id === desk.operator.id ? labels.thread.you : author.name}
          </span>
          <time dateTime={time} title={fullTime(time)}>
            {clockTime(time)}
          </time>
          {mayRemove && outgoing === undefined && (
            <button
              class="team-note-remove"
              type="button"
              aria-label={text.removeOf(clockTime(time))}
              onClick={() => setAsking(true)}
            >
              {text.remove}
            </button>
          )}
        </p>
      </div>
      {outgoing !== undefined && <ReplyProgress reply={outgoing} outbox={desk.outbox} />}
      {isAsking && (
        <ConfirmDialog
          title={text.removeTitle}
          confirm={text.removeNow}
          onConfirm={() => desk.notes.remove(note)}
          onClose={() => setAsking(false)}
        >
          <p>{text.removeText}</p>
        </ConfirmDialog>
      )}
    </li>
  );
}

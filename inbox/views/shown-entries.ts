import type { Message } from "../../protocol/message.ts";
import type { Note } from "../../protocol/notes.ts";
import type { SignedIn } from "../../protocol/users.ts";
import type { Outgoing } from "../desk/outbox.ts";

/** What a thread is made of. */
export type Entry = Message | Note;

export function isNote(entry: object): entry is Note {
  return "author" in entry;
}

/**
 * The thread as it is shown: what is stored, each note behind its message, then what is on its way, in the
 * shape that it will have once it is stored, so that nothing jumps when it is.
 */
export function shownEntries(
  messages: readonly Message[],
  notes: readonly Note[],
  outgoing: readonly Outgoing[],
  operator: SignedIn,
): readonly Entry[] {
  const stored = merged(messages, notes);
  if (outgoing.length === 0) return stored;
  const ids = new Set(stored.map(({ id }) => id));
  const latest = messages.at(-1)?.sent_at ?? "";
  return [
    ...stored,
    ...outgoing.filter(({ id }) => !ids.has(id)).map((each) => pending(each, latest, operator)),
  ];
}

function merged(messages: readonly Message[], notes: readonly Note[]): readonly Entry[] {
  if (notes.length === 0) return messages;
  const entries: Entry[] = [];
  let next = 0;
  const takeBefore = (offset: number): void => {
    for (let note = notes[next]; note !== undefined && note.offset < offset; note = notes[next]) {
      entries.push(note);
      next += 1;
    }
  };
  for (const message of messages) {
    takeBefore(message.offset);
    entries.push(message);
  }
  takeBefore(Infinity);
  return entries;
}

function pending(outgoing: Outgoing, latest: string, operator: SignedIn): Entry {
  const { id, conversation_id, content, written_at, isNote: isForTeam } = outgoing;
  const person = { id: operator.id, name: `${operator.first_name} ${operator.last_name}` };
  // The two clocks may differ; a reply never stands above what it answers.
  const time = written_at > latest ? written_at : latest;
  const offset = Number.MAX_SAFE_INTEGER;
  if (isForTeam) {
    const text = "text" in content ? (content.text ?? "") : "";
    return { id, conversation_id, text, author: person, created_at: time, offset, number: offset };
  }
  return {
    id,
    content,
    state: "PENDING",
    sender_type: "app_user",
    sent_at: time,
    offset,
    from_contact: false,
    sender: person,
    metadata: {},
  };
}

/** What operators tell each other about conversations: heard, and taken away again. */
import type { Note, NoteEvent } from "../../protocol/notes.ts";
import type { Call } from "../api.ts";
import type { Outbox } from "./outbox.ts";
import type { Threads } from "./threads.ts";

export interface NotesDeps {
  readonly call: Call;
  readonly threads: Threads;
  readonly outbox: Outbox;
  readonly changed: () => void;
}

export class Notes {
  readonly #deps: NotesDeps;

  constructor(deps: NotesDeps) {
    this.#deps = deps;
  }

  take({ conversation_id, id, note }: NoteEvent): void {
    const { outbox, threads } = this.#deps;
    outbox.remove(id);
    if (note === undefined) threads.removeNote(conversation_id, id);
    else threads.addNote(note);
  }

  /** Rejects with CallFailed; one that is gone already is gone. */
  async remove({ id, conversation_id }: Note): Promise<void> {
    const { call, threads, changed } = this.#deps;
    await call("/notes.remove", { id });
    threads.removeNote(conversation_id, id);
    changed();
  }
}

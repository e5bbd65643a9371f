import { Thread, type LoadMessages } from "./thread.ts";
import type { Note } from "../../protocol/notes.ts";
import type { Call } from "../api.ts";
import { ThreadNotes } from "./thread-notes.ts";
import type { Arrival } from "./conversation-index.ts";

/** Messages, and notes. */
const PER_PAGE = 50;
/** The open one included. */
const KEPT = 20;

/** The threads that are loaded: those opened last. */
export class Threads {
  readonly #call: Call;
  readonly #changed: () => void;
  /** By conversation; the one opened last is the last. */
  readonly #threads = new Map<string, Thread>();

  constructor(call: Call, changed: () => void) {
    this.#call = call;
    this.#changed = changed;
  }

  get(conversationId: string): Thread | undefined {
    return this.#threads.get(conversationId);
  }

  open(id: string): void {
    const known = this.#threads.get(id);
    const thread = known ?? this.#create(id);
    this.#threads.delete(id);
    this.#threads.set(id, thread);
    const oldest = this.#threads.keys().next().value;
    if (this.#threads.size > KEPT && oldest !== undefined) this.#threads.delete(oldest);
    if (known === undefined || thread.newest === "failed") void thread.loadNewest();
    else thread.refreshNotes();
  }

  addNote(note: Note): void {
    this.#threads.get(note.conversation_id)?.notes.add(note);
  }

  removeNote(conversationId: string, id: string): void {
    this.#threads.get(conversationId)?.notes.remove(id);
  }

  /** What was written or removed meanwhile was not told: the open one asks at once, the others when they are opened. */
  refreshNotes(openId: string | undefined): void {
    for (const { notes } of this.#threads.values()) notes.isStale = true;
    if (openId !== undefined) this.#threads.get(openId)?.refreshNotes();
  }

  add({ conversation_id: id, message }: Arrival): void {
    this.#threads.get(id)?.add(message);
  }

  clear(): void {
    this.#threads.clear();
  }

  #create(conversation_id: string): Thread {
    const page = { conversation_id, page_size: PER_PAGE };
    const notes = new ThreadNotes((cursor) => this.#call("/notes.list", { ...page, cursor }));
    const load: LoadMessages = (cursor) => this.#call("/messages.list", { ...page, cursor });
    return new Thread(load, notes, this.#changed);
  }
}

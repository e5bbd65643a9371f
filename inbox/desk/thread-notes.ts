/**
 * The notes of one conversation, oldest first, as far back as its messages are shown.
 *
 * A note stands behind the message that was the last one when it was written. So messages from an offset
 * on can be shown once the notes behind them are here, however many pages of notes that takes.
 */
import type { Note, NotePage } from "../../protocol/notes.ts";

/** Asks for a page; the empty cursor is the newest one. */
export type LoadNotes = (cursor: string) => Promise<NotePage>;

export class ThreadNotes {
  /** What was written or removed while nobody told of it is not known: to be loaded again. */
  isStale = false;
  readonly #load: LoadNotes;
  #all: readonly Note[] = [];
  /** Of the next page back in time; undefined: no page is here yet, "": there is none. */
  #cursor: string | undefined;
  /** Heard while pages are on their way: those may be older. */
  #heard: readonly Note[] = [];
  readonly #removed = new Set<string>();
  /** Pages are loaded one after another. */
  #turn: Promise<void> = Promise.resolve();

  constructor(load: LoadNotes) {
    this.#load = load;
  }

  /** Those behind messages from this offset on. */
  from(offset: number): readonly Note[] {
    return this.#all.filter((note) => note.offset >= offset);
  }

  /** Resolves once the notes behind all messages from this offset on are here. Rejects with CallFailed. */
  reach(offset: number): Promise<void> {
    return this.#inTurn(async () => {
      while (this.#cursor === undefined || (this.#cursor !== "" && this.#oldest >= offset)) {
        const page = await this.#load(this.#cursor ?? "");
        this.#cursor = page.response_metadata.next_cursor;
        this.#set([...page.data, ...this.#all]);
      }
    });
  }

  /** Loads again what there is, as far back as it was here. Rejects with CallFailed. */
  refresh(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#cursor === undefined) return;
      const back = this.#cursor === "" ? 0 : this.#oldest;
      let fresh: readonly Note[] = [];
      let cursor = "";
      this.#heard = [];
      do {
        const page = await this.#load(cursor);
        fresh = [...page.data, ...fresh];
        cursor = page.response_metadata.next_cursor;
      } while (cursor !== "" && (fresh[0]?.offset ?? 0) >= back);
      this.#cursor = cursor;
      this.isStale = false;
      this.#set([...fresh, ...this.#heard]);
    });
  }

  add(note: Note): void {
    this.#removed.delete(note.id);
    this.#heard = [...this.#heard, note];
    this.#set([...this.#all, note]);
  }

  remove(id: string): void {
    this.#removed.add(id);
    this.#set(this.#all);
  }

  get #oldest(): number {
    return this.#all[0]?.offset ?? 0;
  }

  #set(notes: readonly Note[]): void {
    const byId = new Map(notes.map((note) => [note.id, note]));
    for (const id of this.#removed) byId.delete(id);
    this.#all = [...byId.values()].sort((a, b) => a.number - b.number);
  }

  #inTurn(step: () => Promise<void>): Promise<void> {
    const turn = this.#turn.then(step);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }
}

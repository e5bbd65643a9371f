import type { Store } from "../store.ts";

/** For the visitor, or for the team alone. */
export type Writing = "reply" | "note";

/** Conversations of which it is remembered what was being written. */
const KEPT = 200;

/** What is being typed, conversation by conversation, until it is sent: an answer, and apart from it a note. */
export class Drafts {
  readonly #store: Store;
  readonly #prefixes: Readonly<Record<Writing, string>>;
  readonly #changed: () => void;
  readonly #turned = new Map<string, Writing>();

  constructor(store: Store, owner: string, changed: () => void) {
    this.#store = store;
    this.#prefixes = { reply: `parley.draft.${owner}.`, note: `parley.note.${owner}.` };
    this.#changed = changed;
  }

  get(conversationId: string, writing: Writing = "reply"): string {
    return this.#store.get(this.#prefixes[writing] + conversationId) ?? "";
  }

  set(conversationId: string, text: string, writing: Writing = "reply"): void {
    const key = this.#prefixes[writing] + conversationId;
    if (text === "") this.#store.remove(key);
    else this.#store.set(key, text);
  }

  /** Which of the two the composer shows: the one turned to last, or else a note that was begun alone. */
  writing(conversationId: string): Writing {
    const turned = this.#turned.get(conversationId);
    if (turned !== undefined) return turned;
    const isNoteAlone = this.get(conversationId) === "" && this.get(conversationId, "note") !== "";
    const begun = isNoteAlone ? "note" : "reply";
    // It does not turn by itself while something is typed or deleted.
    this.#remember(conversationId, begun);
    return begun;
  }

  turnTo(conversationId: string, writing: Writing): void {
    this.#remember(conversationId, writing);
    this.#changed();
  }

  #remember(conversationId: string, writing: Writing): void {
    this.#turned.delete(conversationId);
    this.#turned.set(conversationId, writing);
    const oldest = this.#turned.keys().next().value;
    if (this.#turned.size > KEPT && oldest !== undefined) this.#turned.delete(oldest);
  }
}

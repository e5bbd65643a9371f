import type { Store } from "../store.ts";

/** What is being typed, conversation by conversation, until it is sent. */
export class Drafts {
  readonly #store: Store;
  readonly #prefix: string;

  constructor(store: Store, owner: string) {
    this.#store = store;
    this.#prefix = `parley.draft.${owner}.`;
  }

  get(conversationId: string): string {
    return this.#store.get(this.#prefix + conversationId) ?? "";
  }

  set(conversationId: string, text: string): void {
    if (text === "") this.#store.remove(this.#prefix + conversationId);
    else this.#store.set(this.#prefix + conversationId, text);
  }
}

import type { ReadEvent } from "../../protocol/live.ts";

/** Conversations remembered; the one told of last is the last. */
const KEPT = 1_000;

/** Up to where the visitors have seen their conversations, as far as it was heard here. */
export class Seen {
  readonly #seen = new Map<string, ReadEvent>();

  get(conversationId: string): ReadEvent | undefined {
    return this.#seen.get(conversationId);
  }

  take(event: ReadEvent): void {
    const { conversation_id: id, offset } = event;
    if (offset < (this.#seen.get(id)?.offset ?? 0)) return;
    this.#seen.delete(id);
    this.#seen.set(id, event);
    const oldest = this.#seen.keys().next().value;
    if (this.#seen.size > KEPT && oldest !== undefined) this.#seen.delete(oldest);
  }
}

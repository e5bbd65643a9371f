import { Thread, type LoadMessages } from "./thread.ts";
import type { Arrival } from "./conversation-index.ts";

/** The open one included. */
const KEPT = 20;

/** The threads that are loaded: those opened last. */
export class Threads {
  readonly #load: (conversationId: string) => LoadMessages;
  readonly #changed: () => void;
  /** By conversation; the one opened last is the last. */
  readonly #threads = new Map<string, Thread>();

  constructor(load: (conversationId: string) => LoadMessages, changed: () => void) {
    this.#load = load;
    this.#changed = changed;
  }

  get(conversationId: string): Thread | undefined {
    return this.#threads.get(conversationId);
  }

  open(id: string): void {
    const known = this.#threads.get(id);
    const thread = known ?? new Thread(this.#load(id), this.#changed);
    this.#threads.delete(id);
    this.#threads.set(id, thread);
    const oldest = this.#threads.keys().next().value;
    if (this.#threads.size > KEPT && oldest !== undefined) this.#threads.delete(oldest);
    if (known === undefined || thread.newest === "failed") void thread.loadNewest();
  }

  add({ conversation_id: id, message }: Arrival): void {
    this.#threads.get(id)?.add(message);
  }

  clear(): void {
    this.#threads.clear();
  }
}

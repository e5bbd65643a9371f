/** Tells the server which conversations have been looked at, until it knows. */
import { CallFailed } from "../api.ts";
import { backOff, type Clock } from "../clock.ts";

export class Reads {
  readonly #send: (conversationId: string) => Promise<unknown>;
  readonly #clock: Clock;
  /** Conversations with something to tell; `again`: looked at once more while it was being told. */
  readonly #telling = new Map<string, { again: boolean }>();
  readonly #pauses = new Set<() => void>();

  constructor(send: (conversationId: string) => Promise<unknown>, clock: Clock) {
    this.#send = send;
    this.#clock = clock;
  }

  mark(conversationId: string): void {
    const telling = this.#telling.get(conversationId);
    if (telling !== undefined) {
      telling.again = true;
      return;
    }
    this.#telling.set(conversationId, { again: false });
    void this.#tell(conversationId, 0);
  }

  stop(): void {
    for (const cancel of this.#pauses) cancel();
    this.#pauses.clear();
    this.#telling.clear();
  }

  async #tell(conversationId: string, failures: number): Promise<void> {
    const telling = this.#telling.get(conversationId);
    if (telling === undefined) return;
    telling.again = false;
    try {
      await this.#send(conversationId);
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error;
      if (error.passing && this.#telling.get(conversationId) === telling) {
        return this.#pause(conversationId, failures + 1, error.retryAfter);
      }
    }
    if (this.#telling.get(conversationId) !== telling) return;
    this.#telling.delete(conversationId);
    if (telling.again) this.mark(conversationId);
  }

  #pause(conversationId: string, failures: number, retryAfter: number): void {
    const cancel = this.#clock.after(Math.max(retryAfter, backOff(failures)), () => {
      this.#pauses.delete(cancel);
      void this.#tell(conversationId, failures);
    });
    this.#pauses.add(cancel);
  }
}

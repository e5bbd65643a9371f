/** Tells the server how far which conversations have been looked at, until it knows. */
import { CallFailed } from "../api.ts";
import { backOff, type Clock } from "../clock.ts";

type SendRead = (conversationId: string, offset: number) => Promise<unknown>;

export class Reads {
  readonly #send: SendRead;
  readonly #clock: Clock;
  /** Conversations with something to tell: the last offset that was seen, and whether that one is being told. */
  readonly #telling = new Map<string, { offset: number; again: boolean }>();
  readonly #pauses = new Set<() => void>();

  constructor(send: SendRead, clock: Clock) {
    this.#send = send;
    this.#clock = clock;
  }

  /** Everything up to that offset has been seen; what comes meanwhile stays unread. */
  mark(conversationId: string, offset: number): void {
    const telling = this.#telling.get(conversationId);
    if (telling !== undefined) {
      telling.again = true;
      telling.offset = Math.max(telling.offset, offset);
      return;
    }
    this.#telling.set(conversationId, { offset, again: false });
    void this.#tell(conversationId, 0);
  }

  /** What was seen counts no longer. */
  forget(conversationId: string): void {
    this.#telling.delete(conversationId);
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
      await this.#send(conversationId, telling.offset);
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error;
      if (error.passing && this.#telling.get(conversationId) === telling) {
        return this.#pause(conversationId, failures + 1, error.retryAfter);
      }
    }
    if (this.#telling.get(conversationId) !== telling) return;
    this.#telling.delete(conversationId);
    if (telling.again) this.mark(conversationId, telling.offset);
  }

  #pause(conversationId: string, failures: number, retryAfter: number): void {
    const cancel = this.#clock.after(Math.max(retryAfter, backOff(failures)), () => {
      this.#pauses.delete(cancel);
      void this.#tell(conversationId, failures);
    });
    this.#pauses.add(cancel);
  }
}

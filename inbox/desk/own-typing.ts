/** Tells that the operator writes: again while they go on, and at once when they end. */
import type { Clock } from "../clock.ts";

/** In milliseconds. The server takes it to last 6 seconds. */
const AGAIN_AFTER = 4_000;
const IDLE_AFTER = 5_000;

type Tell = (conversationId: string, typing: boolean) => void;

interface Writing {
  readonly conversationId: string;
  saidAt: number;
  cancelEnd: () => void;
}

export class OwnTyping {
  readonly #tell: Tell;
  readonly #clock: Clock;
  #writing: Writing | undefined;

  constructor(tell: Tell, clock: Clock) {
    this.#tell = tell;
    this.#clock = clock;
  }

  /** `text`: all that stands in the composer now. */
  typed(conversationId: string, text: string): void {
    if (this.#writing?.conversationId !== conversationId) this.end();
    if (text.trim() === "") return this.end();
    const now = this.#clock.now();
    const writing = (this.#writing ??= { conversationId, saidAt: 0, cancelEnd: () => {} });
    if (now - writing.saidAt >= AGAIN_AFTER) {
      writing.saidAt = now;
      this.#tell(conversationId, true);
    }
    writing.cancelEnd();
    writing.cancelEnd = this.#clock.after(IDLE_AFTER, () => this.end());
  }

  end(): void {
    const writing = this.#writing;
    if (writing === undefined) return;
    this.#writing = undefined;
    writing.cancelEnd();
    this.#tell(writing.conversationId, false);
  }
}

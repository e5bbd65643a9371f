/**
 * Does what is owed to the server, one step after another, until nothing is left. A step that failed is
 * taken again after a pause that doubles, with jitter, and never before the time that the server asked
 * for; `wake` shortens the pause, not that time.
 */

export type Step = "again" | "done" | "failed";

export interface RetryLoopDeps {
  readonly step: () => Promise<Step>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Calls back once after so many milliseconds; gives what cancels that. */
  readonly after: (pause: number, callback: () => void) => () => void;
  /** From 0 to 1. */
  readonly random: () => number;
}

/** The first pause and the longest, before jitter. Milliseconds. */
const BACK_OFF = { first: 1_000, longest: 30_000 };

export class RetryLoop {
  readonly #deps: RetryLoopDeps;
  #failures = 0;
  #notBefore = 0;
  #isRunning = false;
  #isWoken = false;
  #cancel: (() => void) | undefined;

  constructor(deps: RetryLoopDeps) {
    this.#deps = deps;
  }

  /** False while the server does not want to be called. */
  get mayCall(): boolean {
    return this.#deps.now() >= this.#notBefore;
  }

  /** The server asks for a pause. */
  postpone(seconds: number): void {
    this.#notBefore = Math.max(this.#notBefore, this.#deps.now() + seconds * 1_000);
  }

  /** There is something to do, or it may work now. */
  wake(): void {
    this.stop();
    if (!this.mayCall) this.#wait(0);
    else if (this.#isRunning) this.#isWoken = true;
    else void this.#run();
  }

  /** Takes no further step by itself. */
  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    let step: Step;
    do {
      this.#isWoken = false;
      step = await this.#deps.step();
      if (step === "again") this.#failures = 0;
    } while (step === "again" || this.#isWoken);
    this.#isRunning = false;
    if (step === "failed") {
      const pause = Math.min(BACK_OFF.longest, BACK_OFF.first * 2 ** this.#failures);
      this.#failures += 1;
      this.#wait(pause * (0.5 + this.#deps.random() / 2));
    }
  }

  #wait(pause: number): void {
    const { after, now } = this.#deps;
    this.#cancel = after(Math.max(pause, this.#notBefore - now()), () => this.wake());
  }
}

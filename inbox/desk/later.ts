import type { Clock } from "../clock.ts";

/** Does something once after a pause, however often it was asked for meanwhile. */
export class Later {
  readonly #clock: Clock;
  readonly #pause: number;
  readonly #run: () => void;
  #cancel: (() => void) | undefined;

  constructor(clock: Clock, pause: number, run: () => void) {
    this.#clock = clock;
    this.#pause = pause;
    this.#run = run;
  }

  soon(): void {
    this.#cancel ??= this.#clock.after(this.#pause, () => {
      this.#cancel = undefined;
      this.#run();
    });
  }

  cancel(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }
}

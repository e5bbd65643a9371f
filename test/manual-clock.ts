/** A clock that stands still until a test moves it, and the timers that go by it. */
export class ManualClock {
  #now: number;
  #timers: { readonly at: number; readonly step: () => void }[] = [];

  constructor(now = Date.UTC(2026, 0, 7, 9)) {
    this.#now = now;
  }

  readonly now = (): number => this.#now;

  readonly after = (time: number, step: () => void): (() => void) => {
    const timer = { at: this.#now + time, step };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((one) => one !== timer);
    };
  };

  /** In milliseconds; what becomes due on the way is called, the earliest first. */
  advance(time: number): void {
    const until = this.#now + time;
    for (;;) {
      const [first] = this.#timers.toSorted((a, b) => a.at - b.at);
      if (first === undefined || first.at > until) break;
      this.#timers = this.#timers.filter((one) => one !== first);
      this.#now = Math.max(this.#now, first.at);
      first.step();
    }
    this.#now = until;
  }

  /** The wall clock jumps; timers, which go by another clock, do not notice. */
  jump(time: number): void {
    this.#timers = this.#timers.map(({ at, step }) => ({ at: at + time, step }));
    this.#now += time;
  }

  get timers(): number {
    return this.#timers.length;
  }
}

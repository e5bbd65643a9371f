/**
 * Wall-clock times that grow within a key, whatever the clock does: of two that carry one the later is
 * the one that holds.
 */
export class Timestamps {
  readonly #now: () => number;
  /** Never goes back, though the clock may. */
  #time = 0;
  #newest = 0;
  /** The last time given, of the keys that had one at `time` or later: all others' lie behind it. */
  readonly #last = new Map<string, number>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** In milliseconds. */
  next(key: string): number {
    this.#time = Math.max(this.#time, this.#now());
    // While the clock stands behind what was given, many keys would gather.
    if (this.#last.size === KEYS_MAX) this.#time = Math.max(this.#time, this.#newest + 1);
    if (this.#time > this.#newest) this.#last.clear();
    const next = Math.max(this.#time, (this.#last.get(key) ?? 0) + 1);
    this.#last.set(key, next);
    this.#newest = Math.max(this.#newest, next);
    return next;
  }

  /** How many keys are remembered. */
  get size(): number {
    return this.#last.size;
  }
}

/** Exported for its test. */
export const KEYS_MAX = 1_000;

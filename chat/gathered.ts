/**
 * What is not worth a command of its own: gathered for a second and stored together, so however much there is,
 * one command of it waits for the writer. What is beyond `max` a second is let go, and what was gathered last
 * may be lost with the process.
 */
export class Gathered<Item> {
  readonly #max: number;
  readonly #store: (items: readonly Item[]) => Promise<unknown>;
  #waiting: Item[] = [];
  #isStoring = false;

  constructor(max: number, store: (items: readonly Item[]) => Promise<unknown>) {
    this.#max = max;
    this.#store = store;
  }

  add(item: Item): void {
    if (this.#waiting.length < this.#max) this.#waiting.push(item);
  }

  /** To be called once a second, and when no more will come. */
  tick(): void {
    if (this.#isStoring || this.#waiting.length === 0) return;
    const items = this.#waiting;
    this.#waiting = [];
    this.#isStoring = true;
    this.#store(items)
      // That the database does not store has been logged; it is not worth keeping in memory.
      .catch(() => undefined)
      .finally(() => {
        this.#isStoring = false;
      });
  }
}

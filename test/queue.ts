/** What callbacks tell, in order, for a test that waits for it. */
export class Queue<Item> {
  readonly #items: Item[] = [];
  readonly #waiting: ((item: Item) => void)[] = [];

  put(item: Item): void {
    const waiting = this.#waiting.shift();
    if (waiting === undefined) this.#items.push(item);
    else waiting(item);
  }

  next(): Promise<Item> {
    const item = this.#items.shift();
    if (item !== undefined) return Promise.resolve(item);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  async take(count: number): Promise<Item[]> {
    const taken: Item[] = [];
    while (taken.length < count) taken.push(await this.next());
    return taken;
  }

  /** What has come and nobody has waited for. */
  get unread(): readonly Item[] {
    return this.#items;
  }
}

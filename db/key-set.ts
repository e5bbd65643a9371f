/** A set of conversations, by their keys: one bit each, so that what is combined costs next to nothing. */
export class KeySet {
  readonly #words: Uint32Array;

  /** For keys from 0 to `last`. */
  constructor(last: number) {
    this.#words = new Uint32Array((last >>> 5) + 1);
  }

  /** `keys`: a JSON array of numbers; what is above `last` is left out. */
  static parse(last: number, keys: string): KeySet {
    const set = new KeySet(last);
    for (const key of JSON.parse(keys) as number[]) set.#add(key);
    return set;
  }

  #add(key: number): void {
    const index = key >>> 5;
    const word = this.#words[index];
    if (word !== undefined) this.#words[index] = word | (1 << (key & 31));
  }

  has(key: number): boolean {
    return (((this.#words[key >>> 5] ?? 0) >>> (key & 31)) & 1) === 1;
  }

  /** Changes this set, as the others do. */
  keepOnly(other: KeySet): this {
    for (let index = 0; index < this.#words.length; index += 1) {
      this.#words[index] = (this.#words[index] ?? 0) & (other.#words[index] ?? 0);
    }
    return this;
  }

  addAll(other: KeySet): this {
    for (let index = 0; index < this.#words.length; index += 1) {
      this.#words[index] = (this.#words[index] ?? 0) | (other.#words[index] ?? 0);
    }
    return this;
  }

  /** Keys that no conversation has are in it then. */
  invert(): this {
    for (let index = 0; index < this.#words.length; index += 1) {
      this.#words[index] = ~(this.#words[index] ?? 0);
    }
    return this;
  }
}

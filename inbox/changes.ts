/** Says that a model has changed; what has changed is read from the model. */
export class Changes {
  readonly #listeners = new Set<() => void>();

  /** Gives the function that ends it. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  notify(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

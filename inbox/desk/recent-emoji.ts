import type { Store } from "../store.ts";

const KEPT = 16;

/** The emoji that this person has used last in this browser, the newest first. */
export class RecentEmoji {
  readonly #store: Store;
  readonly #key: string;

  constructor(store: Store, owner: string) {
    this.#store = store;
    this.#key = `parley.emoji.${owner}`;
  }

  get all(): readonly string[] {
    return (this.#store.get(this.#key) ?? "").split(" ").filter((sign) => sign !== "");
  }

  use(sign: string): void {
    const others = this.all.filter((each) => each !== sign);
    this.#store.set(this.#key, [sign, ...others].slice(0, KEPT).join(" "));
  }
}

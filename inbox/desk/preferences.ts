import type { Store } from "../store.ts";

const NAMES = ["keys", "sound", "notifications", "offer"] as const;
export type Preference = (typeof NAMES)[number];

/** What a person has switched on or off in this browser. Everything is on until then. */
export class Preferences {
  readonly #store: Store;
  readonly #prefix: string;
  readonly #changed: () => void;

  constructor(store: Store, owner: string, changed: () => void) {
    this.#store = store;
    this.#prefix = `parley.off.${owner}.`;
    this.#changed = changed;
  }

  isOn(preference: Preference): boolean {
    return this.#store.get(this.#prefix + preference) === undefined;
  }

  toggle(preference: Preference): void {
    if (this.isOn(preference)) this.#store.set(this.#prefix + preference, "off");
    else this.#store.remove(this.#prefix + preference);
    this.#changed();
  }
}

import type { SignedIn } from "../protocol/users.ts";
import { Changes } from "./changes.ts";
import type { Store } from "./store.ts";

export const SESSION_KEY = "parley.session";

/** Who is signed in, over reloads and in every tab of this browser. */
export class Session {
  readonly changes = new Changes();
  /** The server has ended the session; the person did not log out. */
  ended = false;
  readonly #store: Store;
  #operator: SignedIn | undefined;

  constructor(store: Store) {
    this.#store = store;
    this.#operator = this.#read();
  }

  get operator(): SignedIn | undefined {
    return this.#operator;
  }

  signIn(operator: SignedIn): void {
    this.#store.set(SESSION_KEY, JSON.stringify(operator));
    this.#enter(operator, false);
  }

  logOut(): void {
    this.#store.remove(SESSION_KEY);
    this.#enter(undefined, false);
  }

  /** The server does not take `token` any more. A newer session has nothing to do with that. */
  end(token: string): void {
    if (this.#operator?.token !== token) return;
    this.#store.remove(SESSION_KEY);
    this.#enter(undefined, true);
  }

  /** Another tab has signed in or out. */
  follow(): void {
    const stored = this.#read();
    if (stored?.token !== this.#operator?.token) this.#enter(stored, false);
  }

  #enter(operator: SignedIn | undefined, ended: boolean): void {
    this.#operator = operator;
    this.ended = ended;
    this.changes.notify();
  }

  #read(): SignedIn | undefined {
    const stored = this.#store.get(SESSION_KEY);
    try {
      return stored === undefined ? undefined : (JSON.parse(stored) as SignedIn);
    } catch {
      return undefined;
    }
  }
}

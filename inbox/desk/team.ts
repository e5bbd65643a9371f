/** Everybody who has an account here. */
import type { User } from "../../protocol/users.ts";
import { CallFailed, type Call } from "../api.ts";

const PAGE = 100;
/** More people than one menu can offer. */
const PAGES = 5;

export class Team {
  state: "loading" | "ready" | "failed" = "loading";
  members: readonly User[] = [];
  readonly #call: Call;
  readonly #changed: () => void;
  /** Something has been told while the list was on its way: it may be older than that. */
  #isStale = false;

  constructor(call: Call, changed: () => void) {
    this.#call = call;
    this.#changed = changed;
  }

  /** Whether somebody is there to answer now. */
  isThere(id: string): boolean {
    const one = this.members.find((member) => member.id === id);
    return one?.online === true && one.availability === "available";
  }

  /** Somebody new, or somebody who has changed. */
  take(user: User): void {
    this.#isStale = true;
    const isKnown = this.members.some(({ id }) => id === user.id);
    this.members = isKnown
      ? this.members.map((one) => (one.id === user.id ? user : one))
      : [...this.members, user];
    this.#changed();
  }

  remove(id: string): void {
    this.#isStale = true;
    this.members = this.members.filter((one) => one.id !== id);
    this.#changed();
  }

  async load(): Promise<void> {
    if (this.state === "failed") this.state = "loading";
    this.#isStale = false;
    try {
      this.members = await this.#loadFrom("", PAGES);
      this.state = "ready";
      if (this.#isStale) return await this.load();
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error;
      if (this.state === "loading") this.state = "failed";
    }
    this.#changed();
  }

  async #loadFrom(cursor: string, pages: number): Promise<readonly User[]> {
    const { data, response_metadata: next } = await this.#call("/users.list", {
      cursor,
      page_size: PAGE,
    });
    if (next.next_cursor === "" || pages === 1) return data;
    return [...data, ...(await this.#loadFrom(next.next_cursor, pages - 1))];
  }
}

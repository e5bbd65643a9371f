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

  constructor(call: Call, changed: () => void) {
    this.#call = call;
    this.#changed = changed;
  }

  /** Somebody new, or somebody who has changed. */
  take(user: User): void {
    if (this.state !== "ready") return;
    const isKnown = this.members.some(({ id }) => id === user.id);
    this.members = isKnown
      ? this.members.map((one) => (one.id === user.id ? user : one))
      : [...this.members, user];
    this.#changed();
  }

  remove(id: string): void {
    this.members = this.members.filter((one) => one.id !== id);
    this.#changed();
  }

  async load(): Promise<void> {
    if (this.state === "failed") this.state = "loading";
    try {
      this.members = await this.#loadFrom("", PAGES);
      this.state = "ready";
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

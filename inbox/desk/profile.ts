/** Who is logged in here, as the server knows them now: the login itself is older than a new name or role. */
import type { OwnAccount, SignedIn, User } from "../../protocol/users.ts";
import { CallFailed, type Call } from "../api.ts";

export class Profile {
  /** Undefined until it is known. */
  account: OwnAccount | undefined;
  readonly #operator: SignedIn;
  readonly #call: Call;
  readonly #changed: () => void;
  #hasFailed = false;
  /** How often it has been told anew: an answer that was asked for before is older. */
  #told = 0;

  constructor(operator: SignedIn, call: Call, changed: () => void) {
    this.#operator = operator;
    this.#call = call;
    this.#changed = changed;
  }

  get name(): string {
    const { first_name, last_name } = this.account ?? this.#operator;
    return `${first_name} ${last_name}`;
  }

  get picture(): string | undefined {
    return this.account?.avatar_url;
  }

  get isAdmin(): boolean {
    return this.account?.role === "admin";
  }

  get isAway(): boolean {
    return this.account?.availability === "away";
  }

  /** What cannot be loaded now is the next time; until then nothing is known. */
  async load(): Promise<void> {
    const told = this.#told;
    this.#hasFailed = false;
    try {
      const account = await this.#call("/users.info", {});
      if (told === this.#told) this.account = account;
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error;
      this.#hasFailed = this.account === undefined;
    }
    this.#changed();
  }

  /** The network or the person is back: what could not be loaded is now. */
  wake(): void {
    if (this.#hasFailed) void this.load();
  }

  /** An account as it is now; only one's own is of interest. */
  take(user: User): void {
    if (user.id !== this.#operator.id) return;
    this.#told += 1;
    this.account = { ...user, is_bot: false };
    this.#changed();
  }

  /** Says whether one is away. What fails is taken back. */
  async setAway(away: boolean): Promise<void> {
    const before = this.account;
    const availability = away ? "away" : "available";
    if (before !== undefined) this.account = { ...before, availability };
    this.#changed();
    try {
      this.take(await this.#call("/users.update", { availability }));
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error;
      if (before !== undefined && this.account !== undefined) {
        this.account = { ...this.account, availability: before.availability };
      }
      this.#changed();
    }
  }
}

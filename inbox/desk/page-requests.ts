/** Asks for pages of the list of conversations, and keeps what is heard while one is on its way. */
import type { ConversationPage } from "../../protocol/conversation-list.ts";
import { CallFailed, type ListRequest } from "../api.ts";
import { backOff, type Clock } from "../clock.ts";

/** Asks for a page; the empty cursor is the first one. */
export type LoadConversations = (request: ListRequest) => Promise<ConversationPage>;

const HEARD_MAX = 1_000;

export class PageRequests {
  readonly #load: LoadConversations;
  readonly #filters: () => string;
  readonly #clock: Clock;
  /** Answers to what was asked in an earlier one are not looked at. */
  #round = 0;
  #underWay = 0;
  #heard: (() => void)[] = [];
  #failures = 0;
  #cancelRetry = (): void => {};

  /** `filters`: what the pages are to hold now. */
  constructor(load: LoadConversations, filters: () => string, clock: Clock) {
    this.#load = load;
    this.#filters = filters;
    this.#clock = clock;
  }

  /** Nobody waits any more for what was asked so far. */
  beginRound(): void {
    this.#round += 1;
    this.#cancelRetry();
  }

  /** Applies what was heard, now and again to a page that is on its way: that one may be older. */
  hear(apply: () => void): void {
    apply();
    if (this.#underWay === 0) return;
    this.#heard.push(apply);
    if (this.#heard.length > HEARD_MAX) this.#heard.shift();
  }

  /** To be called with what is known of a page already. */
  applyAgain(): void {
    for (const apply of this.#heard) apply();
    if (this.#underWay === 0) this.#heard = [];
  }

  forget(): void {
    this.#heard = [];
  }

  /** Undefined: nobody waits for it any more. Rejects with CallFailed. */
  async ask(cursor: string, size: number): Promise<ConversationPage | undefined> {
    const round = this.#round;
    const filters = this.#filters();
    this.#underWay += 1;
    try {
      const page = await this.#load({
        cursor,
        page_size: size,
        ...(filters !== "" && { filters }),
      });
      return round === this.#round ? page : undefined;
    } catch (error) {
      // What was heard is known, and the next question is asked after it.
      if (this.#underWay === 1) this.#heard = [];
      if (!(error instanceof CallFailed) || round === this.#round) throw error;
      return undefined;
    } finally {
      this.#underWay -= 1;
    }
  }

  /** Asks again and again after a pause while it cannot be had; `onFailure` is told each time. */
  async insist(
    cursor: string,
    size: number,
    use: (page: ConversationPage) => void,
    onFailure: (error: CallFailed) => void,
  ): Promise<void> {
    try {
      const page = await this.ask(cursor, size);
      if (page === undefined) return;
      this.#failures = 0;
      use(page);
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error;
      onFailure(error);
      if (!error.passing) return;
      this.#failures += 1;
      const pause = Math.max(error.retryAfter, backOff(this.#failures));
      this.#cancelRetry = this.#clock.after(
        pause,
        () => void this.insist(cursor, size, use, onFailure),
      );
    }
  }
}

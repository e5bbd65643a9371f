/**
 * Loads the list of conversations page by page and keeps it up to date with live messages.
 *
 * A live message of an unknown conversation waits until a page brings its conversation: the first
 * pages are loaded for it. So does every live message while the list reloads, because the answer may
 * be older than the message.
 */
import type { ConversationPage } from "../../protocol/conversation-list.ts";
import type { Conversation } from "../../protocol/conversations.ts";
import { CallFailed } from "../api.ts";
import { backOff, type Clock } from "../clock.ts";
import { ConversationIndex, type Arrival } from "./conversation-index.ts";

/** Asks for a page; the empty cursor is the first one. */
export type LoadConversations = (cursor: string) => Promise<ConversationPage>;

export class ConversationList {
  state: "loading" | "ready" | "failed" = "loading";
  more: "none" | "waiting" | "loading" | "failed" = "none";
  readonly #load: LoadConversations;
  readonly #clock: Clock;
  readonly #changed: () => void;
  readonly #index = new ConversationIndex();
  #waiting: Arrival[] = [];
  #cursor = "";
  #unreadElsewhere = 0;
  /** Counts the reloads; answers to earlier ones are not looked at. */
  #round = 0;
  #reloading = false;
  #searching = false;
  #failures = 0;
  #cancelRetry = (): void => {};

  constructor(load: LoadConversations, clock: Clock, changed: () => void) {
    this.#load = load;
    this.#clock = clock;
    this.#changed = changed;
  }

  get conversations(): readonly Conversation[] {
    return this.#index.all;
  }

  get(id: string): Conversation | undefined {
    return this.#index.get(id);
  }

  /** Conversations with something unread, those on pages that are not loaded too. */
  get unread(): number {
    return this.#unreadElsewhere + this.#index.unread;
  }

  /** Replaces everything by what the server has now; the old list stays visible until then. */
  async reload(): Promise<void> {
    this.#beginRound();
    this.#reloading = true;
    if (this.state === "failed") this.state = "loading";
    this.#changed();
    await this.#attempt("", (page) => {
      this.#reloading = false;
      this.#index.clear();
      this.#merge(page);
      this.#turnTo(page);
      this.state = "ready";
    });
  }

  async loadMore(): Promise<void> {
    if (this.more === "none" || this.more === "loading" || this.#reloading) return;
    const round = this.#round;
    this.more = "loading";
    this.#changed();
    try {
      const page = await this.#load(this.#cursor);
      if (round !== this.#round) return;
      this.#merge(page);
      this.#turnTo(page);
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error;
      if (round === this.#round) this.more = "failed";
    }
    this.#changed();
  }

  apply(arrival: Arrival): void {
    const known = this.#index.get(arrival.conversation_id) !== undefined;
    if (known) this.#index.merge([], [arrival]);
    if (!known || this.#reloading) this.#waiting.push(arrival);
    this.#changed();
    void this.#search();
  }

  markRead(id: string): void {
    this.#index.markRead(id);
    this.#changed();
  }

  /** What is waiting belongs to a history that is no more. */
  forgetWaiting(): void {
    this.#waiting = [];
  }

  stop(): void {
    this.#beginRound();
  }

  #beginRound(): void {
    this.#round += 1;
    this.#searching = false;
    this.#cancelRetry();
  }

  /**
   * Pages from the first one on, until they have brought what waits. What comes in meanwhile may be
   * newer than the pages: another search is for that.
   */
  async #search(): Promise<void> {
    if (this.#searching || this.#reloading || this.#waiting.length === 0) return;
    this.#searching = true;
    await this.#searchFrom("", [...this.#waiting]);
  }

  async #searchFrom(cursor: string, sought: readonly Arrival[]): Promise<void> {
    await this.#attempt(cursor, (page) => {
      this.#merge(page);
      const left = sought.filter((arrival) => !this.#index.get(arrival.conversation_id));
      const next = page.response_metadata.next_cursor;
      const isVain = next === "" || isPast(page, left);
      if (left.length > 0 && !isVain) return void this.#searchFrom(next, left);
      const vain = new Set(left);
      this.#waiting = this.#waiting.filter((arrival) => !vain.has(arrival));
      this.#searching = false;
    });
  }

  /** Loads a page for this round, again and again after a pause while it cannot be had. */
  async #attempt(cursor: string, use: (page: ConversationPage) => void): Promise<void> {
    const round = this.#round;
    try {
      const page = await this.#load(cursor);
      if (round !== this.#round) return;
      this.#failures = 0;
      use(page);
      void this.#search();
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error;
      if (round !== this.#round) return;
      if (this.state === "loading") this.state = "failed";
      if (!error.passing) return;
      this.#failures += 1;
      const pause = Math.max(error.retryAfter, backOff(this.#failures));
      this.#cancelRetry = this.#clock.after(pause, () => void this.#attempt(cursor, use));
    }
    this.#changed();
  }

  #merge(page: ConversationPage): void {
    this.#index.merge(page.data, this.#waiting);
    this.#waiting = this.#waiting.filter((arrival) => !this.#index.get(arrival.conversation_id));
    const badge = page.response_metadata.badge_unread_count;
    this.#unreadElsewhere = Math.max(0, badge - this.#index.unread);
  }

  #turnTo(page: ConversationPage): void {
    this.#cursor = page.response_metadata.next_cursor;
    this.more = this.#cursor === "" ? "none" : "waiting";
  }
}

/** They would have come by now: their conversations are not in this list. */
function isPast(page: ConversationPage, sought: readonly Arrival[]): boolean {
  const oldest = page.data.at(-1)?.last_message.sent_at ?? "";
  return sought.every(({ message }) => message.sent_at > oldest);
}

/**
 * Loads the list of conversations page by page and keeps it up to date with what is heard live.
 *
 * A live message of an unknown conversation waits until a page brings its conversation: the first
 * pages are loaded for it. So does every live message while the list reloads, because the answer may
 * be older than the message; what else is heard while a page is on its way is applied again to it.
 *
 * More conversations are known than the list shows: it shows those of its view, down to the oldest
 * that a page has brought. What only the server can tell, a search, is asked again after a change.
 */
import type { ConversationPage, Highlight } from "../../protocol/conversation-list.ts";
import type { Conversation } from "../../protocol/conversations.ts";
import type { UnreadCountEvent } from "../../protocol/live.ts";
import { CallFailed, type ListRequest } from "../api.ts";
import { backOff, type Clock } from "../clock.ts";
import { ConversationIndex, type Arrival } from "./conversation-index.ts";
import type { ListView } from "./list-view.ts";
import { Later } from "./later.ts";

/** Asks for a page; the empty cursor is the first one. */
export type LoadConversations = (request: ListRequest) => Promise<ConversationPage>;

const PER_PAGE = 50;
/** So many at once when the list is loaded again under the eyes of somebody who has scrolled down. */
const PER_RELOAD = 100;
/** In milliseconds: a burst of changes makes one question. */
const PAUSE = 1_000;

export class ConversationList {
  state: "loading" | "ready" | "failed" = "loading";
  more: "none" | "waiting" | "loading" | "failed" = "none";
  /** How many the view holds, as the last page said. */
  found = 0;
  /** Stays known whatever is loaded: the conversation that is open. */
  pinned: string | undefined;
  readonly #load: LoadConversations;
  readonly #clock: Clock;
  readonly #changed: () => void;
  readonly #index = new ConversationIndex();
  readonly #badge: Later;
  readonly #again: Later;
  #view: ListView;
  /** What pages have brought for this view, with what was found in it. */
  #listed = new Map<string, ConversationPage["data"][number]>();
  #oldest = "";
  #total = 0;
  #waiting: Arrival[] = [];
  /** Heard while a page is on its way. */
  #meanwhile: (() => void)[] = [];
  #underWay = 0;
  #cursor = "";
  #unreadElsewhere = 0;
  /** Counts the reloads; answers to earlier ones are not looked at. */
  #round = 0;
  #reloading = false;
  /** What is known was of another history: the next page is all there is. */
  #isFresh = false;
  #searching = false;
  #failures = 0;
  #cancelRetry = (): void => {};

  constructor(load: LoadConversations, view: ListView, clock: Clock, changed: () => void) {
    this.#load = load;
    this.#view = view;
    this.#clock = clock;
    this.#changed = changed;
    this.#badge = new Later(clock, PAUSE, () => void this.#countAgain());
    this.#again = new Later(clock, PAUSE, () => void this.reload());
  }

  get conversations(): readonly Conversation[] {
    const { holds } = this.#view;
    const isInView = holds ?? (({ id }: Conversation): boolean => this.#listed.has(id));
    return this.#index.all.filter(
      (each) =>
        isInView(each) && (this.more === "none" || each.last_message.sent_at >= this.#oldest),
    );
  }

  /** There is no conversation at all. */
  get isEmpty(): boolean {
    return this.state === "ready" && this.#total === 0 && this.#index.all.length === 0;
  }

  get(id: string): Conversation | undefined {
    return this.#index.get(id);
  }

  /** What was searched for, where it was found; undefined for a name, or without a search. */
  highlight(id: string): Highlight | undefined {
    return this.#listed.get(id)?.highlight;
  }

  /** Conversations with something unread, those on pages that are not loaded too. */
  get unread(): number {
    return this.#unreadElsewhere + this.#index.unread;
  }

  /** Turns to another view. What is known of it is there at once; a search goes on from the last one. */
  show(view: ListView): void {
    if (view.holds !== undefined || this.#view.holds !== undefined) this.#listed.clear();
    this.#view = view;
    this.state = "loading";
    this.more = "none";
    void this.reload();
  }

  /** Replaces everything by what the server has now; the old list stays visible until then. */
  async reload(): Promise<void> {
    this.#beginRound();
    this.#reloading = true;
    if (this.state === "failed") this.state = "loading";
    this.#changed();
    const size = this.#listed.size > PER_PAGE ? PER_RELOAD : PER_PAGE;
    await this.#attempt(
      "",
      (page) => {
        this.#reloading = false;
        this.#index.clear(this.#isFresh ? undefined : this.pinned);
        this.#isFresh = false;
        this.#listed.clear();
        this.#merge(page);
        this.#turnTo(page);
        this.state = "ready";
      },
      size,
    );
  }

  async loadMore(): Promise<void> {
    if (this.more === "none" || this.more === "loading" || this.#reloading) return;
    const round = this.#round;
    this.more = "loading";
    this.#changed();
    try {
      const page = await this.#page(this.#cursor);
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
    if (this.#view.holds === undefined) this.#again.soon();
    else void this.#search();
  }

  /** A conversation as it is now. */
  learn(conversation: Conversation): void {
    if (this.#index.get(conversation.id) === undefined) this.#badge.soon();
    if (this.#view.holds === undefined) this.#again.soon();
    this.#hear(() => this.#index.put(conversation));
  }

  count(event: UnreadCountEvent): void {
    if (this.#index.get(event.conversation_id) === undefined) this.#badge.soon();
    this.#hear(() => this.#index.count(event));
  }

  markRead(id: string): void {
    this.#index.markRead(id);
    this.#changed();
  }

  /** What is known and what is waiting belong to a history that is no more. */
  beginAnew(): void {
    this.#isFresh = true;
    this.#waiting = [];
    this.#meanwhile = [];
  }

  stop(): void {
    this.#beginRound();
    this.#badge.cancel();
  }

  #hear(apply: () => void): void {
    apply();
    if (this.#underWay > 0) this.#meanwhile.push(apply);
    this.#changed();
  }

  #beginRound(): void {
    this.#round += 1;
    this.#searching = false;
    this.#cancelRetry();
    this.#again.cancel();
  }

  async #page(cursor: string, size = PER_PAGE): Promise<ConversationPage> {
    const { filters } = this.#view;
    this.#underWay += 1;
    try {
      return await this.#load({ cursor, page_size: size, ...(filters !== "" && { filters }) });
    } catch (error) {
      // What was heard is known, and the next question is asked after it.
      if (this.#underWay === 1) this.#meanwhile = [];
      throw error;
    } finally {
      this.#underWay -= 1;
    }
  }

  async #countAgain(): Promise<void> {
    try {
      const { response_metadata: now } = await this.#load({ page_size: 1 });
      this.#unreadElsewhere = Math.max(0, now.badge_unread_count - this.#index.unread);
      this.#changed();
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error;
    }
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
  async #attempt(
    cursor: string,
    use: (page: ConversationPage) => void,
    size = PER_PAGE,
  ): Promise<void> {
    const round = this.#round;
    try {
      const page = await this.#page(cursor, size);
      if (round !== this.#round) return;
      this.#failures = 0;
      use(page);
      if (this.#view.holds === undefined) this.#waiting = [];
      else void this.#search();
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error;
      if (round !== this.#round) return;
      if (this.state === "loading") this.state = "failed";
      if (!error.passing) return;
      this.#failures += 1;
      const pause = Math.max(error.retryAfter, backOff(this.#failures));
      this.#cancelRetry = this.#clock.after(pause, () => void this.#attempt(cursor, use, size));
    }
    this.#changed();
  }

  #merge(page: ConversationPage): void {
    const { badge_unread_count: badge, total, filtered_total: found } = page.response_metadata;
    for (const each of page.data) this.#listed.set(each.id, each);
    this.#index.merge(page.data, this.#waiting);
    for (const apply of this.#meanwhile) apply();
    if (this.#underWay === 0) this.#meanwhile = [];
    this.#waiting = this.#waiting.filter((arrival) => !this.#index.get(arrival.conversation_id));
    this.#unreadElsewhere = Math.max(0, badge - this.#index.unread);
    this.#total = total;
    this.found = found;
  }

  #turnTo(page: ConversationPage): void {
    this.#cursor = page.response_metadata.next_cursor;
    this.#oldest = page.data.at(-1)?.last_message.sent_at ?? "";
    this.more = this.#cursor === "" ? "none" : "waiting";
  }
}

/** They would have come by now: their conversations are not in this list. */
function isPast(page: ConversationPage, sought: readonly Arrival[]): boolean {
  const oldest = page.data.at(-1)?.last_message.sent_at ?? "";
  return sought.every(({ message }) => message.sent_at > oldest);
}

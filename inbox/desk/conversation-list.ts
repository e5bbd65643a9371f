/**
 * Loads the list of conversations page by page, both ways, and keeps it up to date with what is heard live.
 *
 * A live message of an unknown conversation waits until a page brings its conversation (look-up.ts). So
 * does every live message while the list reloads, because the answer may be older than the message; what
 * else is heard while a page is on its way is applied again to it.
 *
 * What is loaded is a window onto a list that may be very long (list-window.ts, list-rows.ts). What only
 * the server can tell, a search, is asked again after a change.
 */
import type { ConversationPage } from "../../protocol/conversation-list.ts";
import type { Conversation } from "../../protocol/conversations.ts";
import type { UnreadCountEvent } from "../../protocol/live.ts";
import { CallFailed } from "../api.ts";
import type { Clock } from "../clock.ts";
import type { Arrival } from "./conversation-index.ts";
import { Later } from "./later.ts";
import { ListRows, timeOf } from "./list-rows.ts";
import type { ListView } from "./list-view.ts";
import { TOP, type Way } from "./list-window.ts";
import { LookUp } from "./look-up.ts";
import { PageRequests, type LoadConversations } from "./page-requests.ts";

type Edge = "none" | "waiting" | "loading" | "failed";

const PER_PAGE = 50;
/** So many at once when the list is loaded again under the eyes of somebody who has scrolled down. */
const PER_RELOAD = 100;
/** In milliseconds: a burst of changes makes one question. */
const PAUSE = 1_000;
/** Rows that have come by themselves, for somebody who stays at the top. */
const ROWS_MAX = 1_000;

export class ConversationList {
  state: "loading" | "ready" | "failed" = "loading";
  /** What lies below, and above, of what is loaded. */
  more: Edge = "none";
  newer: Edge = "none";
  /** How many the view holds. */
  found = 0;
  /** What the server has against the view's filter, in its words. */
  refused: string | undefined;
  /** Something has come in above the place where the reader stands. */
  hasNews = false;
  /** The first row in sight, where the list stays when it is loaded again; undefined: its top. */
  place: string | undefined;
  readonly rows: ListRows;
  readonly #changed: () => void;
  readonly #requests: PageRequests;
  readonly #lookUp: LookUp;
  readonly #badge: Later;
  readonly #again: Later;
  #total = 0;
  #reloading = false;
  /** What is known was of another history: the next page is all there is. */
  #isFresh = false;

  constructor(load: LoadConversations, view: ListView, clock: Clock, changed: () => void) {
    this.#changed = changed;
    this.rows = new ListRows(view);
    this.#requests = new PageRequests(load, () => this.rows.view.filters, clock);
    this.#lookUp = new LookUp({
      clock,
      knows: (id) => this.get(id) !== undefined,
      load: (cursor, use) => this.#insist(cursor, PER_PAGE, use),
    });
    this.#badge = new Later(clock, PAUSE, () => void this.#countAgain());
    this.#again = new Later(clock, PAUSE, () => this.refused === undefined && this.reload());
  }

  get conversations(): readonly Conversation[] {
    return this.rows.all;
  }

  /** There is no conversation at all. */
  get isEmpty(): boolean {
    return this.state === "ready" && this.#total === 0 && this.rows.index.size === 0;
  }

  get(id: string): Conversation | undefined {
    return this.rows.index.get(id);
  }

  /** Conversations with something unread, those on pages that are not loaded too. */
  get unread(): number {
    return this.rows.unread;
  }

  standAt(id: string | undefined): void {
    this.place = id;
    if (id !== undefined || !this.hasNews) return;
    this.hasNews = false;
    this.#changed();
  }

  /** Turns to another view. What is known of it is there at once; a search goes on from the last one. */
  show(view: ListView): void {
    this.rows.turn(view);
    this.state = "loading";
    this.refused = undefined;
    this.hasNews = false;
    this.place = undefined;
    [this.more, this.newer] = ["none", "none"];
    this.reload();
  }

  /** Replaces everything by what the server has now; the old list stays visible until then. */
  reload(): void {
    const place = this.#isFresh ? undefined : this.get(this.place ?? "");
    if (place === undefined) this.#loadFrom(TOP, PER_PAGE);
    else this.#loadFrom(this.rows.window.wayTo(timeOf(place)), PER_RELOAD);
  }

  /** To the rows around that number from 0, which are above those that are loaded. */
  turnBack(row: number): void {
    const { window } = this.rows;
    if (this.#reloading || window.newer === "") return;
    this.#loadFrom(row === 0 ? TOP : window.wayBackTo(row), PER_PAGE);
  }

  loadMore(): void {
    const { window } = this.rows;
    void this.#extend("more", window.older, (page) => {
      const before = this.conversations;
      window.append(page, page.asked);
      window.cutNewest((isIn) => before.filter((each) => isIn(timeOf(each))).length);
    });
  }

  loadNewer(): void {
    const { window } = this.rows;
    void this.#extend("newer", window.newer, (page) => {
      window.prepend(page, page.asked, page.data.length);
      window.cutOldest();
    });
  }

  apply(arrival: Arrival): void {
    const { index, window, view } = this.rows;
    const known = this.get(arrival.conversation_id);
    const isAtTop = window.newer === "";
    if (known !== undefined && !isAtTop && this.rows.shows(known)) window.moveUp();
    index.merge([], [arrival]);
    if ((known === undefined && isAtTop) || this.#reloading) this.#lookUp.add(arrival);
    if (this.place !== undefined && arrival.message.from_contact) this.hasNews = true;
    this.#renew();
    const isCrowded = this.place === undefined && this.conversations.length > ROWS_MAX;
    if (view.holds === undefined || isCrowded) this.#again.soon();
    else if (!this.#reloading) this.#lookUp.soon();
  }

  /** A conversation as it is now. */
  learn(conversation: Conversation): void {
    const { index, view } = this.rows;
    const known = this.get(conversation.id);
    const holds = (each: Conversation): number => Number(view.holds?.(each) ?? 0);
    if (known === undefined) this.#badge.soon();
    else this.found += holds(conversation) - holds(known);
    if (view.holds === undefined) this.#again.soon();
    this.#requests.hear(() => {
      index.put(conversation);
      index.merge([], this.#lookUp.waiting);
    });
    this.#lookUp.settle();
    this.#renew();
  }

  count(event: UnreadCountEvent): void {
    if (this.get(event.conversation_id) === undefined) this.#badge.soon();
    this.#requests.hear(() => this.rows.index.count(event));
    this.#renew();
  }

  markRead(id: string): void {
    this.rows.index.markRead(id);
    this.#renew();
  }

  /** What is known and what is waiting belong to a history that is no more. */
  beginAnew(): void {
    this.#isFresh = true;
    this.#lookUp.forget();
    this.#requests.forget();
  }

  stop(): void {
    this.#beginRound();
    this.#badge.cancel();
  }

  #renew(): void {
    this.rows.renew();
    this.#changed();
  }

  #beginRound(): void {
    this.#requests.beginRound();
    this.#lookUp.interrupt();
    this.#again.cancel();
  }

  #loadFrom(way: Way, size: number): void {
    this.#beginRound();
    this.#reloading = true;
    if (this.state === "failed") this.state = "loading";
    this.#changed();
    this.#insist(
      way.cursor,
      size,
      () => {
        this.state = "ready";
        this.refused = undefined;
        this.#turned();
        if (this.rows.view.holds === undefined || this.newer !== "none") this.#lookUp.forget();
        else this.#lookUp.soon();
      },
      (page) => {
        this.#reloading = false;
        this.rows.clear(this.#isFresh ? undefined : this.rows.pinned);
        this.#isFresh = false;
        this.rows.window.restart(page, way);
      },
    );
  }

  async #extend(
    edge: "more" | "newer",
    cursor: string,
    use: (page: ConversationPage & { readonly asked: string }) => void,
  ): Promise<void> {
    if (this[edge] === "none" || this[edge] === "loading" || this.#reloading) return;
    this[edge] = "loading";
    this.#changed();
    try {
      const page = await this.#requests.ask(cursor, PER_PAGE);
      if (page === undefined) return;
      use({ ...page, asked: cursor });
      this.#merge(page);
      this.#turned();
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error;
      this[edge] = "failed";
    }
    this.#renew();
  }

  #insist(
    cursor: string,
    size: number,
    use: (page: ConversationPage) => void,
    prepare?: (page: ConversationPage) => void,
  ): void {
    void this.#requests.insist(
      cursor,
      size,
      (page) => {
        prepare?.(page);
        this.#merge(page);
        use(page);
        this.#renew();
      },
      (error) => {
        if (this.state === "loading") this.state = "failed";
        if (error.status === 400) this.refused = error.issues[0]?.message;
        this.#changed();
      },
    );
  }

  async #countAgain(): Promise<void> {
    try {
      const page = await this.#requests.ask("", 1);
      if (page !== undefined) this.#countAll(page);
      this.#changed();
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error;
    }
  }

  #countAll({ response_metadata: now }: ConversationPage): void {
    this.rows.unread = now.badge_unread_count;
    this.#total = now.total;
    this.found = now.filtered_total;
  }

  #merge(page: ConversationPage): void {
    this.rows.list(page);
    this.rows.index.merge(page.data, this.#lookUp.waiting);
    this.#requests.applyAgain();
    this.#lookUp.settle();
    this.#countAll(page);
  }

  #turned(): void {
    this.more = this.rows.window.older === "" ? "none" : "waiting";
    this.newer = this.rows.window.newer === "" ? "none" : "waiting";
    this.rows.forgetOthers();
  }
}

/**
 * Messages of conversations that nothing is known of yet. The first pages of the list are loaded for them,
 * a short while later: of a new conversation the feed itself tells right after its first message.
 */
import type { ConversationPage } from "../../protocol/conversation-list.ts";
import type { Clock } from "../clock.ts";
import type { Arrival } from "./conversation-index.ts";
import { Later } from "./later.ts";

/** In milliseconds: a burst makes one search, and there is never more than one in so long. */
const PAUSE = 250;
const WAITING_MAX = 200;

export interface LookUpDeps {
  readonly clock: Clock;
  readonly knows: (conversationId: string) => boolean;
  /** Loads a page until it can be had, and says when it is merged. */
  readonly load: (cursor: string, use: (page: ConversationPage) => void) => void;
}

export class LookUp {
  readonly #deps: LookUpDeps;
  readonly #later: Later;
  #waiting: Arrival[] = [];
  #isUnderWay = false;

  constructor(deps: LookUpDeps) {
    this.#deps = deps;
    this.#later = new Later(deps.clock, PAUSE, () => this.#search());
  }

  get waiting(): readonly Arrival[] {
    return this.#waiting;
  }

  add(arrival: Arrival): void {
    this.#waiting.push(arrival);
    if (this.#waiting.length > WAITING_MAX) this.#waiting.shift();
  }

  soon(): void {
    if (this.#waiting.length > 0) this.#later.soon();
  }

  /** Those whose conversations have become known wait no longer. */
  settle(): void {
    this.#waiting = this.#waiting.filter((arrival) => !this.#knows(arrival));
  }

  /** Whoever waits is told by what is loaded next. */
  forget(): void {
    this.#waiting = [];
  }

  /** What is on its way is of no interest any more. */
  interrupt(): void {
    this.#isUnderWay = false;
    this.#later.cancel();
  }

  /** What comes in meanwhile may be newer than the pages: another search is for that. */
  #search(): void {
    if (this.#isUnderWay || this.#waiting.length === 0) return;
    this.#isUnderWay = true;
    this.#searchFrom("", [...this.#waiting]);
  }

  #searchFrom(cursor: string, sought: readonly Arrival[]): void {
    this.#deps.load(cursor, (page) => {
      const left = sought.filter((arrival) => !this.#knows(arrival));
      const next = page.response_metadata.next_cursor;
      const isVain = next === "" || isPast(page, left);
      if (left.length > 0 && !isVain) return this.#searchFrom(next, left);
      const vain = new Set(left);
      this.#waiting = this.#waiting.filter((arrival) => !vain.has(arrival));
      this.#isUnderWay = false;
      this.soon();
    });
  }

  #knows({ conversation_id: id }: Arrival): boolean {
    return this.#deps.knows(id);
  }
}

/** They would have come by now: their conversations are not in this list. */
function isPast(page: ConversationPage, sought: readonly Arrival[]): boolean {
  const oldest = page.data.at(-1)?.last_message.sent_at ?? "";
  return sought.every(({ message }) => message.sent_at > oldest);
}

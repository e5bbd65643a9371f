/**
 * Which visitors are here now and on which page. Who is
 * here is known from the sessions; an index of it exists only while an operator listens, and is made when
 * the first one begins to. Kept is only what a visitor has told of their page.
 *
 * A channel that is disconnected, or a network that comes back, changes thousands at once: more than an
 * operator's socket takes. So what is over a number a second waits, and is told as it is then.
 */
import { PRESENCE_EVENTS } from "../protocol/limits.ts";
import type { Page, PresenceEvent } from "../protocol/live.ts";
import { OPERATOR_FEEDS } from "./destinations.ts";
import type { Hub } from "./hub.ts";
import type { Identity, Visitor } from "./tokens.ts";

interface Present {
  readonly channelId: string;
  sessions: number;
}

interface OpenPage {
  readonly session: object;
  readonly page: Page;
}

export class Presence {
  readonly #hub: Hub;
  readonly #identities: () => Iterable<Identity>;
  /** The pages of a conversation's sessions that have told one, the newest last. */
  readonly #pages = new Map<string, readonly OpenPage[]>();
  /** By conversation. Undefined: nobody has listened since somebody came or went. */
  #present: Map<string, Present> | undefined;
  /** Events that may still be told before the next tick. */
  #budget = PRESENCE_EVENTS;
  /** Channels by conversation, of those whose change waits for the next tick. */
  readonly #waiting = new Map<string, string>();

  /** `identities`: of all sessions that are connected. */
  constructor(hub: Hub, identities: () => Iterable<Identity>) {
    this.#hub = hub;
    this.#identities = identities;
  }

  /** To be called once its identity is among `identities`. */
  came(identity: Visitor): void {
    const present = this.#kept();
    if (present === undefined) return;
    if (add(present, identity)) this.#tell(identity.conversationId, identity.channelId);
  }

  /** To be called once its identity is not among `identities` any more. */
  went(session: object, identity: Visitor): void {
    const { conversationId } = identity;
    const pageChanged = this.#setPage(session, conversationId, undefined);
    const present = this.#kept();
    const one = present?.get(conversationId);
    if (present === undefined || one === undefined) return;
    one.sessions -= 1;
    if (one.sessions === 0) present.delete(conversationId);
    if (one.sessions === 0 || pageChanged) this.#tell(conversationId, identity.channelId);
  }

  /** The session shows another page now. Gives whether the conversation's newest page is another one. */
  opened(session: object, { conversationId, channelId }: Visitor, page: Page): boolean {
    const changed = this.#setPage(session, conversationId, page);
    if (changed && this.#kept() !== undefined) this.#tell(conversationId, channelId);
    return changed;
  }

  /** The newest page that the conversation's visitor has open. */
  page(conversationId: string): Page | undefined {
    return this.#pages.get(conversationId)?.at(-1)?.page;
  }

  /** To be called once a second: what has waited is told. */
  tick(): void {
    this.#budget = PRESENCE_EVENTS;
    if (this.#kept() === undefined) return;
    for (const [conversationId, channelId] of this.#waiting) {
      if (this.#budget === 0) return;
      this.#waiting.delete(conversationId);
      this.#tell(conversationId, channelId);
    }
  }

  /** The events that tell an operator who is here. */
  *toOperators(): Generator<string> {
    for (const [conversationId, { channelId }] of (this.#present ??= this.#index())) {
      yield this.#event(conversationId, channelId);
    }
  }

  get isEmpty(): boolean {
    return this.#pages.size + this.#waiting.size + (this.#present?.size ?? 0) === 0;
  }

  /** The index, given up at the first change that nobody listens to. */
  #kept(): Map<string, Present> | undefined {
    if (!this.#hub.hears(OPERATOR_FEEDS.presence)) this.#present = undefined;
    // Whoever listens now and has no index yet is told everything when it is made.
    if (this.#present === undefined) this.#waiting.clear();
    return this.#present;
  }

  #index(): Map<string, Present> {
    const present = new Map<string, Present>();
    for (const identity of this.#identities()) {
      if (identity.kind === "visitor") add(present, identity);
    }
    return present;
  }

  /** Undefined: it shows none any more. Gives whether the conversation's newest page is another one now. */
  #setPage(session: object, conversationId: string, page: Page | undefined): boolean {
    const before = this.#pages.get(conversationId) ?? [];
    const others = before.filter((one) => one.session !== session);
    const after = page === undefined ? others : [...others, { session, page }];
    if (after.length === 0) this.#pages.delete(conversationId);
    else this.#pages.set(conversationId, after);
    return !isSame(before.at(-1)?.page, after.at(-1)?.page);
  }

  #tell(conversationId: string, channelId: string): void {
    if (this.#budget === 0) {
      this.#waiting.set(conversationId, channelId);
      return;
    }
    this.#budget -= 1;
    this.#waiting.delete(conversationId);
    this.#hub.emit(OPERATOR_FEEDS.presence, () => this.#event(conversationId, channelId));
  }

  #event(conversationId: string, channelId: string): string {
    const online = this.#present?.has(conversationId) ?? false;
    const page = this.page(conversationId);
    const event: PresenceEvent = {
      conversation_id: conversationId,
      channel_id: channelId,
      online,
      ...(page !== undefined && { page }),
    };
    return JSON.stringify(event);
  }
}

/** Gives whether it is the conversation's first session. */
function add(present: Map<string, Present>, { conversationId, channelId }: Visitor): boolean {
  const one = present.get(conversationId);
  if (one === undefined) present.set(conversationId, { channelId, sessions: 1 });
  else one.sessions += 1;
  return one === undefined;
}

function isSame(one: Page | undefined, other: Page | undefined): boolean {
  return one?.url === other?.url && one?.title === other?.title;
}

/**
 * What an operator works with, without a page around it: the list of conversations, the open thread,
 * drafts, replies on their way, and the live feed that keeps them up to date.
 */
import type { Channel } from "../../protocol/channels.ts";
import type { SignedIn } from "../../protocol/users.ts";
import type { Call } from "../api.ts";
import { Changes } from "../changes.ts";
import type { Clock } from "../clock.ts";
import type { Store } from "../store.ts";
import type { Arrival } from "./conversation-index.ts";
import { ConversationList } from "./conversation-list.ts";
import { Drafts } from "./drafts.ts";
import { Live, type Connect } from "./live.ts";
import { Outbox } from "./outbox.ts";
import { Reads } from "./reads.ts";
import { Thread } from "./thread.ts";

export interface DeskDeps {
  readonly operator: SignedIn;
  readonly call: Call;
  readonly connect: Connect;
  readonly store: Store;
  readonly clock: Clock;
  readonly newId: () => string;
  /** The server does not take the token any more. */
  readonly onUnauthorized: () => void;
}

/** Threads that stay loaded, the open one included. */
const THREADS_KEPT = 20;
/** How long the lists wait for the feed at most, in milliseconds. */
const PATIENCE = 2_000;
const CONVERSATIONS_PER_PAGE = 50;
const MESSAGES_PER_PAGE = 50;

export class Desk {
  readonly changes = new Changes();
  readonly operator: SignedIn;
  readonly conversations: ConversationList;
  readonly outbox: Outbox;
  readonly drafts: Drafts;
  readonly live: Live;
  readonly #call: Call;
  readonly #reads: Reads;
  /** By conversation; the one opened last is the last. */
  readonly #threads = new Map<string, Thread>();
  #openId: string | undefined;
  #visible = false;
  #loaded = false;
  /** Read without the list knowing them. */
  readonly #unlisted = new Set<string>();
  readonly #clock: Clock;
  #stopWaiting = (): void => {};

  constructor(deps: DeskDeps) {
    const { operator, call, store, clock } = deps;
    const changed = (): void => this.#changed();
    this.operator = operator;
    this.#call = call;
    this.#clock = clock;
    this.drafts = new Drafts(store, operator.id);
    this.#reads = new Reads((id) => call("/conversations.read", { conversation_id: id }), clock);
    this.conversations = new ConversationList(
      (cursor) => call("/conversations.list", { cursor, page_size: CONVERSATIONS_PER_PAGE }),
      clock,
      changed,
    );
    this.outbox = new Outbox(
      {
        store,
        clock,
        newId: deps.newId,
        send: (reply) => call("/messages.send", reply),
        onDelivered: (arrival) => this.#addToThread(arrival),
        changed,
      },
      operator.id,
    );
    this.live = new Live({
      connect: deps.connect,
      token: () => operator.token,
      onFresh: () => this.#loadAll(),
      onResumed: () => this.outbox.wake(),
      onMessage: (event) => this.#take(event),
      onHistoryChanged: () => this.conversations.forgetWaiting(),
      onUnauthorized: deps.onUnauthorized,
      onDown: () => this.#loadUnlessLoaded(),
      changed,
    });
  }

  get openId(): string | undefined {
    return this.#openId;
  }

  get openThread(): Thread | undefined {
    return this.#openId === undefined ? undefined : this.#threads.get(this.#openId);
  }

  start(): void {
    this.live.start();
    this.#stopWaiting = this.#clock.after(PATIENCE, () => this.#loadUnlessLoaded());
    this.outbox.start();
  }

  stop(): void {
    this.#stopWaiting();
    this.live.stop();
    this.outbox.stop();
    this.#reads.stop();
    this.conversations.stop();
  }

  /** The network or the person is back: what waits for its next attempt makes it now. */
  wake(): void {
    this.live.wake();
    this.outbox.wake();
  }

  /** Turns to a conversation, or to none. */
  open(conversationId: string | undefined): void {
    if (conversationId === this.#openId) return;
    this.#openId = conversationId;
    if (conversationId !== undefined && this.#loaded) this.#openThread(conversationId);
    this.#changed();
  }

  /** Whether the person can see the page: only what is seen is read. */
  look(visible: boolean): void {
    this.#visible = visible;
    this.#markRead();
  }

  /** Gives the text to the outbox and clears the draft it was typed in. */
  reply(conversationId: string, text: string): void {
    this.outbox.add(conversationId, text);
    this.drafts.set(conversationId, "");
  }

  /** The connected channels. Rejects with CallFailed. */
  async channels(): Promise<readonly Channel[]> {
    return (await this.#call("/channels.list", {})).data;
  }

  #openThread(id: string): void {
    const known = this.#threads.get(id);
    const thread = known ?? this.#createThread(id);
    this.#threads.delete(id);
    this.#threads.set(id, thread);
    const oldest = this.#threads.keys().next().value;
    if (this.#threads.size > THREADS_KEPT && oldest !== undefined) this.#threads.delete(oldest);
    if (known === undefined || thread.newest === "failed") void thread.loadNewest();
  }

  #createThread(id: string): Thread {
    return new Thread(
      (cursor) =>
        this.#call("/messages.list", { conversation_id: id, cursor, page_size: MESSAGES_PER_PAGE }),
      () => this.#changed(),
    );
  }

  #loadAll(): void {
    this.#loaded = true;
    this.#stopWaiting();
    void this.conversations.reload();
    this.#threads.clear();
    if (this.#openId !== undefined) this.#openThread(this.#openId);
    this.outbox.wake();
  }

  /** The feed does not stand up: what there is can be read all the same. */
  #loadUnlessLoaded(): void {
    if (!this.#loaded) this.#loadAll();
  }

  #take(arrival: Arrival): void {
    this.outbox.remove(arrival.message.id);
    this.#addToThread(arrival);
    this.conversations.apply(arrival);
  }

  /**
   * The list hears of a delivered reply from the feed alone: an answer may overtake the visitor's
   * messages before it, which then would not count as unread.
   */
  #addToThread({ conversation_id: id, message }: Arrival): void {
    this.#threads.get(id)?.add(message);
  }

  #changed(): void {
    this.#markRead();
    this.changes.notify();
  }

  /** Says so to the server when the open conversation is on the screen and has something unread. */
  #markRead(): void {
    const id = this.#openId;
    if (id === undefined || !this.#visible || this.openThread?.newest !== "ready") return;
    const conversation = this.conversations.get(id);
    if (conversation === undefined) this.#markUnlisted(id);
    else if (conversation.unread_message_count > 0) {
      this.#reads.mark(id);
      this.conversations.markRead(id);
    }
  }

  /** A conversation further down than the list is loaded: said once, because nothing here counts it. */
  #markUnlisted(id: string): void {
    if (this.conversations.state !== "ready" || this.#unlisted.has(id)) return;
    this.#unlisted.add(id);
    this.#reads.mark(id);
  }
}

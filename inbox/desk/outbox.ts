/**
 * Replies on their way. A reply is kept in the store from the moment it is given until the server has
 * stored it or the person discards it, so that neither a reload nor a lost network loses it.
 *
 * Each conversation's replies go one after another, in the order they were written. One that could
 * not be delivered is tried again after a pause, with the same id: the server stores it once, even if
 * an answer was lost. One that the server refuses steps aside and waits for the person.
 */
import type { Message } from "../../protocol/message.ts";
import { CallFailed, type Reply } from "../api.ts";
import { backOff, type Clock } from "../clock.ts";
import type { Store } from "../store.ts";
import type { Arrival } from "./conversation-index.ts";

export interface Outgoing {
  readonly id: string;
  readonly conversation_id: string;
  readonly text: string;
  readonly written_at: string;
  /** Why the server has refused it; absent while it is on its way. */
  readonly refusal?: { readonly code: string; readonly message: string };
}

export interface OutboxDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly send: (reply: Reply) => Promise<Message>;
  readonly onDelivered: (arrival: Arrival) => void;
  readonly changed: () => void;
}

/** A conversation's replies take turns: one is under way, or there is a pause before the next try. */
interface Lane {
  readonly failures: number;
  cancelPause: (() => void) | undefined;
}

export class Outbox {
  readonly #deps: OutboxDeps;
  readonly #prefix: string;
  readonly #lanes = new Map<string, Lane>();
  #replies: readonly Outgoing[];
  #stopped = true;

  /** `owner` is the operator's id: what somebody else left in this browser is not touched. */
  constructor(deps: OutboxDeps, owner: string) {
    this.#deps = deps;
    this.#prefix = `parley.outbox.${owner}.`;
    this.#replies = deps.store
      .keys(this.#prefix)
      .flatMap((key) => parse(deps.store.get(key)))
      .sort((a, b) => (a.written_at < b.written_at ? -1 : 1));
  }

  /** In the order they were written. */
  of(conversationId: string): readonly Outgoing[] {
    return this.#replies.filter((reply) => reply.conversation_id === conversationId);
  }

  /** The last attempt came to nothing, the next one follows. */
  isPaused(conversationId: string): boolean {
    return this.#lanes.get(conversationId)?.cancelPause !== undefined;
  }

  start(): void {
    this.#stopped = false;
    this.#sendAll();
  }

  stop(): void {
    this.#stopped = true;
    for (const lane of this.#lanes.values()) lane.cancelPause?.();
    this.#lanes.clear();
  }

  /** The network or the person is back: no reason to wait on. */
  wake(): void {
    for (const [id, lane] of this.#lanes) {
      if (lane.cancelPause === undefined) continue;
      lane.cancelPause();
      this.#lanes.delete(id);
    }
    this.#sendAll();
  }

  add(conversationId: string, text: string): void {
    const written = new Date(this.#deps.clock.now()).toISOString();
    const id = this.#deps.newId();
    this.#keep({ id, conversation_id: conversationId, text, written_at: written });
    this.#sendNext(conversationId);
  }

  retry(id: string): void {
    const reply = this.#replies.find((each) => each.id === id);
    if (reply === undefined) return;
    const { refusal: _, ...fresh } = reply;
    this.#keep(fresh);
    this.#sendNext(reply.conversation_id);
  }

  /** Discarded by the person, or seen as stored. */
  remove(id: string): void {
    if (!this.#replies.some((reply) => reply.id === id)) return;
    this.#replies = this.#replies.filter((reply) => reply.id !== id);
    this.#deps.store.remove(this.#prefix + id);
    this.#deps.changed();
  }

  #keep(reply: Outgoing): void {
    const at = this.#replies.findIndex(({ id }) => id === reply.id);
    this.#replies = at < 0 ? [...this.#replies, reply] : this.#replies.with(at, reply);
    this.#deps.store.set(this.#prefix + reply.id, JSON.stringify(reply));
    this.#deps.changed();
  }

  #sendAll(): void {
    for (const id of new Set(this.#replies.map((reply) => reply.conversation_id))) {
      this.#sendNext(id);
    }
  }

  #sendNext(conversationId: string, failures = 0): void {
    if (this.#stopped || this.#lanes.has(conversationId)) return;
    const reply = this.of(conversationId).find(({ refusal }) => refusal === undefined);
    if (reply === undefined) return;
    const lane: Lane = { failures, cancelPause: undefined };
    this.#lanes.set(conversationId, lane);
    void this.#send(reply, lane);
  }

  async #send(reply: Outgoing, lane: Lane): Promise<void> {
    const { id, conversation_id, text } = reply;
    try {
      const message = await this.#deps.send({ id, conversation_id, message: { text } });
      this.remove(id);
      this.#deps.onDelivered({ conversation_id, message });
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error;
      if (this.#lanes.get(conversation_id) !== lane || error.status === 401) return;
      if (error.passing) return this.#pause(conversation_id, lane, error.retryAfter);
      this.#refuse(reply, error);
    }
    if (this.#lanes.get(conversation_id) !== lane) return;
    this.#lanes.delete(conversation_id);
    this.#sendNext(conversation_id);
  }

  #refuse(reply: Outgoing, { code, message }: CallFailed): void {
    const isStillHere = this.#replies.some(({ id }) => id === reply.id);
    if (isStillHere) this.#keep({ ...reply, refusal: { code, message } });
  }

  #pause(conversationId: string, lane: Lane, retryAfter: number): void {
    const failures = lane.failures + 1;
    const cancel = this.#deps.clock.after(Math.max(retryAfter, backOff(failures)), () => {
      this.#lanes.delete(conversationId);
      this.#sendNext(conversationId, failures);
    });
    lane.cancelPause = cancel;
    this.#deps.changed();
  }
}

function parse(stored: string | undefined): readonly Outgoing[] {
  try {
    return stored === undefined ? [] : [JSON.parse(stored) as Outgoing];
  } catch {
    return [];
  }
}

/**
 * Who is writing something now. It ends when they say so, when their message comes, when their socket is
 * gone, and by itself when it is not renewed. Only a beginning and an end are told, a renewal is not.
 */
import { TYPING } from "../protocol/limits.ts";
import type { TypingEvent, VisitorTypingEvent } from "../protocol/live.ts";
import { OPERATOR_FEEDS, visitorTypingFeed } from "./destinations.ts";
import type { Hub } from "./hub.ts";
import type { Operator, Visitor } from "./tokens.ts";

interface Typist {
  readonly event: TypingEvent;
  /** The session that said so last. */
  readonly session: object;
  /** By the monotonic clock. */
  readonly until: number;
}

export class Typing {
  readonly #hub: Hub;
  readonly #monotonic: () => number;
  /** By conversation and writer; the first to end comes first. */
  readonly #typists = new Map<string, Typist>();
  /** How many operators write in a conversation; none: no entry. */
  readonly #operators = new Map<string, number>();

  constructor(hub: Hub, monotonic: () => number) {
    this.#hub = hub;
    this.#monotonic = monotonic;
  }

  visitor(session: object, { conversationId }: Visitor, typing: boolean): void {
    this.#say(session, {
      conversation_id: conversationId,
      typing,
      from_contact: true,
      sender: { id: conversationId },
    });
  }

  operator(session: object, operator: Operator, conversationId: string, typing: boolean): void {
    this.#say(session, {
      conversation_id: conversationId,
      typing,
      from_contact: false,
      sender: { id: operator.userId, name: operator.name },
    });
  }

  /** What they wrote is there. */
  wrote(conversationId: string, senderId: string): void {
    this.#end(keyOf(conversationId, senderId));
  }

  /** Their session is gone; a visitor writes in one conversation only. */
  went(session: object, conversationId: string | undefined): void {
    if (conversationId !== undefined) {
      const key = keyOf(conversationId, conversationId);
      if (this.#typists.get(key)?.session === session) this.#end(key);
      return;
    }
    for (const [key, typist] of this.#typists) if (typist.session === session) this.#end(key);
  }

  /** Ends what was not renewed. */
  tick(): void {
    const now = this.#monotonic();
    for (const [key, { until }] of this.#typists) {
      if (until > now) return;
      this.#end(key);
    }
  }

  /** The events that tell an operator who is writing. */
  *toOperators(): Generator<string> {
    for (const { event } of this.#typists.values()) yield JSON.stringify(event);
  }

  *toVisitor(conversationId: string): Generator<string> {
    if (this.#operators.has(conversationId)) yield toVisitor(true);
  }

  get isEmpty(): boolean {
    return this.#typists.size === 0 && this.#operators.size === 0;
  }

  #say(session: object, event: TypingEvent): void {
    const key = keyOf(event.conversation_id, event.sender.id);
    const known = this.#typists.get(key);
    if (!event.typing) {
      // Another window of theirs does not end what this one writes.
      if (known?.session === session) this.#end(key);
      return;
    }
    this.#typists.delete(key);
    this.#typists.set(key, { event, session, until: this.#monotonic() + TYPING.lasts });
    if (known !== undefined) return;
    this.#tell(event);
    if (this.#typists.size <= TYPING.atATime) return;
    const [first] = this.#typists.keys();
    if (first !== undefined) this.#end(first);
  }

  #end(key: string): void {
    const typist = this.#typists.get(key);
    if (typist === undefined) return;
    this.#typists.delete(key);
    this.#tell({ ...typist.event, typing: false });
  }

  #tell(event: TypingEvent): void {
    this.#hub.emit(OPERATOR_FEEDS.typing, () => JSON.stringify(event));
    if (event.from_contact) return;
    const { conversation_id: id, typing } = event;
    const before = this.#operators.get(id) ?? 0;
    const after = before + (typing ? 1 : -1);
    if (after === 0) this.#operators.delete(id);
    else this.#operators.set(id, after);
    if (before === 0 || after === 0) {
      this.#hub.emit(visitorTypingFeed(id), () => toVisitor(typing));
    }
  }
}

function toVisitor(typing: boolean): string {
  return JSON.stringify({ typing } satisfies VisitorTypingEvent);
}

function keyOf(conversationId: string, senderId: string): string {
  return `${conversationId} ${senderId}`;
}

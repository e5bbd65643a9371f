/**
 * What the person reads: a conversation that is open, on the screen and loaded, up to its last message.
 *
 * One that somebody has marked as unread is to be dealt with later: having it open does not read it. It is
 * read when it is opened anew, when an answer to it is begun, or when somebody says so.
 */
import type { UnreadCountEvent } from "../../protocol/live.ts";
import type { Call } from "../api.ts";
import type { Clock } from "../clock.ts";
import type { Actions } from "./actions.ts";
import type { ConversationList } from "./conversation-list.ts";
import { Reads } from "./reads.ts";
import type { Thread } from "./thread.ts";

export interface ReadingDeps {
  readonly call: Call;
  readonly clock: Clock;
  readonly conversations: ConversationList;
  readonly actions: () => Actions;
  /** The conversation that is open, and its messages. */
  readonly openId: () => string | undefined;
  readonly openThread: () => Thread | undefined;
  readonly changed: () => void;
}

export class Reading {
  isVisible = false;
  readonly #deps: ReadingDeps;
  readonly #reads: Reads;
  /** The open conversation, when it is marked as unread. */
  #kept: string | undefined;

  constructor(deps: ReadingDeps) {
    this.#deps = deps;
    this.#reads = new Reads(
      (id, offset) => deps.call("/conversations.read", { conversation_id: id, offset }),
      deps.clock,
    );
  }

  /** Stays unread though it is open. */
  isKept(conversationId: string): boolean {
    return this.#kept === conversationId;
  }

  look(visible: boolean): void {
    this.isVisible = visible;
    this.check();
  }

  /** Another conversation is open now. */
  turned(): void {
    this.#kept = undefined;
  }

  /** Somebody writes an answer to it. */
  dealWith(conversationId: string): void {
    if (this.#kept !== conversationId) return;
    this.#kept = undefined;
    this.#deps.changed();
  }

  /** Before the count itself is known. */
  heard({ conversation_id: id, marked_by }: UnreadCountEvent): void {
    if (marked_by !== undefined) this.#keep(id);
  }

  markUnread(id: string): void {
    this.#keep(id);
    void this.#deps
      .actions()
      .markUnread(id)
      .then((isDone) => {
        if (!isDone && this.#kept === id) this.#kept = undefined;
        this.#deps.changed();
      });
  }

  /** Whether it is open or not. */
  markRead(id: string): void {
    const { conversations, changed } = this.#deps;
    const known = conversations.get(id);
    if (this.#kept === id) this.#kept = undefined;
    if (known !== undefined) this.#read(id, known.last_message.offset);
    changed();
  }

  /** Says so to the server when there is something unread before the person's eyes. */
  check(): void {
    const { openId, openThread } = this.#deps;
    const id = openId();
    const thread = openThread();
    if (id === undefined || id === this.#kept || !this.isVisible) return;
    if (thread?.newest === "ready") this.#read(id, thread.messages.at(-1)?.offset ?? 0);
  }

  stop(): void {
    this.#reads.stop();
  }

  #read(id: string, seen: number): void {
    const { conversations } = this.#deps;
    if (seen === 0 || (conversations.get(id)?.unread_message_count ?? 0) === 0) return;
    this.#reads.mark(id, seen);
    conversations.markRead(id);
  }

  #keep(id: string): void {
    this.#reads.forget(id);
    if (id === this.#deps.openId()) this.#kept = id;
  }
}

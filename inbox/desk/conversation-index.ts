/**
 * The conversations that are known, the latest activity first, from pages and from live messages.
 *
 * Both may tell of the same message, in either order. The offset decides: what is not newer than the
 * last message known changes nothing.
 */
import type { Conversation } from "../../protocol/conversations.ts";
import type { MessageEvent } from "../../protocol/message.ts";

/** A message that was sent or has come in, and where. */
export type Arrival = Pick<MessageEvent, "conversation_id" | "message">;

export class ConversationIndex {
  #byId = new Map<string, Conversation>();
  #sorted: readonly Conversation[] = [];

  /** The latest activity first; a new array after each change. */
  get all(): readonly Conversation[] {
    return this.#sorted;
  }

  /** How many of them have something unread. */
  get unread(): number {
    return this.#sorted.filter((conversation) => conversation.unread_message_count > 0).length;
  }

  get(id: string): Conversation | undefined {
    return this.#byId.get(id);
  }

  clear(): void {
    this.#byId = new Map();
    this.#sorted = [];
  }

  /** What a page says, and what was heard live meanwhile. */
  merge(page: readonly Conversation[], arrivals: readonly Arrival[]): void {
    for (const conversation of page) {
      const known = this.#byId.get(conversation.id);
      if (known && known.last_message.offset > conversation.last_message.offset) continue;
      this.#byId.set(conversation.id, conversation);
    }
    for (const arrival of arrivals) this.#advance(arrival);
    this.#sort();
  }

  markRead(id: string): void {
    const known = this.#byId.get(id);
    if (known === undefined || known.unread_message_count === 0) return;
    this.#byId.set(id, { ...known, unread_message_count: 0 });
    this.#sort();
  }

  #advance({ conversation_id: id, message }: Arrival): void {
    const known = this.#byId.get(id);
    if (known === undefined || message.offset <= known.last_message.offset) return;
    const unread = known.unread_message_count + (message.from_contact ? 1 : 0);
    // Behind all others in the map, so that it comes first among those of the same millisecond.
    this.#byId.delete(id);
    this.#byId.set(id, { ...known, last_message: message, unread_message_count: unread });
  }

  #sort(): void {
    const latestFirst = [...this.#byId.values()].reverse();
    this.#sorted = latestFirst.sort((a, b) => {
      const [one, other] = [a.last_message.sent_at, b.last_message.sent_at];
      return one === other ? 0 : one < other ? 1 : -1;
    });
  }
}

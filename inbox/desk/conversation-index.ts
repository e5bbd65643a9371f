/**
 * The conversations that are known, the latest activity first, from pages and from live events.
 *
 * Several may tell of the same message, in any order. The offset decides: what is not newer than the
 * last message known changes nothing. What is unread is counted by the server alone.
 */
import type { Conversation } from "../../protocol/conversations.ts";
import type { UnreadCountEvent } from "../../protocol/live.ts";
import type { MessageEvent } from "../../protocol/message.ts";

/** A message that was sent or has come in, and where. */
export type Arrival = Pick<MessageEvent, "conversation_id" | "message">;

export class ConversationIndex {
  #byId = new Map<string, Conversation>();
  #sorted: readonly Conversation[] = [];
  /** When the unread messages of a conversation were counted last. */
  readonly #countedAt = new Map<string, string>();

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

  /** Forgets all but one. */
  clear(keptId: string | undefined): void {
    const kept = this.#byId.get(keptId ?? "");
    this.#byId = new Map(kept && [[kept.id, kept]]);
    this.#countedAt.clear();
    this.#sort();
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

  /** A conversation as it is since it has changed. Its messages and their count come by other ways. */
  put(conversation: Conversation): void {
    const known = this.#byId.get(conversation.id);
    const isOlder =
      known !== undefined && known.last_message.offset > conversation.last_message.offset;
    this.#byId.set(conversation.id, {
      ...conversation,
      last_message: isOlder ? known.last_message : conversation.last_message,
      unread_message_count: known?.unread_message_count ?? conversation.unread_message_count,
    });
    this.#sort();
  }

  count({ conversation_id: id, unread_message_count: unread, timestamp }: UnreadCountEvent): void {
    const known = this.#byId.get(id);
    if (known === undefined || timestamp < (this.#countedAt.get(id) ?? "")) return;
    this.#countedAt.set(id, timestamp);
    this.#setUnread(known, unread);
  }

  markRead(id: string): void {
    const known = this.#byId.get(id);
    if (known !== undefined && known.unread_message_count > 0) this.#setUnread(known, 0);
  }

  #setUnread(known: Conversation, unread: number): void {
    this.#byId.set(known.id, { ...known, unread_message_count: unread });
    this.#sort();
  }

  #advance({ conversation_id: id, message }: Arrival): void {
    const known = this.#byId.get(id);
    if (known === undefined || message.offset <= known.last_message.offset) return;
    // Behind all others in the map, so that it comes first among those of the same millisecond.
    this.#byId.delete(id);
    this.#byId.set(id, { ...known, last_message: message });
  }

  #sort(): void {
    const latestFirst = [...this.#byId.values()].reverse();
    this.#sorted = latestFirst.sort((a, b) => {
      const [one, other] = [a.last_message.sent_at, b.last_message.sent_at];
      return one === other ? 0 : one < other ? 1 : -1;
    });
  }
}

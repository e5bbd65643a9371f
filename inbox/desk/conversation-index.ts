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
  /** Undefined: to be sorted when somebody asks. */
  #sorted: readonly Conversation[] | undefined = [];
  /** When the unread messages of a conversation were counted last. */
  readonly #countedAt = new Map<string, string>();

  /** The latest activity first; a new array after each change. */
  get all(): readonly Conversation[] {
    return (this.#sorted ??= sorted([...this.#byId.values()]));
  }

  get size(): number {
    return this.#byId.size;
  }

  /** How many of them have something unread. */
  get unread(): number {
    return this.all.filter((conversation) => conversation.unread_message_count > 0).length;
  }

  get(id: string): Conversation | undefined {
    return this.#byId.get(id);
  }

  /** Forgets all others. */
  retain(isKept: (conversation: Conversation) => boolean): void {
    for (const [id, conversation] of [...this.#byId]) {
      if (isKept(conversation)) continue;
      this.#byId.delete(id);
      this.#countedAt.delete(id);
    }
    this.#sort();
  }

  /** Forgets all but one. */
  clear(keptId: string | undefined): void {
    this.#countedAt.clear();
    this.retain(({ id }) => id === keptId);
  }

  /** What a page says, and what was heard live meanwhile. */
  merge(page: readonly Conversation[], arrivals: readonly Arrival[]): void {
    // The first one last: of the same millisecond, what came last into the map comes first.
    for (const conversation of page.toReversed()) {
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
    this.#sorted = undefined;
  }
}

function sorted(conversations: readonly Conversation[]): readonly Conversation[] {
  return conversations.toReversed().sort((a, b) => {
    const [one, other] = [a.last_message.sent_at, b.last_message.sent_at];
    return one === other ? 0 : one < other ? 1 : -1;
  });
}

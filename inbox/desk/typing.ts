import type { TypingEvent } from "../../protocol/live.ts";

type Sender = Pick<TypingEvent, "from_contact" | "sender">;

/** Who is writing now. When it ends is the server's to say. */
export class Typing {
  readonly #ownId: string;
  /** By conversation, then by who writes. */
  readonly #writing = new Map<string, Map<string, Sender>>();

  constructor(ownId: string) {
    this.#ownId = ownId;
  }

  isVisitorWriting(conversationId: string): boolean {
    return this.#of(conversationId).some(({ from_contact }) => from_contact);
  }

  /** The names of the other operators who write an answer. */
  colleagues(conversationId: string): readonly string[] {
    return this.#of(conversationId)
      .filter(({ from_contact, sender }) => !from_contact && sender.id !== this.#ownId)
      .map(({ sender }) => sender.name ?? "");
  }

  take({ conversation_id: id, typing, from_contact, sender }: TypingEvent): void {
    const writing = this.#writing.get(id) ?? new Map<string, Sender>();
    if (typing) writing.set(sender.id, { from_contact, sender });
    else writing.delete(sender.id);
    if (writing.size > 0) this.#writing.set(id, writing);
    else this.#writing.delete(id);
  }

  /** Nobody tells any more when they end. */
  forget(): void {
    this.#writing.clear();
  }

  #of(conversationId: string): readonly Sender[] {
    return [...(this.#writing.get(conversationId)?.values() ?? [])];
  }
}

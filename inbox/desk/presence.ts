import type { Page, PresenceEvent } from "../../protocol/live.ts";

/** Which visitors have the site open now, and on which page. */
export class Presence {
  readonly #online = new Map<string, Page | undefined>();

  isOnline(conversationId: string): boolean {
    return this.#online.has(conversationId);
  }

  page(conversationId: string): Page | undefined {
    return this.#online.get(conversationId);
  }

  take({ conversation_id: id, online, page }: PresenceEvent): void {
    if (online) this.#online.set(id, page);
    else this.#online.delete(id);
  }

  /** Nobody tells any more who comes and goes. */
  forget(): void {
    this.#online.clear();
  }
}

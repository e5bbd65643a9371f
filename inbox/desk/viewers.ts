/** Who has which conversation open: what this page shows is told, and what others show is heard. */
import type { Sender } from "../../protocol/message.ts";
import type { ViewersEvent } from "../../protocol/live.ts";

export interface Others {
  readonly people: readonly Sender[];
  /** Those who are not named. */
  readonly more: number;
}

export class Viewers {
  readonly #ownId: string;
  readonly #tell: (conversationId: string | null) => void;
  /** Conversations that somebody looks at. */
  readonly #all = new Map<string, ViewersEvent>();
  #shown: string | undefined;

  constructor(ownId: string, tell: (conversationId: string | null) => void) {
    this.#ownId = ownId;
    this.#tell = tell;
  }

  /** Everybody else who has it open. */
  others(conversationId: string): Others {
    const { viewers = [], count = 0 } = this.#all.get(conversationId) ?? {};
    return {
      people: viewers.filter(({ id }) => id !== this.#ownId),
      more: count - viewers.length,
    };
  }

  take(event: ViewersEvent): void {
    if (event.count === 0) this.#all.delete(event.conversation_id);
    else this.#all.set(event.conversation_id, event);
  }

  /** This conversation is on the screen now; undefined: none. */
  show(conversationId: string | undefined): void {
    if (conversationId === this.#shown) return;
    this.#shown = conversationId;
    this.#tell(conversationId ?? null);
  }

  /** Nobody tells any more who comes and goes, and nobody is told. */
  forget(): void {
    this.#all.clear();
    this.#shown = undefined;
  }
}

/** What the person writes: kept as a draft, told while it is typed, and given to the outbox. */
import type { Clock } from "../clock.ts";
import type { Drafts, Writing } from "./drafts.ts";
import type { Outbox } from "./outbox.ts";
import { OwnTyping } from "./own-typing.ts";
import type { Reading } from "./reading.ts";

export interface ComposingDeps {
  readonly drafts: Drafts;
  readonly outbox: Outbox;
  readonly reading: Reading;
  readonly clock: Clock;
  readonly tell: (conversationId: string, typing: boolean) => void;
}

export class Composing {
  readonly #deps: ComposingDeps;
  readonly #typing: OwnTyping;

  constructor(deps: ComposingDeps) {
    this.#deps = deps;
    this.#typing = new OwnTyping(deps.tell, deps.clock);
  }

  /** An answer is told to the visitor and the colleagues, and deals with the conversation; a note does neither. */
  type(conversationId: string, text: string, writing: Writing): void {
    const { drafts, reading } = this.#deps;
    drafts.set(conversationId, text, writing);
    if (writing === "note") return;
    this.#typing.typed(conversationId, text);
    if (text !== "") reading.dealWith(conversationId);
  }

  /** Gives the text to the outbox and clears the draft it was typed in. */
  send(conversationId: string, text: string, writing: Writing): void {
    const { outbox } = this.#deps;
    if (writing === "note") outbox.addNote(conversationId, text);
    else outbox.add(conversationId, { type: "text", text });
    this.type(conversationId, "", writing);
  }

  /** Nothing is typed any more. */
  end(): void {
    this.#typing.end();
  }
}

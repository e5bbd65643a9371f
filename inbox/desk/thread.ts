/**
 * The messages of one conversation, oldest first and without holes.
 *
 * Offsets are dense, so a hole shows itself: a live message that does not follow the last one makes
 * the newest page load again. A page that does not join on to what is known replaces it.
 */
import type { Message } from "../../protocol/message.ts";
import type { MessagePage } from "../../protocol/messages.ts";
import { CallFailed } from "../api.ts";

/** Asks for a page; the empty cursor is the newest one. */
export type LoadMessages = (cursor: string) => Promise<MessagePage>;

type NewestState = "loading" | "ready" | "failed" | "missing";
type OlderState = "none" | "waiting" | "loading" | "failed";

export class Thread {
  newest: NewestState = "loading";
  older: OlderState = "none";
  messages: readonly Message[] = [];
  readonly #load: LoadMessages;
  readonly #changed: () => void;
  #cursor = "";
  #complete = false;
  #loading = false;
  #missed = false;

  constructor(load: LoadMessages, changed: () => void) {
    this.#load = load;
    this.#changed = changed;
  }

  async loadNewest(): Promise<void> {
    if (this.#loading) return;
    this.#loading = true;
    if (!this.#complete) this.newest = "loading";
    this.#changed();
    try {
      do {
        this.#missed = false;
        this.#mergeNewest(await this.#load(""));
      } while (this.#missed);
      this.newest = "ready";
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error;
      if (!this.#complete) this.newest = error.status === 404 ? "missing" : "failed";
    } finally {
      this.#loading = false;
      this.#changed();
    }
  }

  async loadOlder(): Promise<void> {
    const cursor = this.#cursor;
    if (this.older === "none" || this.older === "loading") return;
    this.older = "loading";
    this.#changed();
    try {
      const page = await this.#load(cursor);
      if (cursor === this.#cursor) {
        this.messages = joined(page.data, this.messages);
        this.#turnTo(page.response_metadata.next_cursor);
      }
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error;
      if (cursor === this.#cursor) this.older = "failed";
    } finally {
      this.#changed();
    }
  }

  /** A message that was sent or has arrived; one that is here already changes nothing. */
  add(message: Message): void {
    const last = this.messages.at(-1);
    const follows = last === undefined || message.offset === last.offset + 1;
    if (!follows && message.offset > last.offset && this.#complete) {
      this.#missed = true;
      void this.loadNewest();
      return;
    }
    this.messages = joined(this.messages, [message]);
    this.#changed();
  }

  #mergeNewest(page: MessagePage): void {
    const first = page.data[0]?.offset ?? 1;
    const newest = page.data.at(-1)?.offset ?? 0;
    const joins = this.#complete && (this.messages.at(-1)?.offset ?? 0) + 1 >= first;
    const kept = joins ? this.messages : this.messages.filter(({ offset }) => offset > newest);
    this.messages = joined(page.data, kept);
    if (!joins) this.#turnTo(page.response_metadata.next_cursor);
    this.#complete = true;
  }

  #turnTo(cursor: string): void {
    this.#cursor = cursor;
    this.older = cursor === "" ? "none" : "waiting";
  }
}

function joined(one: readonly Message[], other: readonly Message[]): readonly Message[] {
  const byOffset = new Map([...one, ...other].map((message) => [message.offset, message]));
  return [...byOffset.values()].sort((a, b) => a.offset - b.offset);
}

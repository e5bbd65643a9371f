/**
 * The messages of one conversation, oldest first and without holes.
 *
 * Offsets are dense, so a hole shows itself: a live message that does not follow the last one makes
 * the newest page load again. A page that does not join on to what is known replaces it.
 */
import type { Message } from "../../protocol/message.ts";
import type { MessagePage } from "../../protocol/messages.ts";
import type { Note } from "../../protocol/notes.ts";
import { CallFailed } from "../api.ts";
import type { ThreadNotes } from "./thread-notes.ts";

/** Asks for a page; the empty cursor is the newest one. */
export type LoadMessages = (cursor: string) => Promise<MessagePage>;

type NewestState = "loading" | "ready" | "failed" | "missing";
type OlderState = "none" | "waiting" | "loading" | "failed";

export class Thread {
  newest: NewestState = "loading";
  older: OlderState = "none";
  messages: readonly Message[] = [];
  /** As far back as the messages. */
  readonly notes: ThreadNotes;
  readonly #load: LoadMessages;
  readonly #changed: () => void;
  #cursor = "";
  #complete = false;
  #loading = false;
  #missed = false;

  constructor(load: LoadMessages, notes: ThreadNotes, changed: () => void) {
    this.#load = load;
    this.notes = notes;
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
        const [page] = await Promise.all([this.#load(""), this.notes.reach(Infinity)]);
        await this.notes.reach(page.data[0]?.offset ?? 0);
        this.#mergeNewest(page);
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
      await this.notes.reach(page.data[0]?.offset ?? 0);
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

  /** The notes behind the messages that are here; those before the first one come with the page before. */
  get shownNotes(): readonly Note[] {
    return this.notes.from(this.older === "none" ? 0 : (this.messages[0]?.offset ?? 0));
  }

  /** Unless nothing can have been missed. What does not arrive now is asked for the next time. */
  refreshNotes(): void {
    if (!this.notes.isStale) return;
    this.notes.refresh().then(this.#changed, (error: unknown) => {
      if (!(error instanceof CallFailed)) throw error;
    });
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

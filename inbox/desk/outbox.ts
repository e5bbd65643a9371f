/**
 * Replies and notes on their way. A reply is kept in the store from the moment it is given until the server has
 * stored it or the person discards it, so that neither a reload nor a lost network loses it.
 *
 * Each conversation's replies go one after another, in the order they were written. One that could
 * not be delivered is tried again after a pause, with the same id: the server stores it once, even if
 * an answer was lost. One that the server refuses steps aside and waits for the person.
 *
 * A reply that shows a file first uploads it, in its turn. The file itself does not outlive the page:
 * what is kept of it then is that it was not sent.
 */
import type { Content } from "../../protocol/content.ts";
import type { Message } from "../../protocol/message.ts";
import type { Note } from "../../protocol/notes.ts";
import { CallFailed, type NewNote, type Reply } from "../api.ts";
import { backOff, type Clock } from "../clock.ts";
import type { Store } from "../store.ts";
import type { Upload } from "../upload.ts";
import type { Arrival } from "./conversation-index.ts";
import { Uploads } from "./uploads.ts";

export interface Outgoing {
  readonly id: string;
  readonly conversation_id: string;
  /** As long as its file is not uploaded it has no address. */
  readonly content: Content;
  readonly written_at: string;
  /** For the team alone: a note, whose content is text. */
  readonly isNote?: true;
  /** Why the server has refused it; absent while it is on its way. */
  readonly refusal?: { readonly code: string; readonly message: string };
}

export interface OutboxDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly send: (reply: Reply) => Promise<Message>;
  readonly note: (note: NewNote) => Promise<Note>;
  readonly upload: Upload;
  readonly onDelivered: (arrival: Arrival) => void;
  readonly onNoted: (note: Note) => void;
  readonly changed: () => void;
}

/** The code of a reply whose file was not uploaded when its page was closed. */
export const LOST = "upload_lost";

/** A conversation's replies take turns: one is under way, or there is a pause before the next try. */
interface Lane {
  readonly failures: number;
  cancelPause: (() => void) | undefined;
}

export class Outbox {
  readonly uploads: Uploads;
  readonly #deps: OutboxDeps;
  readonly #prefix: string;
  readonly #lanes = new Map<string, Lane>();
  #replies: readonly Outgoing[];
  #stopped = true;

  /** `owner` is the operator's id: what somebody else left in this browser is not touched. */
  constructor(deps: OutboxDeps, owner: string) {
    this.#deps = deps;
    this.uploads = new Uploads(deps.upload, deps.changed);
    this.#prefix = `parley.outbox.${owner}.`;
    this.#replies = deps.store
      .keys(this.#prefix)
      .flatMap((key) => parse(deps.store.get(key)))
      .sort((a, b) => (a.written_at < b.written_at ? -1 : 1));
  }

  /** In the order they were written. */
  of(conversationId: string): readonly Outgoing[] {
    return this.#replies.filter((reply) => reply.conversation_id === conversationId);
  }

  /** The last attempt came to nothing, the next one follows. */
  isPaused(conversationId: string): boolean {
    return this.#lanes.get(conversationId)?.cancelPause !== undefined;
  }

  start(): void {
    this.#stopped = false;
    this.#sendAll();
  }

  stop(): void {
    this.#stopped = true;
    for (const lane of this.#lanes.values()) lane.cancelPause?.();
    this.#lanes.clear();
    this.uploads.stop();
  }

  /** The network or the person is back: no reason to wait on. */
  wake(): void {
    for (const [id, lane] of this.#lanes) {
      if (lane.cancelPause === undefined) continue;
      lane.cancelPause();
      this.#lanes.delete(id);
    }
    this.#sendAll();
  }

  add(conversationId: string, content: Content): void {
    this.#add(this.#deps.newId(), conversationId, content);
  }

  /** Between the replies, in the order in which they were written. */
  addNote(conversationId: string, text: string): void {
    this.#add(this.#deps.newId(), conversationId, { type: "text", text }, { isNote: true });
  }

  /** One reply that shows the file. */
  addFile(conversationId: string, file: File): void {
    const id = this.#deps.newId();
    const { name, size } = file;
    this.uploads.hold(id, file);
    this.#add(id, conversationId, { type: "file", url: "", name, size });
  }

  retry(id: string): void {
    const reply = this.#replies.find((each) => each.id === id);
    if (reply === undefined) return;
    const { refusal: _, ...fresh } = reply;
    this.#keep(fresh);
    this.#sendNext(reply.conversation_id);
  }

  /** Discarded by the person, or seen as stored. */
  remove(id: string): void {
    if (!this.#replies.some((reply) => reply.id === id)) return;
    this.#replies = this.#replies.filter((reply) => reply.id !== id);
    this.#deps.store.remove(this.#prefix + id);
    this.uploads.drop(id);
    this.#deps.changed();
  }

  #add(id: string, conversationId: string, content: Content, more?: { isNote: true }): void {
    const written = new Date(this.#deps.clock.now()).toISOString();
    this.#keep({ id, conversation_id: conversationId, content, written_at: written, ...more });
    this.#sendNext(conversationId);
  }

  #keep(reply: Outgoing): void {
    const at = this.#replies.findIndex(({ id }) => id === reply.id);
    this.#replies = at < 0 ? [...this.#replies, reply] : this.#replies.with(at, reply);
    this.#deps.store.set(this.#prefix + reply.id, JSON.stringify(this.#lasting(reply)));
    this.#deps.changed();
  }

  /** What is left of it when the page goes. */
  #lasting(reply: Outgoing): Outgoing {
    const isHeld = this.uploads.get(reply.id) !== undefined;
    return isHeld ? { ...reply, refusal: { code: LOST, message: "" } } : reply;
  }

  #sendAll(): void {
    for (const id of new Set(this.#replies.map((reply) => reply.conversation_id))) {
      this.#sendNext(id);
    }
  }

  #sendNext(conversationId: string, failures = 0): void {
    if (this.#stopped || this.#lanes.has(conversationId)) return;
    const reply = this.of(conversationId).find(({ refusal }) => refusal === undefined);
    if (reply === undefined) return;
    const lane: Lane = { failures, cancelPause: undefined };
    this.#lanes.set(conversationId, lane);
    void this.#send(reply, lane);
  }

  async #send(reply: Outgoing, lane: Lane): Promise<void> {
    const { conversation_id } = reply;
    try {
      await this.#advance(reply);
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error;
      if (this.#lanes.get(conversation_id) !== lane || error.status === 401) return;
      const isStillHere = this.#replies.some(({ id }) => id === reply.id);
      if (error.passing && isStillHere) return this.#pause(conversation_id, lane, error.retryAfter);
      this.#refuse(reply, error);
    }
    if (this.#lanes.get(conversation_id) !== lane) return;
    this.#lanes.delete(conversation_id);
    this.#sendNext(conversation_id);
  }

  /** One step: its file is uploaded, or it is sent. */
  async #advance(reply: Outgoing): Promise<void> {
    const { id, conversation_id } = reply;
    if (this.uploads.get(id) !== undefined) {
      const content = await this.uploads.send(id);
      if (this.#replies.some((each) => each.id === id)) this.#keep({ ...reply, content });
      return;
    }
    if (reply.isNote) {
      const text = "text" in reply.content ? (reply.content.text ?? "") : "";
      const note = await this.#deps.note({ id, conversation_id, text });
      this.remove(id);
      return this.#deps.onNoted(note);
    }
    const message = await this.#deps.send({ id, conversation_id, message: reply.content });
    this.remove(id);
    this.#deps.onDelivered({ conversation_id, message });
  }

  #refuse(reply: Outgoing, { code, message }: CallFailed): void {
    const isStillHere = this.#replies.some(({ id }) => id === reply.id);
    if (isStillHere) this.#keep({ ...reply, refusal: { code, message } });
  }

  #pause(conversationId: string, lane: Lane, retryAfter: number): void {
    const failures = lane.failures + 1;
    const cancel = this.#deps.clock.after(Math.max(retryAfter, backOff(failures)), () => {
      this.#lanes.delete(conversationId);
      this.#sendNext(conversationId, failures);
    });
    lane.cancelPause = cancel;
    this.#deps.changed();
  }
}

function parse(stored: string | undefined): readonly Outgoing[] {
  try {
    return stored === undefined ? [] : [JSON.parse(stored) as Outgoing];
  } catch {
    return [];
  }
}

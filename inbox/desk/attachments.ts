import { FILE_BYTES } from "../upload.ts";

export interface Attached {
  readonly id: string;
  readonly file: File;
  /** The server would refuse it. */
  readonly isTooLarge: boolean;
}

/** At most so many with one answer. */
const MOST = 20;

/** Files that will go out with the next answer, conversation by conversation: as long as the page lives. */
export class Attachments {
  readonly #newId: () => string;
  readonly #changed: () => void;
  readonly #attached = new Map<string, readonly Attached[]>();
  /** The conversation that was given more files than one answer takes. */
  #overfull: string | undefined;

  constructor(newId: () => string, changed: () => void) {
    this.#newId = newId;
    this.#changed = changed;
  }

  of(conversationId: string): readonly Attached[] {
    return this.#attached.get(conversationId) ?? [];
  }

  /** Not all files that were chosen last have found a place. */
  isOverfull(conversationId: string): boolean {
    return this.#overfull === conversationId;
  }

  /** There is something to send. */
  areReady(conversationId: string): boolean {
    return this.of(conversationId).some(({ isTooLarge }) => !isTooLarge);
  }

  add(conversationId: string, files: Iterable<File>): void {
    const before = this.of(conversationId);
    const added = [...files].map((file) => ({
      id: this.#newId(),
      file,
      isTooLarge: file.size > FILE_BYTES,
    }));
    const all = [...before, ...added];
    this.#overfull = all.length > MOST ? conversationId : undefined;
    this.#set(conversationId, all.slice(0, MOST));
  }

  remove(conversationId: string, id: string): void {
    this.#overfull = undefined;
    this.#set(
      conversationId,
      this.of(conversationId).filter((each) => each.id !== id),
    );
  }

  /** Those that can be sent, which are then no longer here. What is too large stays to be seen. */
  take(conversationId: string): readonly File[] {
    const all = this.of(conversationId);
    this.#overfull = undefined;
    this.#set(
      conversationId,
      all.filter(({ isTooLarge }) => isTooLarge),
    );
    return all.filter(({ isTooLarge }) => !isTooLarge).map(({ file }) => file);
  }

  #set(conversationId: string, attached: readonly Attached[]): void {
    if (attached.length === 0) this.#attached.delete(conversationId);
    else this.#attached.set(conversationId, attached);
    this.#changed();
  }
}

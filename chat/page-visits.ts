/**
 * The pages that visitors open are remembered with their conversations. They are gathered for a second and
 * stored together: however many open one, what waits for the writer is one command of them. So those of the
 * last second may be lost with the process, and those beyond a number a second are.
 */
import type { NewPageVisit } from "../db/page-visits.ts";
import type { Writer } from "../db/writer.ts";
import { PAGE_VISITS } from "../protocol/limits.ts";
import type { Page } from "../protocol/live.ts";

export interface PageVisitsDeps {
  readonly writer: Writer;
  readonly now: () => number;
}

export class PageVisits {
  readonly #writer: Writer;
  readonly #now: () => number;
  #waiting: NewPageVisit[] = [];
  #isStoring = false;

  constructor({ writer, now }: PageVisitsDeps) {
    this.#writer = writer;
    this.#now = now;
  }

  /** The visitor of a conversation has opened a page. */
  opened(conversationId: string, { url, title }: Page): void {
    if (this.#waiting.length >= PAGE_VISITS.atATime) return;
    this.#waiting.push({ conversationId, url, title: title ?? null, openedAt: this.#now() });
  }

  /** To be called once a second, and when no more will come. */
  tick(): void {
    if (this.#isStoring || this.#waiting.length === 0) return;
    const opened = this.#waiting;
    this.#waiting = [];
    this.#isStoring = true;
    this.#writer
      .write("storePageVisits", { opened, limit: PAGE_VISITS.perConversation })
      // That the database does not store has been logged; a page is not worth keeping it in memory for.
      .catch(() => undefined)
      .finally(() => {
        this.#isStoring = false;
      });
  }
}

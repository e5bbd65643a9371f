/** What is remembered of what visitors do beside writing: the pages that they open, and what they have seen. */
import type { NewPageVisit } from "../db/page-visits.ts";
import type { Sighting } from "../db/sightings.ts";
import type { Writer } from "../db/writer.ts";
import { PAGE_VISITS, SIGHTINGS } from "../protocol/limits.ts";
import type { Page } from "../protocol/live.ts";
import { Gathered } from "./gathered.ts";

export interface VisitorMemoryDeps {
  readonly writer: Writer;
  readonly now: () => number;
}

export class VisitorMemory {
  readonly #now: () => number;
  readonly #visits: Gathered<NewPageVisit>;
  readonly #sightings: Gathered<Sighting>;

  constructor({ writer, now }: VisitorMemoryDeps) {
    this.#now = now;
    this.#visits = new Gathered(PAGE_VISITS.atATime, (opened) =>
      writer.write("storePageVisits", { opened, limit: PAGE_VISITS.perConversation }),
    );
    this.#sightings = new Gathered(SIGHTINGS.atATime, (seen) =>
      writer.write("storeSightings", seen),
    );
  }

  /** The visitor of a conversation has opened a page. */
  opened(conversationId: string, { url, title }: Page): void {
    this.#visits.add({ conversationId, url, title: title ?? null, openedAt: this.#now() });
  }

  /** The visitor has seen everything up to that offset. */
  saw(conversationId: string, offset: number): void {
    this.#sightings.add({ conversationId, offset, seenAt: this.#now() });
  }

  /** To be called once a second, and when no more will come. */
  tick(): void {
    this.#visits.tick();
    this.#sightings.tick();
  }
}

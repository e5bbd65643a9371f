/**
 * Adds what has been said to the search index when nothing else is urgent: a moment after it was stored, in small
 * steps that other commands can come between, and at once before somebody searches.
 */
import type { Indexed } from "./search-index.ts";

/** Messages of one step: a few milliseconds of the writer's thread. */
const STEP = 200;
/** Steps that a search waits for at most: what is further behind is found later. */
const STEPS_FOR_SEARCH = 5;

export interface SearchFeedDeps {
  readonly index: (limit: number) => Promise<Indexed>;
  readonly lastPosition: () => number;
  /** In milliseconds: before the first step after something was stored, and between steps. */
  readonly pause: number;
  readonly pauseBetween: number;
  /** How long a search waits for the index, whatever holds up the writer. */
  readonly patience: number;
}

export interface SearchFeed {
  /** Something was stored. */
  notice(): void;
  /** What is stored by now can be found, unless the index is far behind or the writer is held up. */
  catchUp(): Promise<void>;
  close(): void;
}

export function createSearchFeed(deps: SearchFeedDeps): SearchFeed {
  let upTo = -1;
  let timer: Timer | undefined;
  let stepping: Promise<boolean> | undefined;
  let isClosed = false;

  function isCurrent(): boolean {
    return deps.lastPosition() <= upTo;
  }

  /** Whether there is more to do. A step that fails is tried again after the next message. */
  function step(): Promise<boolean> {
    stepping ??= deps
      .index(STEP)
      .then((done) => {
        upTo = done.upTo;
        return done.isBehind;
      })
      .catch(() => false)
      .finally(() => {
        stepping = undefined;
      });
    return stepping;
  }

  function schedule(pause: number): void {
    if (isClosed || timer !== undefined) return;
    timer = setTimeout(() => {
      timer = undefined;
      if (!isClosed && !isCurrent())
        void step().then((isBehind) => {
          if (isBehind) goOn();
        });
    }, pause);
  }

  function goOn(): void {
    schedule(deps.pauseBetween);
  }

  async function takeSteps(): Promise<void> {
    for (let taken = 0; taken < STEPS_FOR_SEARCH; taken += 1) {
      if (isClosed || isCurrent()) return;
      // One that runs already may have begun before the last message.
      const wasRunning = stepping !== undefined;
      if (!(await step()) && !wasRunning) return;
    }
    goOn();
  }

  return {
    notice() {
      schedule(deps.pause);
    },

    async catchUp() {
      const enough = Promise.withResolvers<void>();
      const patience = setTimeout(enough.resolve, deps.patience);
      await Promise.race([takeSteps(), enough.promise]);
      clearTimeout(patience);
    },

    close() {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}

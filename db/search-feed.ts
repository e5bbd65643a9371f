/**
 * Adds what has been said to the search index when nothing else is urgent: a moment after it was stored, in small
 * steps that other commands can come between, and at once before somebody searches.
 */
import type { Indexed } from "./search-index.ts";

/** Messages of one step: a few milliseconds of the writer's thread. */
const STEP = 200;
/** Commands a second at which the index waits: a message costs it more than storing it does. */
const BUSY = 500;
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
  /** So many commands were stored. */
  notice(commands: number): void;
  /** What is stored by now can be found, unless the index is far behind or the writer is held up. */
  catchUp(): Promise<void>;
  close(): void;
}

export function createSearchFeed(deps: SearchFeedDeps): SearchFeed {
  let upTo = -1;
  let timer: Timer | undefined;
  /** Commands since the last step. */
  let stored = 0;
  let isBusy = false;
  let stepping: Promise<"behind" | "done" | "failed"> | undefined;
  let isClosed = false;

  function isCurrent(): boolean {
    return deps.lastPosition() <= upTo;
  }

  /** A step that fails is tried again after the next message. */
  function step(): Promise<"behind" | "done" | "failed"> {
    stepping ??= deps
      .index(STEP)
      .then((done) => {
        upTo = done.upTo;
        return done.isBehind ? ("behind" as const) : ("done" as const);
      })
      .catch(() => "failed" as const)
      .finally(() => {
        stepping = undefined;
      });
    return stepping;
  }

  function schedule(pause: number): void {
    if (isClosed || timer !== undefined) return;
    timer = setTimeout(() => {
      timer = undefined;
      isBusy = (stored / pause) * 1_000 > BUSY;
      stored = 0;
      if (!isClosed && !isCurrent()) void step().then(goOn);
    }, pause);
  }

  function goOn(after: "behind" | "done" | "failed"): void {
    if (after === "failed" || isCurrent()) return;
    schedule(after === "behind" && !isBusy ? deps.pauseBetween : deps.pause);
  }

  async function takeSteps(): Promise<void> {
    for (let taken = 0; taken < STEPS_FOR_SEARCH; taken += 1) {
      if (isClosed || isCurrent()) return;
      // One that runs already may have begun before the last message.
      const wasRunning = stepping !== undefined;
      if ((await step()) !== "behind" && !wasRunning) return;
    }
    goOn("behind");
  }

  return {
    notice(commands) {
      stored += commands;
      // A step is a command, too; what is stored meanwhile is looked at when it has ended.
      if (stepping === undefined) schedule(deps.pause);
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

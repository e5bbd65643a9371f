/** Filters and searches over the conversations: the thread that answers them and the index that they need. */
import type { Filter } from "../protocol/filter.ts";
import { createFilterThread, type FilterThreadOptions } from "./filter-thread.ts";
import type { FilteredPage, FilteredQuery } from "./filtered-list.ts";
import type { Reads } from "./reads.ts";
import { createSearchFeed } from "./search-feed.ts";
import type { Writer } from "./writer.ts";

/** What is said can be found after this time, in milliseconds, if nobody asks before. */
const PAUSE = 1_000;
const PAUSE_BETWEEN = 20;
/** Of the messages of one step, in UTF-16 units: so much takes the writer's thread a tenth of a second. */
const STEP_LENGTH = 64 * 1024;
/** How long a search waits for the index, in milliseconds. */
const PATIENCE = 500;

export interface FilteredConversations {
  /** What was stored before can be found. Rejects as FilterThread.read does. */
  page(query: FilteredQuery, time: number): Promise<FilteredPage>;
  /** So many commands were stored. */
  notice(commands: number): void;
  close(): Promise<void>;
}

export function createFilteredConversations(
  options: FilterThreadOptions & { readonly writer: Writer; readonly reads: Reads },
): FilteredConversations {
  const { writer, reads } = options;
  const thread = createFilterThread(options);
  const feed = createSearchFeed({
    index: (limit) => writer.write("indexMessages", { limit, length: STEP_LENGTH }),
    lastPosition: reads.messages.lastPosition,
    pause: PAUSE,
    pauseBetween: PAUSE_BETWEEN,
    patience: PATIENCE,
  });
  return {
    async page(query, time) {
      if (says(query.filter)) await feed.catchUp();
      return thread.read(query, time);
    },

    notice: feed.notice,

    close() {
      feed.close();
      return thread.close();
    },
  };
}

/** Whether it asks for something that was said. */
function says(filter: Filter): boolean {
  switch (filter.kind) {
    case "said":
      return true;
    case "not":
      return says(filter.of);
    case "and":
    case "or":
      return filter.of.some(says);
    case "match":
    case "range":
      return false;
  }
}

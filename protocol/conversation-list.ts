/** `/conversations.list`: what is asked and what is answered. */
import * as v from "valibot";
import type { Filter } from "./filter.ts";
import { FilterError } from "./filter-error.ts";
import { parseFilter } from "./filter-parser.ts";
import { PageRequest } from "./json.ts";

export type { Highlight, ConversationPage } from "./answers/conversation-list.ts";

/** The same, kept as it was written. */
export const FilterText = v.pipe(
  v.string(),
  v.rawTransform(({ dataset, addIssue, NEVER }): string => {
    const problem = problemOf(dataset.value);
    if (problem === undefined) return dataset.value.toWellFormed();
    addIssue({ message: problem });
    return NEVER;
  }),
);

function problemOf(filters: string): string | undefined {
  try {
    parseFilter(filters);
    return undefined;
  } catch (error) {
    if (!(error instanceof FilterError)) throw error;
    return error.message;
  }
}

const Filters = v.pipe(
  v.string(),
  v.rawTransform(({ dataset, addIssue, NEVER }): Filter | undefined => {
    try {
      return parseFilter(dataset.value);
    } catch (error) {
      if (!(error instanceof FilterError)) throw error;
      addIssue({ message: error.message });
      return NEVER;
    }
  }),
);

export const ListConversations = v.object({
  ...PageRequest.entries,
  /** Lucene's query syntax (filter-parser.ts). Null is none. */
  filters: v.nullish(Filters),
});

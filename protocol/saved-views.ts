import * as v from "valibot";
import { FilterText } from "./conversation-list.ts";
import { nameUpTo, Uuid } from "./json.ts";
import { VIEW_LIMITS } from "./limits.ts";

export type { SavedView, SavedViewList } from "./answers/saved-views.ts";

const ViewName = nameUpTo(VIEW_LIMITS.nameLength);

export const CreateView = v.object({
  name: ViewName,
  filters: FilterText,
  shared: v.optional(v.boolean(), false),
});
/** What is left out stays as it is. */
export const UpdateView = v.object({
  id: Uuid,
  name: v.optional(ViewName),
  filters: v.optional(FilterText),
  shared: v.optional(v.boolean()),
});
export const RemoveView = v.object({ id: Uuid });
export const ListViews = v.object({});

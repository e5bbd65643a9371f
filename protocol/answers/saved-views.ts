import * as v from "valibot";
import { Uuid } from "../json.ts";
import { answered, listOf } from "./answer.ts";

export const SavedView = answered({
  id: Uuid,
  name: v.string(),
  /** For `filters` of `/conversations.list`. */
  filters: v.string(),
  /** Everybody sees it. */
  shared: v.boolean(),
  /** Whether who asks may change it. */
  editable: v.boolean(),
});
export type SavedView = v.InferOutput<typeof SavedView>;

export const CreatedView = answered({ id: Uuid });

export const SavedViewList = answered({ data: listOf(SavedView) });
export type SavedViewList = v.InferOutput<typeof SavedViewList>;

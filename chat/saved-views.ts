/** Views of the list of conversations: a filter under a name, its maker's alone or the team's. */
import type { Editor, SavedViewReads, SavedViewRow, SavedViewUpdate } from "../db/saved-views.ts";
import type { Writer } from "../db/writer.ts";
import { ParleyError } from "../errors.ts";
import { VIEW_LIMITS } from "../protocol/limits.ts";
import type { Operator } from "./tokens.ts";

export interface SavedViewsDeps {
  readonly writer: Writer;
  readonly savedViews: SavedViewReads;
  readonly newId: () => string;
}

export interface VisibleView extends SavedViewRow {
  /** Whether who asks may change it: its owner, and of a shared one any admin. */
  readonly isEditable: boolean;
}

export interface SavedViews {
  /** By name. */
  visibleTo(operator: Operator): readonly VisibleView[];
  /** Resolves to its id. Rejects with `limit_reached`. */
  create(view: Omit<SavedViewRow, "id" | "owner">, by: Operator): Promise<string>;
  /** Rejects with `view_not_found`, `forbidden`, `limit_reached`. */
  update(update: Omit<SavedViewUpdate, "by" | "limits">, by: Operator): Promise<void>;
  /** Rejects with `view_not_found`, `forbidden`. */
  remove(id: string, by: Operator): Promise<void>;
}

export function createSavedViews(deps: SavedViewsDeps): SavedViews {
  const { writer, savedViews, newId } = deps;
  const limits = VIEW_LIMITS;
  return {
    visibleTo({ userId, role }) {
      return savedViews.visibleTo(userId).map((view) => ({
        ...view,
        isEditable: view.owner === userId || role === "admin",
      }));
    },

    async create(view, by) {
      const id = newId();
      const row = { ...view, id, owner: by.userId, limits };
      check(await writer.write("createSavedView", row));
      return id;
    },

    async update(update, by) {
      check(await writer.write("updateSavedView", { ...update, by: editorOf(by), limits }));
    },

    async remove(id, by) {
      check(await writer.write("removeSavedView", { id, by: editorOf(by) }));
    },
  };
}

function editorOf({ userId, loginId }: Operator): Editor {
  return { owner: userId, loginId };
}

function check(
  outcome: "created" | "updated" | "removed" | "too_many" | "unknown" | "not_theirs",
): void {
  switch (outcome) {
    case "too_many": {
      const { owned, shared } = VIEW_LIMITS;
      const message = `there are ${owned} views of one's own at most, and ${shared} that are shared`;
      throw new ParleyError("limit_reached", message);
    }
    case "unknown":
      throw new ParleyError("view_not_found", "there is no such view");
    case "not_theirs":
      throw new ParleyError("forbidden", "only who has made this view, or an admin, may change it");
    case "created":
    case "updated":
    case "removed":
  }
}

/** Filters of the list of conversations that people have saved under a name, for themselves or for all. */
import type { Database } from "bun:sqlite";
import { adminCheck } from "./admins.ts";

/** Part of migration 2. What somebody has shared stays when their account goes. */
export const SAVED_VIEW_TABLE = `
  CREATE TABLE saved_view (
    id        TEXT PRIMARY KEY,
    owner     TEXT NOT NULL,
    name      TEXT NOT NULL,
    filters   TEXT NOT NULL,
    is_shared INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX saved_view_by_owner ON saved_view (owner);
  CREATE INDEX saved_view_shared ON saved_view (id) WHERE is_shared = 1;
  CREATE TRIGGER user_removed_views AFTER DELETE ON user BEGIN
    DELETE FROM saved_view WHERE owner = old.id AND is_shared = 0;
  END;
  CREATE TRIGGER api_token_removed_views AFTER DELETE ON api_token BEGIN
    DELETE FROM saved_view WHERE owner = old.id AND is_shared = 0;
  END;
`;

export interface SavedViewRow {
  readonly id: string;
  /** A person's account, or an API token. */
  readonly owner: string;
  readonly name: string;
  readonly filters: string;
  readonly isShared: boolean;
}

export interface NewSavedView extends SavedViewRow {
  /** How many one owner may have, and how many may be shared in all. */
  readonly limits: SavedViewLimits;
}

export interface SavedViewLimits {
  readonly owned: number;
  readonly shared: number;
}

/** Whose request it is. */
export interface Editor {
  readonly owner: string;
  readonly loginId: string;
}

/** Undefined keeps what there is. */
export interface SavedViewUpdate {
  readonly id: string;
  readonly by: Editor;
  readonly name: string | undefined;
  readonly filters: string | undefined;
  readonly isShared: boolean | undefined;
  readonly limits: SavedViewLimits;
}

/** `unknown`: also one that is somebody else's alone. `not_theirs`: it is shared, and no admin asks. */
type Refused = "unknown" | "not_theirs";

/** Each runs inside the writer's transaction. */
export interface SavedViewWrites {
  createSavedView(view: NewSavedView): "created" | "too_many";
  updateSavedView(update: SavedViewUpdate): "updated" | "too_many" | Refused;
  removeSavedView(removal: { id: string; by: Editor }): "removed" | Refused;
}

export interface SavedViewReads {
  /** Their own and all that are shared, by name. */
  visibleTo(owner: string): SavedViewRow[];
}

interface StoredView extends Omit<SavedViewRow, "isShared"> {
  readonly isShared: number;
}

const SELECT = "SELECT id, owner, name, filters, is_shared AS isShared FROM saved_view";

export function savedViewWrites(db: Database): SavedViewWrites {
  const isAdmin = adminCheck(db);
  const countOwned = db.query<{ n: number }, [string]>(
    "SELECT count(*) AS n FROM saved_view WHERE owner = ?",
  );
  const countShared = db.query<{ n: number }, []>(
    "SELECT count(*) AS n FROM saved_view WHERE is_shared = 1",
  );
  const byId = db.query<StoredView, [string]>(`${SELECT} WHERE id = ?`);
  const insert = db.query<null, [string, string, string, string, number]>(
    "INSERT INTO saved_view (id, owner, name, filters, is_shared) VALUES (?, ?, ?, ?, ?)",
  );
  const update = db.query<null, [string, string, number, string]>(
    "UPDATE saved_view SET name = ?, filters = ?, is_shared = ? WHERE id = ?",
  );
  const remove = db.query<null, [string]>("DELETE FROM saved_view WHERE id = ?");

  function find(id: string, by: Editor): StoredView | Refused {
    const view = byId.get(id);
    if (view === null || (view.owner !== by.owner && view.isShared === 0)) return "unknown";
    return view.owner === by.owner || isAdmin(by.loginId) ? view : "not_theirs";
  }

  function isFullOfShared({ shared }: SavedViewLimits): boolean {
    return (countShared.get()?.n ?? 0) >= shared;
  }

  return {
    createSavedView({ id, owner, name, filters, isShared, limits }) {
      if ((countOwned.get(owner)?.n ?? 0) >= limits.owned) return "too_many";
      if (isShared && isFullOfShared(limits)) return "too_many";
      insert.run(id, owner, name, filters, Number(isShared));
      return "created";
    },

    updateSavedView({ id, by, name, filters, isShared, limits }) {
      const before = find(id, by);
      if (typeof before === "string") return before;
      const willBeShared = isShared ?? before.isShared === 1;
      if (willBeShared && before.isShared === 0 && isFullOfShared(limits)) return "too_many";
      update.run(name ?? before.name, filters ?? before.filters, Number(willBeShared), id);
      return "updated";
    },

    removeSavedView({ id, by }) {
      const view = find(id, by);
      if (typeof view === "string") return view;
      remove.run(id);
      return "removed";
    },
  };
}

export function savedViewReads(db: Database): SavedViewReads {
  const visibleTo = db.query<StoredView, [string]>(
    `${SELECT} WHERE owner = ?1 OR is_shared = 1 ORDER BY name COLLATE NOCASE, id`,
  );
  return {
    visibleTo(owner) {
      return visibleTo.all(owner).map((row) => ({ ...row, isShared: row.isShared === 1 }));
    },
  };
}

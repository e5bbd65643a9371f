/** Tags, and which conversation has which. */
import type { Database } from "bun:sqlite";
import type { TagColor } from "../protocol/tags.ts";
import type { Changed } from "./conversation-writes.ts";

export interface TagRow {
  readonly id: string;
  readonly name: string;
  readonly color: TagColor;
}

export interface NewTag extends TagRow {
  readonly createdAt: number;
  /** How many there may be. */
  readonly limit: number;
}

/** Undefined keeps what there is. */
export interface TagUpdate {
  readonly id: string;
  readonly name: string | undefined;
  readonly color: TagColor | undefined;
}

export interface Tagging {
  readonly conversationId: string;
  readonly tagId: string;
}

/** Each runs inside the writer's transaction. */
export interface TagWrites {
  createTag(tag: NewTag): "created" | "name_taken" | "too_many";
  updateTag(update: TagUpdate): "updated" | "unknown_tag" | "name_taken";
  /**
   * Takes it from at most `limit` conversations, and deletes it when that were all. `more`: to be called again.
   * Everybody's writing waits for one command, so none is to touch a million rows.
   */
  deleteTag(deletion: { id: string; limit: number }): "deleted" | "more" | "unknown_tag";
  /** `limit`: how many tags a conversation may have. */
  tagConversation(tagging: Tagging & { limit: number }): Changed | "unknown_tag" | "too_many";
  untagConversation(tagging: Tagging): Changed | "unknown_tag";
}

export interface TagReads {
  /** In the order in which they were made. */
  all(): TagRow[];
}

export function tagWrites(db: Database): TagWrites {
  const count = db.query<{ n: number }, []>("SELECT count(*) AS n FROM tag");
  const byName = db.query<{ id: string }, [string]>("SELECT id FROM tag WHERE name = ?");
  const byId = db.query<TagRow, [string]>("SELECT id, name, color FROM tag WHERE id = ?");
  const insert = db.query<null, [string, string, TagColor, number]>(
    "INSERT INTO tag (id, name, color, created_at) VALUES (?, ?, ?, ?)",
  );
  const update = db.query<null, [string, TagColor, string]>(
    "UPDATE tag SET name = ?, color = ? WHERE id = ?",
  );
  const untagSome = db.query<null, [string, number]>(
    `DELETE FROM conversation_tag WHERE tag = ?1 AND conversation IN
       (SELECT conversation FROM conversation_tag WHERE tag = ?1 LIMIT ?2)`,
  );
  const remove = db.query<{ id: string }, [string]>("DELETE FROM tag WHERE id = ? RETURNING id");
  const keyOf = db.query<{ key: number }, [string]>("SELECT key FROM conversation WHERE id = ?");
  const isTagged = db.query<{ tag: string }, [number, string]>(
    "SELECT tag FROM conversation_tag WHERE conversation = ? AND tag = ?",
  );
  const tagsOf = db.query<{ n: number }, [number]>(
    "SELECT count(*) AS n FROM conversation_tag WHERE conversation = ?",
  );
  const tag = db.query<null, [number, string]>(
    "INSERT INTO conversation_tag (conversation, tag) VALUES (?, ?)",
  );
  const untag = db.query<null, [number, string]>(
    "DELETE FROM conversation_tag WHERE conversation = ? AND tag = ?",
  );

  return {
    createTag({ id, name, color, createdAt, limit }) {
      if (byName.get(name) !== null) return "name_taken";
      if ((count.get()?.n ?? 0) >= limit) return "too_many";
      insert.run(id, name, color, createdAt);
      return "created";
    },

    updateTag({ id, name, color }) {
      const before = byId.get(id);
      if (before === null) return "unknown_tag";
      const namesake = name === undefined ? null : byName.get(name);
      if (namesake !== null && namesake.id !== id) return "name_taken";
      update.run(name ?? before.name, color ?? before.color, id);
      return "updated";
    },

    deleteTag({ id, limit }) {
      if (untagSome.run(id, limit).changes >= limit) return "more";
      return remove.get(id) === null ? "unknown_tag" : "deleted";
    },

    tagConversation({ conversationId, tagId, limit }) {
      const key = keyOf.get(conversationId)?.key;
      if (key === undefined) return "unknown_conversation";
      if (byId.get(tagId) === null) return "unknown_tag";
      if (isTagged.get(key, tagId) !== null) return "unchanged";
      if ((tagsOf.get(key)?.n ?? 0) >= limit) return "too_many";
      tag.run(key, tagId);
      return "changed";
    },

    untagConversation({ conversationId, tagId }) {
      const key = keyOf.get(conversationId)?.key;
      if (key === undefined) return "unknown_conversation";
      if (byId.get(tagId) === null) return "unknown_tag";
      if (isTagged.get(key, tagId) === null) return "unchanged";
      untag.run(key, tagId);
      return "changed";
    },
  };
}

export function tagReads(db: Database): TagReads {
  const all = db.query<TagRow, []>("SELECT id, name, color FROM tag ORDER BY created_at, id");
  return {
    all() {
      return all.all();
    },
  };
}

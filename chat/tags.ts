/** The tags that conversations may have. */
import type { TagRow, TagUpdate } from "../db/tags.ts";
import type { Writer } from "../db/writer.ts";
import { ParleyError } from "../errors.ts";
import { TAG_LIMITS } from "../protocol/limits.ts";

export interface TagsDeps {
  readonly writer: Writer;
  readonly now: () => number;
  readonly newId: () => string;
}

export interface Tags {
  /** Resolves to its id. Rejects with `tag_name_taken`, `limit_reached`. */
  create(tag: Omit<TagRow, "id">): Promise<string>;
  /** Rejects with `tag_not_found`, `tag_name_taken`. */
  update(update: TagUpdate): Promise<void>;
  /** Goes on where it ended when the server stops meanwhile and it is asked for again. Rejects with `tag_not_found`. */
  remove(id: string): Promise<void>;
}

/** Conversations that one command takes a deleted tag from: a few milliseconds of the writer's thread. */
const UNTAGGED_AT_ONCE = 500;

export function createTags({ writer, now, newId }: TagsDeps): Tags {
  return {
    async create(tag) {
      const id = newId();
      const limit = TAG_LIMITS.tags;
      const outcome = await writer.write("createTag", { ...tag, id, createdAt: now(), limit });
      if (outcome === "name_taken") throw nameTaken();
      if (outcome === "too_many") {
        throw new ParleyError("limit_reached", `there are ${limit} tags at most`);
      }
      return id;
    },

    async update(update) {
      const outcome = await writer.write("updateTag", update);
      if (outcome === "unknown_tag") throw notFound();
      if (outcome === "name_taken") throw nameTaken();
    },

    async remove(id) {
      const deletion = { id, limit: UNTAGGED_AT_ONCE };
      let outcome = await writer.write("deleteTag", deletion);
      while (outcome === "more") outcome = await writer.write("deleteTag", deletion);
      if (outcome === "unknown_tag") throw notFound();
    },
  };
}

function notFound(): ParleyError {
  return new ParleyError("tag_not_found", "there is no such tag");
}

function nameTaken(): ParleyError {
  return new ParleyError("tag_name_taken", "there is a tag of this name already");
}

import * as v from "valibot";
import { answered, listOf, nameUpTo, Uuid } from "./json.ts";
import { TAG_LIMITS } from "./limits.ts";

const TagName = nameUpTo(TAG_LIMITS.nameLength);
const Color = v.picklist(["tag-red", "tag-blue", "tag-green", "tag-purple"]);

export type TagColor = v.InferOutput<typeof Color>;

export const CreateTag = v.object({ name: TagName, color: Color });
/** What is left out stays as it is. */
export const UpdateTag = v.object({
  id: Uuid,
  name: v.optional(TagName),
  color: v.optional(Color),
});
export const DeleteTag = v.object({ id: Uuid });
export const ListTags = v.object({});

export const Tag = answered({ id: Uuid, name: v.string(), color: Color });
export type Tag = v.InferOutput<typeof Tag>;

export const CreatedTag = answered({ id: Uuid });
export const TagList = answered({ tags: listOf(Tag) });

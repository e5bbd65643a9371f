import * as v from "valibot";
import { nameUpTo, Uuid } from "./json.ts";
import { TAG_LIMITS } from "./limits.ts";

export type { AiryTag, Tag } from "./answers/tags.ts";

const TagName = nameUpTo(TAG_LIMITS.nameLength);
export const TagColor = v.picklist(["tag-red", "tag-blue", "tag-green", "tag-purple"]);

export type TagColor = v.InferOutput<typeof TagColor>;

export const CreateTag = v.object({ name: TagName, color: TagColor });
/** What is left out stays as it is. */
export const UpdateTag = v.object({
  id: Uuid,
  name: v.optional(TagName),
  color: v.optional(TagColor),
});
export const DeleteTag = v.object({ id: Uuid });
export const ListTags = v.object({});

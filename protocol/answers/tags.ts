import * as v from "valibot";
import { Uuid } from "../json.ts";
import { TagColor } from "../tags.ts";
import { answered, listOf } from "./answer.ts";

export const Tag = answered({ id: Uuid, name: v.string(), color: TagColor });
export type Tag = v.InferOutput<typeof Tag>;

export const CreatedTag = answered({ id: Uuid });

/** The colour as Airy Core's server spells it: its client knows no other, and shows the rest as blue. */
export const AiryTag = answered({
  id: Uuid,
  name: v.string(),
  color: v.picklist(["RED", "BLUE", "GREEN", "PURPLE"]),
});
export type AiryTag = v.InferOutput<typeof AiryTag>;

/** The same tags twice: as the documentation of Airy Core has them, and as its client reads them. */
export const TagList = answered({ tags: listOf(Tag), data: listOf(AiryTag) });

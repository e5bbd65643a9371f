import * as v from "valibot";
import { Uuid } from "../json.ts";
import { TagColor } from "../tags.ts";
import { answered, listOf } from "./answer.ts";

export const Tag = answered({ id: Uuid, name: v.string(), color: TagColor });
export type Tag = v.InferOutput<typeof Tag>;

export const CreatedTag = answered({ id: Uuid });

export const TagList = answered({ tags: listOf(Tag) });

/** `/tags.…`: operators only. */
import { Hono } from "hono";
import type { Tags } from "../chat/tags.ts";
import type { Tokens } from "../chat/tokens.ts";
import type { TagReads } from "../db/tags.ts";
import {
  CreateTag,
  DeleteTag,
  ListTags,
  UpdateTag,
  type AiryTag,
  type Tag,
  type TagColor,
} from "../protocol/tags.ts";
import { json } from "./answer.ts";
import { authorize } from "./authorize.ts";
import { readBody } from "./body.ts";
import type { RequestEnv } from "./env.ts";

const AIRY_COLORS: Readonly<Record<TagColor, AiryTag["color"]>> = {
  "tag-red": "RED",
  "tag-blue": "BLUE",
  "tag-green": "GREEN",
  "tag-purple": "PURPLE",
};

export interface TagRoutesDeps {
  readonly tokens: Tokens;
  readonly tags: Tags;
  readonly tagReads: TagReads;
}

export function createTagRoutes({ tokens, tags, tagReads }: TagRoutesDeps): Hono<RequestEnv> {
  return new Hono<RequestEnv>()
    .post("/tags.create", async (c) => {
      await authorize(c, tokens, "operator");
      return json({ id: await tags.create(await readBody(c, CreateTag)) }, 201);
    })

    .post("/tags.update", async (c) => {
      await authorize(c, tokens, "operator");
      const { id, name, color } = await readBody(c, UpdateTag);
      await tags.update({ id, name, color });
      return json({});
    })

    .post("/tags.delete", async (c) => {
      await authorize(c, tokens, "operator");
      const { id } = await readBody(c, DeleteTag);
      await tags.remove(id);
      return json({});
    })

    .post("/tags.list", async (c) => {
      await authorize(c, tokens, "operator");
      await readBody(c, ListTags);
      const all: readonly Tag[] = tagReads.all();
      const data = all.map((tag): AiryTag => ({ ...tag, color: AIRY_COLORS[tag.color] }));
      return json({ tags: all, data });
    });
}

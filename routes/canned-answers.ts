/** `/answers.…`: operators only. */
import { Hono } from "hono";
import type { CannedAnswers } from "../chat/canned-answers.ts";
import type { Tokens } from "../chat/tokens.ts";
import {
  CreateCannedAnswer,
  ListCannedAnswers,
  RemoveCannedAnswer,
  UpdateCannedAnswer,
  type CannedAnswerList,
} from "../protocol/canned-answers.ts";
import { json } from "./answer.ts";
import { authorize } from "./authorize.ts";
import { readBody } from "./body.ts";
import type { RequestEnv } from "./env.ts";

export interface CannedAnswerRoutesDeps {
  readonly tokens: Tokens;
  readonly cannedAnswers: CannedAnswers;
}

export function createCannedAnswerRoutes(deps: CannedAnswerRoutesDeps): Hono<RequestEnv> {
  const { tokens, cannedAnswers } = deps;
  return new Hono<RequestEnv>()
    .post("/answers.create", async (c) => {
      await authorize(c, tokens, "operator");
      return json({ id: await cannedAnswers.create(await readBody(c, CreateCannedAnswer)) }, 201);
    })

    .post("/answers.update", async (c) => {
      await authorize(c, tokens, "operator");
      const { id, shortcut, text } = await readBody(c, UpdateCannedAnswer);
      await cannedAnswers.update({ id, shortcut, text });
      return json({});
    })

    .post("/answers.remove", async (c) => {
      await authorize(c, tokens, "operator");
      const { id } = await readBody(c, RemoveCannedAnswer);
      await cannedAnswers.remove(id);
      return json({});
    })

    .post("/answers.list", async (c) => {
      await authorize(c, tokens, "operator");
      await readBody(c, ListCannedAnswers);
      return json({ data: cannedAnswers.all() } satisfies CannedAnswerList);
    });
}

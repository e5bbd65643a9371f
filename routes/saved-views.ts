/** `/views.…`: operators only. */
import { Hono } from "hono";
import type { SavedViews, VisibleView } from "../chat/saved-views.ts";
import type { Tokens } from "../chat/tokens.ts";
import {
  CreateView,
  ListViews,
  RemoveView,
  UpdateView,
  type SavedView,
  type SavedViewList,
} from "../protocol/saved-views.ts";
import { json } from "./answer.ts";
import { authorize } from "./authorize.ts";
import { readBody } from "./body.ts";
import type { RequestEnv } from "./env.ts";

export interface SavedViewRoutesDeps {
  readonly tokens: Tokens;
  readonly savedViews: SavedViews;
}

export function createSavedViewRoutes(deps: SavedViewRoutesDeps): Hono<RequestEnv> {
  const { tokens, savedViews } = deps;
  return new Hono<RequestEnv>()
    .post("/views.create", async (c) => {
      const operator = await authorize(c, tokens, "operator");
      const { name, filters, shared } = await readBody(c, CreateView);
      const id = await savedViews.create({ name, filters, isShared: shared }, operator);
      return json({ id }, 201);
    })

    .post("/views.update", async (c) => {
      const operator = await authorize(c, tokens, "operator");
      const { id, name, filters, shared } = await readBody(c, UpdateView);
      await savedViews.update({ id, name, filters, isShared: shared }, operator);
      return json({});
    })

    .post("/views.remove", async (c) => {
      const operator = await authorize(c, tokens, "operator");
      const { id } = await readBody(c, RemoveView);
      await savedViews.remove(id, operator);
      return json({});
    })

    .post("/views.list", async (c) => {
      const operator = await authorize(c, tokens, "operator");
      await readBody(c, ListViews);
      const data = savedViews.visibleTo(operator).map(toView);
      return json({ data } satisfies SavedViewList);
    });
}

function toView({ id, name, filters, isShared, isEditable }: VisibleView): SavedView {
  return { id, name, filters, shared: isShared, editable: isEditable };
}

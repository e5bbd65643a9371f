/**
 * `/openapi.json` and `/asyncapi.json`: the API for programs that read it. They are made when somebody
 * asks for one first, so that a start costs nothing for them.
 */
import { Hono } from "hono";
import { createAsset } from "./asset.ts";
import { preflight } from "./cors.ts";
import type { RequestEnv } from "./env.ts";
import { STATUS } from "./errors.ts";

const OPTIONS = {
  type: "application/json",
  maxAge: 5 * 60,
  headers: { "Access-Control-Allow-Origin": "*" },
};

export function createDocumentRoutes(): Hono<RequestEnv> {
  const openApi = createAsset(
    once(async () => (await import("../api/openapi.ts")).openApi(STATUS)),
    OPTIONS,
  );
  const asyncApi = createAsset(
    once(async () => (await import("../api/asyncapi.ts")).asyncApi()),
    OPTIONS,
  );
  return new Hono<RequestEnv>()
    .options("/openapi.json", preflight)
    .options("/asyncapi.json", preflight)
    .get("/openapi.json", (c) => openApi(c.req.raw))
    .get("/asyncapi.json", (c) => asyncApi(c.req.raw));
}

/** The text of what `make` gives, made once. */
function once(make: () => Promise<object>): () => Promise<string> {
  let text: Promise<string> | undefined;
  return () => (text ??= make().then((document) => JSON.stringify(document)));
}

/**
 * `/openapi.json` and `/asyncapi.json`: the API for programs that read it. The executable carries them, put
 * there by build.ts, and not what makes them; from source they are made when somebody asks for one.
 */
import { Hono } from "hono";
import type { Documents } from "../api/documents.ts";
import { createAsset } from "./asset.ts";
import { preflight } from "./cors.ts";
import type { RequestEnv } from "./env.ts";
import { STATUS } from "./errors.ts";

/** The JSON of `Documents`, gzipped, in base64. */
declare const PARLEY_DOCUMENTS: string | undefined;

const OPTIONS = {
  type: "application/json",
  maxAge: 5 * 60,
  headers: { "Access-Control-Allow-Origin": "*" },
};

export function createDocumentRoutes(): Hono<RequestEnv> {
  let loaded: Promise<Documents> | undefined;
  const documents = (): Promise<Documents> => (loaded ??= load());
  const openApi = createAsset(async () => (await documents()).openApi, OPTIONS);
  const asyncApi = createAsset(async () => (await documents()).asyncApi, OPTIONS);
  return new Hono<RequestEnv>()
    .options("/openapi.json", preflight)
    .options("/asyncapi.json", preflight)
    .get("/openapi.json", (c) => openApi(c.req.raw))
    .get("/asyncapi.json", (c) => asyncApi(c.req.raw));
}

async function load(): Promise<Documents> {
  // The bundler leaves out an import only of a branch that it sees is never taken.
  if (typeof PARLEY_DOCUMENTS !== "string") {
    const { makeDocuments } = await import("../api/documents.ts");
    return makeDocuments(STATUS);
  }
  const bytes = Bun.gunzipSync(Buffer.from(PARLEY_DOCUMENTS, "base64"));
  return JSON.parse(new TextDecoder().decode(bytes));
}

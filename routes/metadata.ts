/** `/metadata.…`: operators only. */
import { Hono } from "hono";
import type { Conversations } from "../chat/conversations.ts";
import type { Tokens } from "../chat/tokens.ts";
import { RemoveMetadata, SetMetadata } from "../protocol/metadata.ts";
import { json } from "./answer.ts";
import { authorize } from "./authorize.ts";
import { readBody } from "./body.ts";
import type { RequestEnv } from "./env.ts";

export interface MetadataRoutesDeps {
  readonly tokens: Tokens;
  readonly conversations: Conversations;
}

export function createMetadataRoutes(deps: MetadataRoutesDeps): Hono<RequestEnv> {
  const { tokens, conversations } = deps;
  return new Hono<RequestEnv>()
    .post("/metadata.set", async (c) => {
      await authorize(c, tokens, "operator");
      const { conversation_id: id, key, value } = await readBody(c, SetMetadata);
      await conversations.setMetadata(id, key, value);
      return json({});
    })

    .post("/metadata.remove", async (c) => {
      await authorize(c, tokens, "operator");
      const { conversation_id: id, key } = await readBody(c, RemoveMetadata);
      await conversations.removeMetadata(id, key);
      return json({});
    });
}

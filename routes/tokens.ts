/** `/tokens.…`: API tokens, for admins only. */
import { Hono } from "hono";
import type { ApiTokens } from "../chat/api-tokens.ts";
import type { Tokens } from "../chat/tokens.ts";
import type { ApiTokenRow } from "../db/api-tokens.ts";
import { CreateToken, ListTokens, RevokeToken, type ApiToken } from "../protocol/tokens.ts";
import { json } from "./answer.ts";
import { authorizeAdmin } from "./authorize.ts";
import { readBody } from "./body.ts";
import type { RequestEnv } from "./env.ts";

export interface TokenRoutesDeps {
  readonly tokens: Tokens;
  readonly apiTokens: ApiTokens;
}

export function createTokenRoutes({ tokens, apiTokens }: TokenRoutesDeps): Hono<RequestEnv> {
  return new Hono<RequestEnv>()
    .post("/tokens.create", async (c) => {
      const admin = await authorizeAdmin(c, tokens);
      const { name, role } = await readBody(c, CreateToken);
      const { token, ...row } = await apiTokens.create(admin, name, role);
      return json({ ...toApiToken(row), token });
    })

    .post("/tokens.list", async (c) => {
      await authorizeAdmin(c, tokens);
      await readBody(c, ListTokens);
      return json({ data: apiTokens.all().map(toApiToken) });
    })

    .post("/tokens.revoke", async (c) => {
      await authorizeAdmin(c, tokens);
      const { id } = await readBody(c, RevokeToken);
      await apiTokens.revoke(id);
      return json({});
    });
}

function toApiToken({ id, name, role, createdAt }: ApiTokenRow): ApiToken {
  return { id, name, role, created_at: new Date(createdAt).toISOString() };
}

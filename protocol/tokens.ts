/** `/tokens.…`: the tokens of bots and servers. */
import * as v from "valibot";
import { answered, listOf, Name, Time, Uuid } from "./json.ts";
import { Role } from "./users.ts";

export const CreateToken = v.object({ name: Name, role: Role });
export const ListTokens = v.object({});
export const RevokeToken = v.object({ id: Uuid });

export const ApiToken = answered({ id: Uuid, name: v.string(), role: Role, created_at: Time });
export type ApiToken = v.InferOutput<typeof ApiToken>;

/** The token itself is never shown again. */
export const CreatedToken = answered({ ...ApiToken.entries, token: v.string() });
export type CreatedToken = v.InferOutput<typeof CreatedToken>;

export const ApiTokenList = answered({ data: listOf(ApiToken) });

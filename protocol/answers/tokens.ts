import * as v from "valibot";
import { Uuid } from "../json.ts";
import { Role } from "../users.ts";
import { Time, answered, listOf } from "./answer.ts";

export const ApiToken = answered({ id: Uuid, name: v.string(), role: Role, created_at: Time });
export type ApiToken = v.InferOutput<typeof ApiToken>;

/** The token itself is never shown again. */
export const CreatedToken = answered({ ...ApiToken.entries, token: v.string() });
export type CreatedToken = v.InferOutput<typeof CreatedToken>;

export const ApiTokenList = answered({ data: listOf(ApiToken) });

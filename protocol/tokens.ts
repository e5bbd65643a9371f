/** `/tokens.…`: the tokens of bots and servers. */
import * as v from "valibot";
import { Name, Uuid } from "./json.ts";
import { Role } from "./users.ts";

export const CreateToken = v.object({ name: Name, role: Role });
export const ListTokens = v.object({});
export const RevokeToken = v.object({ id: Uuid });

export interface ApiToken {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly created_at: string;
}

export interface CreatedToken extends ApiToken {
  /** Never shown again. */
  readonly token: string;
}

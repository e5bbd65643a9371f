/** `/tokens.…`: the tokens of bots and servers. */
import * as v from "valibot";
import { Name, Uuid } from "./json.ts";
import { Role } from "./users.ts";

export type { ApiToken, CreatedToken } from "./answers/tokens.ts";

export const CreateToken = v.object({ name: Name, role: Role });
export const ListTokens = v.object({});
export const RevokeToken = v.object({ id: Uuid });

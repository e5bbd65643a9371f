/** API tokens: what bots and servers speak with. A token is shown once; only its hash is kept. */
import type { ApiTokenReads, ApiTokenRow } from "../db/api-tokens.ts";
import type { Role } from "../db/users.ts";
import type { Writer } from "../db/writer.ts";
import { ParleyError } from "../errors.ts";
import { API_TOKENS_MAX } from "../protocol/limits.ts";
import { API_TOKEN_PREFIX, sha256, type EndSessions, type Operator } from "./tokens.ts";

export interface CreatedApiToken extends ApiTokenRow {
  readonly token: string;
}

export interface ApiTokens {
  /** Rejects with `limit_reached`, and with `forbidden` when it is no admin any more. */
  create(admin: Operator, name: string, role: Role): Promise<CreatedApiToken>;
  all(): ApiTokenRow[];
  /** Ends the token and its sessions at once. Rejects with `not_found`. */
  revoke(id: string): Promise<void>;
}

export interface ApiTokensDeps {
  readonly writer: Writer;
  readonly apiTokens: ApiTokenReads;
  readonly endSessions: EndSessions;
  readonly now: () => number;
  readonly newId: () => string;
  /** 32 random bytes, base64url. */
  readonly newSecret: () => string;
}

export function createApiTokens(deps: ApiTokensDeps): ApiTokens {
  const { writer, apiTokens, endSessions, now, newId, newSecret } = deps;
  return {
    async create(admin, name, role) {
      const token = `${API_TOKEN_PREFIX}${newSecret()}`;
      const row: ApiTokenRow = { id: newId(), name, role, createdAt: now() };
      const stored = { ...row, hash: sha256(token), max: API_TOKENS_MAX };
      const outcome = await writer.write("createApiToken", stored, admin.loginId);
      if (outcome === "created") return { ...row, token };
      const message = `there are ${API_TOKENS_MAX} API tokens already; revoke one first`;
      throw new ParleyError("limit_reached", message);
    },

    all() {
      return apiTokens.all();
    },

    async revoke(id) {
      if ((await writer.write("revokeApiToken", id)) === "unknown") {
        throw new ParleyError("not_found", "there is no such API token");
      }
      const why = new ParleyError("unauthorized", "this API token has been revoked");
      endSessions((operator) => operator.loginId === id, why);
    },
  };
}

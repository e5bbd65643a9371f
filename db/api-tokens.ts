/** The tokens of bots and servers: named, with a role, good until they are revoked. */
import type { Database } from "bun:sqlite";
import type { Role } from "../protocol/users.ts";
import { invitationGrants } from "./invitations.ts";
import type { OperatorRow } from "./users.ts";

export interface ApiTokenRow {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly createdAt: number;
}

export interface NewApiToken extends ApiTokenRow {
  /** The SHA-256 of the token, hex. */
  readonly hash: string;
  /** How many there may be. */
  readonly max: number;
}

/** Each runs inside the writer's transaction. */
export interface ApiTokenWrites {
  createApiToken(token: NewApiToken): "created" | "too_many";
  /** With the open invitations that it has made. */
  revokeApiToken(id: string): "revoked" | "unknown";
}

export interface ApiTokenReads {
  /** By the SHA-256 of the token, hex. */
  findByHash(hash: string): (OperatorRow & { readonly id: string }) | undefined;
  find(id: string): ApiTokenRow | undefined;
  /** All of them, the oldest first. */
  all(): ApiTokenRow[];
}

export function apiTokenWrites(db: Database): ApiTokenWrites {
  const count = db.query<{ n: number }, []>("SELECT count(*) AS n FROM api_token");
  const insert = db.query<null, [string, string, string, Role, number]>(
    "INSERT INTO api_token (id, hash, name, role, created_at) VALUES (?, ?, ?, ?, ?)",
  );
  const remove = db.query<{ id: string }, [string]>(
    "DELETE FROM api_token WHERE id = ? RETURNING id",
  );
  const invitations = invitationGrants(db);
  return {
    createApiToken({ id, hash, name, role, createdAt, max }) {
      if ((count.get()?.n ?? 0) >= max) return "too_many";
      insert.run(id, hash, name, role, createdAt);
      return "created";
    },

    revokeApiToken(id) {
      if (remove.get(id) === null) return "unknown";
      invitations.dropMadeBy(id);
      return "revoked";
    },
  };
}

export function apiTokenReads(db: Database): ApiTokenReads {
  const byHash = db.query<OperatorRow & { id: string }, [string]>(
    "SELECT id, name, role, NULL AS avatarUrl FROM api_token WHERE hash = ?",
  );
  const byId = db.query<ApiTokenRow, [string]>(
    "SELECT id, name, role, created_at AS createdAt FROM api_token WHERE id = ?",
  );
  const all = db.query<ApiTokenRow, []>(
    "SELECT id, name, role, created_at AS createdAt FROM api_token ORDER BY id",
  );
  return {
    findByHash(hash) {
      return byHash.get(hash) ?? undefined;
    },

    find(id) {
      return byId.get(id) ?? undefined;
    },

    all() {
      return all.all();
    },
  };
}

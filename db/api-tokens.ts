/** The tokens of bots and servers: named, with a role, good until they are revoked. */
import type { Database } from "bun:sqlite";
import type { OperatorRow, Role } from "./users.ts";

export interface ApiTokenRow {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly createdAt: number;
}

export interface ApiTokenReads {
  /** By the SHA-256 of the token, hex. */
  findByHash(hash: string): (OperatorRow & { readonly id: string }) | undefined;
}

export function apiTokenReads(db: Database): ApiTokenReads {
  const byHash = db.query<OperatorRow & { id: string }, [string]>(
    "SELECT id, name, role FROM api_token WHERE hash = ?",
  );
  return {
    findByHash(hash) {
      return byHash.get(hash) ?? undefined;
    },
  };
}

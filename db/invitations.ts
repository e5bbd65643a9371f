/** Invitations: each makes one account with its role, for a limited time. */
import type { Database } from "bun:sqlite";
import type { Role } from "../protocol/users.ts";

export interface NewInvitation {
  readonly id: string;
  /** The SHA-256 of its token, hex. */
  readonly hash: string;
  readonly role: Role;
  /** Whom it is for, in the words of who made it. */
  readonly name: string | null;
  /** The account or the API token that has made it: the invitation does not outlive its rights. */
  readonly createdBy: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  /** How many may be open. */
  readonly max: number;
}

/** Runs inside the writer's transaction. */
export interface InvitationWrites {
  /** Also forgets the expired ones. */
  createInvitation(invitation: NewInvitation): "created" | "too_many";
  revokeInvitation(id: string): "revoked" | "unknown";
}

export interface InvitationRow {
  readonly id: string;
  readonly role: Role;
  readonly name: string | null;
  /** Who has made it: an account or an API token. */
  readonly invitedBy: string;
  readonly expiresAt: number;
}

export interface InvitationReads {
  /** The open ones, the newest first. */
  all(now: number): InvitationRow[];
  /** By the SHA-256 of its token, hex: undefined when it makes no account now. */
  find(hash: string, now: number): InvitationRow | undefined;
}

/** For whoever makes an account, inside the writer's transaction. */
export interface InvitationGrants {
  /** Undefined: it is used up, has expired or never was. */
  roleOf(hash: string, now: number): Role | undefined;
  useUp(hash: string): void;
  dropMadeBy(id: string): void;
}

export function invitationWrites(db: Database): InvitationWrites {
  const dropExpired = db.query<null, [number]>("DELETE FROM invitation WHERE expires_at <= ?");
  const count = db.query<{ n: number }, []>("SELECT count(*) AS n FROM invitation");
  type Insert = [string, string, Role, string, string | null, number];
  const insert = db.query<null, Insert>(
    `INSERT INTO invitation (id, hash, role, created_by, name, expires_at)
     VALUES (?, ?, ?, ?, ?, ?)`,
  );
  const revoke = db.query<{ id: string }, [string]>(
    "DELETE FROM invitation WHERE id = ? RETURNING id",
  );
  return {
    createInvitation({ id, hash, role, name, createdBy, createdAt, expiresAt, max }) {
      dropExpired.run(createdAt);
      if ((count.get()?.n ?? 0) >= max) return "too_many";
      insert.run(id, hash, role, createdBy, name, expiresAt);
      return "created";
    },

    revokeInvitation(id) {
      return revoke.get(id) === null ? "unknown" : "revoked";
    },
  };
}

const SELECT = `SELECT i.id, i.role, i.name, i.expires_at AS expiresAt,
    coalesce(u.first_name || ' ' || u.last_name, t.name, '') AS invitedBy
  FROM invitation i LEFT JOIN user u ON u.id = i.created_by
    LEFT JOIN api_token t ON t.id = i.created_by`;

export function invitationReads(db: Database): InvitationReads {
  const byHash = db.query<InvitationRow, [string, number]>(
    `${SELECT} WHERE i.hash = ? AND i.expires_at > ?`,
  );
  const all = db.query<InvitationRow, [number]>(
    `${SELECT} WHERE i.expires_at > ? ORDER BY i.id DESC`,
  );
  return {
    all(now) {
      return all.all(now);
    },

    find(hash, now) {
      return byHash.get(hash, now) ?? undefined;
    },
  };
}

export function invitationGrants(db: Database): InvitationGrants {
  const role = openRole(db);
  const remove = db.query<null, [string]>("DELETE FROM invitation WHERE hash = ?");
  const dropMadeBy = db.query<null, [string]>("DELETE FROM invitation WHERE created_by = ?");
  return {
    roleOf(hash, now) {
      return role.get(hash, now)?.role;
    },

    useUp(hash) {
      remove.run(hash);
    },

    dropMadeBy(id) {
      dropMadeBy.run(id);
    },
  };
}

function openRole(db: Database) {
  return db.query<{ role: Role }, [string, number]>(
    "SELECT role FROM invitation WHERE hash = ? AND expires_at > ?",
  );
}

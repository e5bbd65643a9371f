/** Invitations: each makes one account with its role, for a limited time. */
import type { Database } from "bun:sqlite";
import type { Role } from "../protocol/users.ts";

export interface NewInvitation {
  readonly id: string;
  /** The SHA-256 of its token, hex. */
  readonly hash: string;
  readonly role: Role;
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
}

export interface InvitationReads {
  /** By the SHA-256 of its token, hex: whether it makes an account now. */
  isOpen(hash: string, now: number): boolean;
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
  const insert = db.query<null, [string, string, Role, string, number]>(
    "INSERT INTO invitation (id, hash, role, created_by, expires_at) VALUES (?, ?, ?, ?, ?)",
  );
  return {
    createInvitation({ id, hash, role, createdBy, createdAt, expiresAt, max }) {
      dropExpired.run(createdAt);
      if ((count.get()?.n ?? 0) >= max) return "too_many";
      insert.run(id, hash, role, createdBy, expiresAt);
      return "created";
    },
  };
}

export function invitationReads(db: Database): InvitationReads {
  const role = openRole(db);
  return {
    isOpen(hash, now) {
      return role.get(hash, now) !== null;
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

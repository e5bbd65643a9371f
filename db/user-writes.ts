/** What becomes of accounts and logins. Each runs inside the writer's transaction. */
import type { Database } from "bun:sqlite";
import { avatarDrop } from "./avatars.ts";
import { invitationGrants } from "./invitations.ts";
import { USER_COLUMNS, type Availability, type Role, type UserRow } from "./users.ts";

/** What allows an account to be made. */
export type Grant =
  /** That there is none yet. */
  | { readonly kind: "first" }
  | { readonly kind: "admin"; readonly role: Role }
  /** The SHA-256 of its token, hex. It is used up. */
  | { readonly kind: "invitation"; readonly hash: string };

export interface NewUser extends Omit<UserRow, "role" | "availability" | "avatarUrl"> {
  readonly passwordHash: string;
  readonly grant: Grant;
}

export type CreateUserOutcome = "created" | "not_granted" | "email_taken";

export interface UserUpdate {
  readonly id: string;
  /** Undefined keeps what there is; so with the others. */
  readonly firstName: string | undefined;
  readonly lastName: string | undefined;
  readonly email: string | undefined;
  readonly availability: Availability | undefined;
  readonly role: Role | undefined;
  /** Only while the password is this one; undefined: whatever it is. */
  readonly ifPassword: string | undefined;
  readonly password:
    | {
        readonly hash: string;
        /** The one login that goes on. */
        readonly keep: string | undefined;
      }
    | undefined;
}

/** The account as it is now. */
export type UpdateUserOutcome =
  UserRow | "unknown" | "last_admin" | "other_password" | "email_taken";

export interface UserRemoval {
  readonly id: string;
  /** How many of the conversations assigned to it are named, those active last. */
  readonly named: number;
  /** How many of them one command takes from the account: everybody's writing waits for it. */
  readonly limit: number;
}

export type RemoveUserOutcome =
  | {
      /** False: it has no rights and no logins any more, and more conversations than one command takes. */
      readonly isGone: boolean;
      readonly unassigned: string[];
    }
  | "unknown"
  | "last_admin";

export interface NewLogin {
  readonly id: string;
  readonly userId: string;
  /** The one that was found right: the account may have got another one meanwhile, or be gone. */
  readonly passwordHash: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  /** The browser, as it calls itself. */
  readonly userAgent: string | null;
}

export interface UserWrites {
  createUser(user: NewUser): CreateUserOutcome;
  /** A new password ends the account's logins. */
  updateUser(update: UserUpdate): UpdateUserOutcome;
  /** With its logins and open invitations; what it has written stays. To be called until it is gone. */
  removeUser(removal: UserRemoval): RemoveUserOutcome;
  /** Also forgets the user's expired ones. */
  createLogin(login: NewLogin): "created" | "other_password";
}

type Known = { readonly passwordHash: string; readonly role: Role };
type Insert = [string, string, string, string, string, Role, number];
type Update = {
  id: string;
  firstName: string | null;
  lastName: string | null;
  email: string | null;
  availability: Availability | null;
  role: Role | null;
  passwordHash: string | null;
};

export function userWrites(db: Database): UserWrites {
  const any = db.query<{ n: number }, []>("SELECT EXISTS (SELECT 1 FROM user) AS n");
  const admins = db.query<{ n: number }, []>("SELECT count(*) AS n FROM user WHERE role = 'admin'");
  const find = db.query<Known, [string]>(
    "SELECT password_hash AS passwordHash, role FROM user WHERE id = ?",
  );
  const insert = db.query<{ id: string }, Insert>(
    `INSERT INTO user (id, email, first_name, last_name, password_hash, role, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (email) DO NOTHING RETURNING id`,
  );
  const update = db.query<UserRow, [Update]>(
    `UPDATE user SET
       first_name = coalesce($firstName, first_name),
       last_name = coalesce($lastName, last_name),
       email = coalesce($email, email),
       availability = coalesce($availability, availability),
       role = coalesce($role, role),
       password_hash = coalesce($passwordHash, password_hash)
     WHERE id = $id RETURNING ${USER_COLUMNS}`,
  );
  const hasAddress = db.query<{ id: string }, [string, string]>(
    "SELECT id FROM user WHERE email = ? AND id <> ?",
  );
  const remove = db.query<null, [string]>("DELETE FROM user WHERE id = ?");
  // Of the newest ones: a million would take a second to be sorted.
  const assigned = db.query<{ id: string }, [string, number]>(
    `SELECT id FROM (SELECT id, last_position FROM conversation WHERE assignee = ?
                     ORDER BY key DESC LIMIT 10000)
     ORDER BY last_position DESC LIMIT ?`,
  );
  const unassign = db.query<null, [string, number]>(
    `UPDATE conversation SET assignee = NULL WHERE key IN
       (SELECT key FROM conversation WHERE assignee = ? LIMIT ?)`,
  );
  const disempower = db.query<null, [string]>("UPDATE user SET role = 'agent' WHERE id = ?");
  type Login = [string, number, number, string | null, string, string];
  const insertLogin = db.query<{ id: string }, Login>(
    `INSERT INTO login (id, user_id, created_at, expires_at, user_agent)
     SELECT ?, id, ?, ?, ? FROM user WHERE id = ? AND password_hash = ? RETURNING id`,
  );
  const dropExpired = db.query<null, [string, number]>(
    "DELETE FROM login WHERE user_id = ? AND expires_at <= ?",
  );
  const dropOthers = db.query<null, [string, string]>(
    "DELETE FROM login WHERE user_id = ? AND id <> ?",
  );
  const invitations = invitationGrants(db);
  const dropAvatar = avatarDrop(db);

  function roleOf(grant: Grant, now: number): Role | undefined {
    switch (grant.kind) {
      case "first":
        return any.get()?.n === 1 ? undefined : "admin";
      case "admin":
        return grant.role;
      case "invitation":
        return invitations.roleOf(grant.hash, now);
    }
  }

  function isLastAdmin({ role }: Known): boolean {
    return role === "admin" && admins.get()?.n === 1;
  }

  return {
    createUser({ id, email, firstName, lastName, passwordHash, createdAt, grant }) {
      const role = roleOf(grant, createdAt);
      if (role === undefined) return "not_granted";
      const row = insert.get(id, email, firstName, lastName, passwordHash, role, createdAt);
      if (row === null) return "email_taken";
      if (grant.kind === "invitation") invitations.useUp(grant.hash);
      return "created";
    },

    updateUser(change) {
      const { id, email, role, ifPassword, password } = change;
      const known = find.get(id);
      if (known === null) return "unknown";
      if (ifPassword !== undefined && ifPassword !== known.passwordHash) return "other_password";
      if (email !== undefined && hasAddress.get(email, id) !== null) return "email_taken";
      if (role === "agent") {
        if (isLastAdmin(known)) return "last_admin";
        invitations.dropMadeBy(id);
      }
      if (password !== undefined) dropOthers.run(id, password.keep ?? "");
      const updated = update.get({
        id,
        firstName: change.firstName ?? null,
        lastName: change.lastName ?? null,
        email: email ?? null,
        availability: change.availability ?? null,
        role: role ?? null,
        passwordHash: password?.hash ?? null,
      });
      return updated ?? "unknown";
    },

    removeUser({ id, named, limit }) {
      const known = find.get(id);
      if (known === null) return "unknown";
      if (isLastAdmin(known)) return "last_admin";
      invitations.dropMadeBy(id);
      const unassigned = assigned.all(id, named).map((conversation) => conversation.id);
      const isGone = unassign.run(id, limit).changes < limit;
      if (isGone) {
        dropAvatar(id);
        remove.run(id);
      } else {
        disempower.run(id);
        dropOthers.run(id, "");
      }
      return { isGone, unassigned };
    },

    createLogin({ id, userId, passwordHash, createdAt, expiresAt, userAgent }) {
      dropExpired.run(userId, createdAt);
      const row = insertLogin.get(id, createdAt, expiresAt, userAgent, userId, passwordHash);
      return row === null ? "other_password" : "created";
    },
  };
}

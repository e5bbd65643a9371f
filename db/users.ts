import type { Database } from "bun:sqlite";
import type { Role } from "../protocol/users.ts";

export type { Role };

/** Who speaks with an operator's token. */
export interface OperatorRow {
  readonly role: Role;
  readonly name: string;
}

export interface UserRow {
  readonly id: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly passwordHash: string;
  readonly role: Role;
}

export interface NewUser extends UserRow {
  readonly createdAt: number;
  /** Only to be made while there is no account. */
  readonly first: boolean;
}

export interface NewLogin {
  readonly id: string;
  readonly userId: string;
  readonly createdAt: number;
  readonly expiresAt: number;
}

const COLUMNS = `id, email, first_name AS firstName, last_name AS lastName,
  password_hash AS passwordHash, role`;

/** Each runs inside the writer's transaction. */
export interface UserWrites {
  createUser(user: NewUser): "created" | "not_first" | "email_taken";
  /** Also forgets the user's expired ones. */
  createLogin(login: NewLogin): void;
  removeLogin(id: string): void;
}

export interface UserReads {
  /** Whether there is an account at all. */
  any(): boolean;
  findByEmail(email: string): UserRow | undefined;
  find(id: string): UserRow | undefined;
  /** Whose login a token names; undefined when it stands no longer. */
  operatorOf(loginId: string): OperatorRow | undefined;
}

export function userWrites(db: Database): UserWrites {
  const count = db.query<{ n: number }, []>("SELECT count(*) AS n FROM user");
  const insert = db.query<{ id: string }, [string, string, string, string, string, Role, number]>(
    `INSERT INTO user (id, email, first_name, last_name, password_hash, role, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (email) DO NOTHING RETURNING id`,
  );
  const insertLogin = db.query<null, [string, string, number]>(
    "INSERT INTO login (id, user_id, expires_at) VALUES (?, ?, ?)",
  );
  const removeLogin = db.query<null, [string]>("DELETE FROM login WHERE id = ?");
  const dropExpired = db.query<null, [string, number]>(
    "DELETE FROM login WHERE user_id = ? AND expires_at <= ?",
  );
  return {
    createUser(user) {
      if (user.first && (count.get()?.n ?? 0) > 0) return "not_first";
      const { id, email, firstName, lastName, passwordHash, role, createdAt } = user;
      const row = insert.get(id, email, firstName, lastName, passwordHash, role, createdAt);
      return row === null ? "email_taken" : "created";
    },

    createLogin({ id, userId, createdAt, expiresAt }) {
      dropExpired.run(userId, createdAt);
      insertLogin.run(id, userId, expiresAt);
    },

    removeLogin(id) {
      removeLogin.run(id);
    },
  };
}

export function userReads(db: Database): UserReads {
  const any = db.query<{ n: number }, []>("SELECT EXISTS (SELECT 1 FROM user) AS n");
  const byEmail = db.query<UserRow, [string]>(`SELECT ${COLUMNS} FROM user WHERE email = ?`);
  const byId = db.query<UserRow, [string]>(`SELECT ${COLUMNS} FROM user WHERE id = ?`);
  const operator = db.query<OperatorRow, [string]>(
    `SELECT u.role, u.first_name || ' ' || u.last_name AS name
     FROM login l JOIN user u ON u.id = l.user_id WHERE l.id = ?`,
  );
  return {
    any() {
      return any.get()?.n === 1;
    },

    findByEmail(email) {
      return byEmail.get(email) ?? undefined;
    },

    find(id) {
      return byId.get(id) ?? undefined;
    },

    operatorOf(loginId) {
      return operator.get(loginId) ?? undefined;
    },
  };
}

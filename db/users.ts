/** The accounts of people, and their logins: an operator's token is good as long as its login is here. */
import type { Database } from "bun:sqlite";
import type { Availability, Role } from "../protocol/users.ts";

export type { Availability, Role };

/** Who speaks with an operator's token. */
export interface OperatorRow {
  readonly role: Role;
  readonly name: string;
  readonly avatarUrl: string | null;
}

export interface UserRow {
  readonly id: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly role: Role;
  readonly availability: Availability;
  readonly avatarUrl: string | null;
  readonly createdAt: number;
}

export interface UserReads {
  /** Whether there is an account at all. */
  any(): boolean;
  findByEmail(email: string): UserRow | undefined;
  find(id: string): UserRow | undefined;
  /** What only its owner's password fits. */
  passwordHash(id: string): string | undefined;
  /** Whose login a token names; undefined when it stands no longer. */
  operatorOf(loginId: string): OperatorRow | undefined;
  /** Those with the next ids, in their order, which is that of their making. */
  after(id: string, count: number): UserRow[];
  /** Those with the ids before it, in their order too. */
  before(id: string, count: number): UserRow[];
  total(): number;
}

export const USER_COLUMNS = `id, email, first_name AS firstName, last_name AS lastName, role, availability,
  avatar_url AS avatarUrl, created_at AS createdAt`;

export function userReads(db: Database): UserReads {
  const any = db.query<{ n: number }, []>("SELECT EXISTS (SELECT 1 FROM user) AS n");
  const byEmail = db.query<UserRow, [string]>(`SELECT ${USER_COLUMNS} FROM user WHERE email = ?`);
  const byId = db.query<UserRow, [string]>(`SELECT ${USER_COLUMNS} FROM user WHERE id = ?`);
  const hash = db.query<{ hash: string }, [string]>(
    "SELECT password_hash AS hash FROM user WHERE id = ?",
  );
  const operator = db.query<OperatorRow, [string]>(
    `SELECT u.role, u.first_name || ' ' || u.last_name AS name, u.avatar_url AS avatarUrl
     FROM login l JOIN user u ON u.id = l.user_id WHERE l.id = ?`,
  );
  const after = db.query<UserRow, [string, number]>(
    `SELECT ${USER_COLUMNS} FROM user WHERE id > ? ORDER BY id LIMIT ?`,
  );
  const before = db.query<UserRow, [string, number]>(
    `SELECT ${USER_COLUMNS} FROM user WHERE id < ? ORDER BY id DESC LIMIT ?`,
  );
  const total = db.query<{ value: number }, []>("SELECT value FROM total WHERE name = 'users'");
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

    passwordHash(id) {
      return hash.get(id)?.hash;
    },

    operatorOf(loginId) {
      return operator.get(loginId) ?? undefined;
    },

    after(id, count) {
      return after.all(id, count);
    },

    before(id, count) {
      return before.all(id, count).toReversed();
    },

    total() {
      return total.get()?.value ?? 0;
    },
  };
}

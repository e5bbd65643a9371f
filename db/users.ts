import type { Database } from "bun:sqlite";

export interface UserRow {
  readonly id: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly passwordHash: string;
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
  password_hash AS passwordHash`;

export function userWrites(db: Database) {
  const count = db.query<{ n: number }, []>("SELECT count(*) AS n FROM user");
  const insert = db.query<{ id: string }, [string, string, string, string, string, number]>(
    `INSERT INTO user (id, email, first_name, last_name, password_hash, created_at)
     VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (email) DO NOTHING RETURNING id`,
  );
  const insertLogin = db.query<null, [string, string, number]>(
    "INSERT INTO login (id, user_id, expires_at) VALUES (?, ?, ?)",
  );
  const dropExpired = db.query<null, [string, number]>(
    "DELETE FROM login WHERE user_id = ? AND expires_at <= ?",
  );
  return {
    createUser(user: NewUser): "created" | "not_first" | "email_taken" {
      if (user.first && (count.get()?.n ?? 0) > 0) return "not_first";
      const { id, email, firstName, lastName, passwordHash, createdAt } = user;
      const row = insert.get(id, email, firstName, lastName, passwordHash, createdAt);
      return row === null ? "email_taken" : "created";
    },

    createLogin({ id, userId, createdAt, expiresAt }: NewLogin): true {
      dropExpired.run(userId, createdAt);
      insertLogin.run(id, userId, expiresAt);
      return true;
    },
  };
}

export type UserReads = ReturnType<typeof userReads>;

export function userReads(db: Database) {
  const any = db.query<{ n: number }, []>("SELECT EXISTS (SELECT 1 FROM user) AS n");
  const byEmail = db.query<UserRow, [string]>(`SELECT ${COLUMNS} FROM user WHERE email = ?`);
  const byId = db.query<UserRow, [string]>(`SELECT ${COLUMNS} FROM user WHERE id = ?`);
  const login = db.query<{ userId: string }, [string]>(
    "SELECT user_id AS userId FROM login WHERE id = ?",
  );
  return {
    any(): boolean {
      return any.get()?.n === 1;
    },
    findByEmail(email: string): UserRow | null {
      return byEmail.get(email);
    },
    find(id: string): UserRow | null {
      return byId.get(id);
    },
    /** Whether the login that a token names still stands. */
    loginStands(id: string): boolean {
      return login.get(id) !== null;
    },
  };
}

/** Logins: where somebody is signed in. An operator's token is good as long as its login is here. */
import type { Database } from "bun:sqlite";

export interface LoginRow {
  readonly id: string;
  readonly createdAt: number;
  /** When a websocket of it was opened or closed last. */
  readonly seenAt: number | null;
  /** The browser, as it calls itself. */
  readonly userAgent: string | null;
}

/** Each runs inside the writer's transaction. */
export interface LoginWrites {
  removeLogin(id: string): void;
  /** Only one of this account. */
  endLogin(login: { readonly id: string; readonly userId: string }): "ended" | "unknown";
  /** All of the account but the one that is kept; gives their ids. */
  endOtherLogins(logins: { readonly keep: string; readonly userId: string }): string[];
  seeLogin(login: { readonly id: string; readonly at: number }): null;
}

export interface LoginReads {
  /** An account's good ones, the newest `limit` of them, the newest first. */
  of(userId: string, now: number, limit: number): LoginRow[];
}

export function loginWrites(db: Database): LoginWrites {
  const remove = db.query<null, [string]>("DELETE FROM login WHERE id = ?");
  const end = db.query<{ id: string }, [string, string]>(
    "DELETE FROM login WHERE id = ? AND user_id = ? RETURNING id",
  );
  const endOthers = db.query<{ id: string }, [string, string]>(
    "DELETE FROM login WHERE user_id = ? AND id <> ? RETURNING id",
  );
  const see = db.query<null, [number, string]>("UPDATE login SET seen_at = ? WHERE id = ?");
  return {
    removeLogin(id) {
      remove.run(id);
    },

    endLogin({ id, userId }) {
      return end.get(id, userId) === null ? "unknown" : "ended";
    },

    endOtherLogins({ keep, userId }) {
      return endOthers.all(userId, keep).map(({ id }) => id);
    },

    seeLogin({ id, at }) {
      see.run(at, id);
      return null;
    },
  };
}

export function loginReads(db: Database): LoginReads {
  const of = db.query<LoginRow, [string, number, number]>(
    `SELECT id, created_at AS createdAt, seen_at AS seenAt, user_agent AS userAgent
     FROM login WHERE user_id = ? AND expires_at > ? ORDER BY id DESC LIMIT ?`,
  );
  return {
    of(userId, now, limit) {
      return of.all(userId, now, limit);
    },
  };
}

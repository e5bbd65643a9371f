/** The pictures of accounts: each is a file, and goes when another one takes its place. */
import type { Database } from "bun:sqlite";
import { USER_COLUMNS, type UserRow } from "./users.ts";

export interface NewAvatar {
  readonly userId: string;
  /** The file's id. */
  readonly file: string;
  readonly url: string;
}

/** Each runs inside the writer's transaction. */
export interface AvatarWrites {
  /** The account as it is now. When it is gone, so is the file. */
  setAvatar(avatar: NewAvatar): UserRow | "unknown";
  removeAvatar(userId: string): UserRow | "unknown";
}

export function avatarWrites(db: Database): AvatarWrites {
  const set = db.query<UserRow, [string, string, string]>(
    `UPDATE user SET avatar_url = ?, avatar_file = ? WHERE id = ? RETURNING ${USER_COLUMNS}`,
  );
  const unset = db.query<UserRow, [string]>(
    `UPDATE user SET avatar_url = NULL, avatar_file = NULL WHERE id = ? RETURNING ${USER_COLUMNS}`,
  );
  const dropFile = db.query<null, [string]>("DELETE FROM file WHERE id = ?");
  const drop = avatarDrop(db);
  return {
    setAvatar({ userId, file, url }) {
      drop(userId);
      const row = set.get(url, file, userId);
      if (row === null) dropFile.run(file);
      return row ?? "unknown";
    },

    removeAvatar(userId) {
      drop(userId);
      return unset.get(userId) ?? "unknown";
    },
  };
}

/** Takes the file of an account's picture away, for whoever changes the account in the same transaction. */
export function avatarDrop(db: Database): (userId: string) => void {
  const drop = db.query<null, [string]>(
    "DELETE FROM file WHERE id = (SELECT avatar_file FROM user WHERE id = ?)",
  );
  return (userId) => void drop.run(userId);
}

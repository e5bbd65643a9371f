import type { UserRow } from "../db/users.ts";
import type { User } from "../protocol/users.ts";

/** An account as colleagues see it. */
export function toUser(row: UserRow, online: boolean): User {
  const { avatarUrl } = row;
  return {
    id: row.id,
    first_name: row.firstName,
    last_name: row.lastName,
    email: row.email,
    role: row.role,
    availability: row.availability,
    online,
    ...(avatarUrl !== null && { avatar_url: avatarUrl }),
    created_at: new Date(row.createdAt).toISOString(),
  };
}

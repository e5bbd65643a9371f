/** Whether somebody may still do what only admins may, when it is their turn to do it. */
import type { Database } from "bun:sqlite";

/** By the login or the API token that the request came with. Runs inside the writer's transaction. */
export type IsAdmin = (loginId: string) => boolean;

export function adminCheck(db: Database): IsAdmin {
  const check = db.query<{ n: number }, [string]>(
    `SELECT EXISTS (SELECT 1 FROM login l JOIN user u ON u.id = l.user_id
                    WHERE l.id = ?1 AND u.role = 'admin')
         OR EXISTS (SELECT 1 FROM api_token WHERE id = ?1 AND role = 'admin') AS n`,
  );
  return (loginId) => check.get(loginId)?.n === 1;
}

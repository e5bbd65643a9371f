/** The pictures that operators give themselves. */
import { Hono } from "hono";
import type { Avatars } from "../chat/avatars.ts";
import type { SessionLimit } from "../chat/session-limit.ts";
import type { StaffPresence } from "../chat/staff-presence.ts";
import type { Tokens } from "../chat/tokens.ts";
import { toUser } from "../chat/user-json.ts";
import type { UserRow } from "../db/users.ts";
import { FILE_LIMITS } from "../protocol/limits.ts";
import { RemoveAvatar } from "../protocol/users.ts";
import { json } from "./answer.ts";
import { authorize, authorizeHead } from "./authorize.ts";
import { readBody } from "./body.ts";
import type { RequestEnv } from "./env.ts";
import { pathOf } from "./files.ts";
import { bodyUntil } from "./upload-body.ts";

export interface AvatarRoutesDeps {
  readonly tokens: Tokens;
  readonly avatars: Avatars;
  readonly staffPresence: StaffPresence;
  /** Uploads of one address that are on their way. */
  readonly uploadLimit: SessionLimit;
  readonly stopping: AbortSignal;
  /** Where people reach the server, when that is known. */
  readonly publicOrigin: string | undefined;
}

export function createAvatarRoutes(deps: AvatarRoutesDeps): Hono<RequestEnv> {
  const { tokens, avatars, staffPresence, uploadLimit, stopping, publicOrigin } = deps;
  const answer = (row: UserRow): Response => json(toUser(row, staffPresence.isOnline(row.id)));
  return new Hono<RequestEnv>()
    .post("/users.set-avatar", async (c) => {
      const mayStill = () => authorizeHead(c, tokens, "operator");
      const operator = await mayStill();
      const said = c.req.header("content-length");
      const length = said === undefined ? undefined : Number(said);
      const origin = publicOrigin ?? c.env.origin();
      const giveBack = uploadLimit.take(c.env.address());
      try {
        const until = AbortSignal.any([stopping, AbortSignal.timeout(FILE_LIMITS.time)]);
        const body = bodyUntil(c.req.raw, until, stopping, mayStill);
        const urlOf = ({ id, name }: { id: string; name: string }): string =>
          `${origin}${pathOf(id, name)}`;
        return answer(await avatars.set(operator, { length, body }, urlOf));
      } finally {
        giveBack();
      }
    })

    .post("/users.remove-avatar", async (c) => {
      const operator = await authorize(c, tokens, "operator");
      const { id } = await readBody(c, RemoveAvatar);
      return answer(await avatars.remove(operator, id));
    });
}

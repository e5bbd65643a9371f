/** `/sessions.…`: where an operator is logged in. */
import { Hono } from "hono";
import type { Logins } from "../chat/logins.ts";
import type { StaffPresence } from "../chat/staff-presence.ts";
import type { Operator, Tokens } from "../chat/tokens.ts";
import type { LoginRow } from "../db/logins.ts";
import {
  EndOtherSessions,
  EndSession,
  ListSessions,
  type LoginSession,
  type LoginSessionList,
} from "../protocol/sessions.ts";
import { json } from "./answer.ts";
import { authorize } from "./authorize.ts";
import { readBody } from "./body.ts";
import type { RequestEnv } from "./env.ts";

export interface SessionRoutesDeps {
  readonly tokens: Tokens;
  readonly logins: Logins;
  readonly staffPresence: StaffPresence;
}

export function createSessionRoutes(deps: SessionRoutesDeps): Hono<RequestEnv> {
  const { tokens, logins, staffPresence } = deps;

  function toSession(row: LoginRow, { userId, loginId }: Operator): LoginSession {
    const { id, createdAt, seenAt, userAgent } = row;
    return {
      id,
      created_at: new Date(createdAt).toISOString(),
      ...(seenAt !== null && { last_seen_at: new Date(seenAt).toISOString() }),
      online: staffPresence.isLoginOnline(userId, id),
      current: id === loginId,
      ...(userAgent !== null && { user_agent: userAgent }),
    };
  }

  return new Hono<RequestEnv>()
    .post("/sessions.list", async (c) => {
      const operator = await authorize(c, tokens, "operator");
      await readBody(c, ListSessions);
      const data = logins.list(operator).map((row) => toSession(row, operator));
      return json({ data } satisfies LoginSessionList);
    })

    .post("/sessions.end", async (c) => {
      const operator = await authorize(c, tokens, "operator");
      const { id } = await readBody(c, EndSession);
      await logins.end(operator, id);
      return json({});
    })

    .post("/sessions.end-others", async (c) => {
      const operator = await authorize(c, tokens, "operator");
      await readBody(c, EndOtherSessions);
      await logins.endOthers(operator);
      return json({});
    });
}

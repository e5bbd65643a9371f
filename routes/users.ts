/** `/users.…`: accounts and signing in. */
import { Hono } from "hono";
import type { Accounts, Permission, SignedInUser } from "../chat/accounts.ts";
import type { Members } from "../chat/members.ts";
import type { StaffPresence } from "../chat/staff-presence.ts";
import { isBot, type Operator, type Tokens } from "../chat/tokens.ts";
import { toUser } from "../chat/user-json.ts";
import type { ApiTokenReads } from "../db/api-tokens.ts";
import type { UserReads, UserRow } from "../db/users.ts";
import { ParleyError } from "../errors.ts";
import {
  ListUsers,
  LogIn,
  LogOut,
  OwnInfo,
  RemoveUser,
  SignUp,
  UpdateUser,
  type OwnAccount,
  type SignedIn,
  type UserPage,
} from "../protocol/users.ts";
import { json } from "./answer.ts";
import { authorize, authorizeAdmin } from "./authorize.ts";
import { readBody } from "./body.ts";
import type { RequestEnv } from "./env.ts";
import { decodeIdCursor, encodeIdCursor } from "./id-cursor.ts";

export interface UserRoutesDeps {
  readonly tokens: Tokens;
  readonly accounts: Accounts;
  readonly members: Members;
  readonly userReads: UserReads;
  readonly apiTokenReads: ApiTokenReads;
  readonly staffPresence: StaffPresence;
}

export function createUserRoutes(deps: UserRoutesDeps): Hono<RequestEnv> {
  const { tokens, accounts, members, userReads, apiTokenReads, staffPresence } = deps;
  const isOnline = (id: string): boolean => staffPresence.isOnline(id);

  function ownAccount(operator: Operator): OwnAccount {
    const { userId } = operator;
    if (!isBot(operator)) {
      const row = userReads.find(userId);
      if (row === undefined) throw gone();
      return { ...toUser(row, isOnline(userId)), is_bot: false };
    }
    const row = apiTokenReads.find(userId);
    if (row === undefined) throw gone();
    return {
      id: row.id,
      first_name: row.name,
      last_name: "",
      role: row.role,
      availability: "available",
      online: isOnline(userId),
      created_at: new Date(row.createdAt).toISOString(),
      is_bot: true,
    };
  }

  return new Hono<RequestEnv>()
    .post("/users.signup", async (c) => {
      const body = await readBody(c, SignUp);
      const account = {
        email: body.email,
        firstName: body.first_name,
        lastName: body.last_name,
        password: body.password,
      };
      const hasToken = tokens.fromHeader(c.req.header("authorization")) !== undefined;
      let permission: Permission;
      if (hasToken && body.invitation_token === undefined) {
        const by = await authorizeAdmin(c, tokens);
        permission = { kind: "admin", role: body.role ?? "agent", by };
      } else {
        if (body.role !== undefined) throw roleNotChosen();
        const [kind, token] =
          body.invitation_token === undefined
            ? (["setup", body.setup_token ?? ""] as const)
            : (["invitation", body.invitation_token] as const);
        permission = { kind, token, address: c.env.address() };
      }
      const device = c.req.header("user-agent");
      return json(toSignedIn(await accounts.signUp(account, permission, device)));
    })

    .post("/users.login", async (c) => {
      const credentials = await readBody(c, LogIn);
      const device = c.req.header("user-agent");
      return json(toSignedIn(await accounts.logIn(credentials, c.env.address(), device)));
    })

    .post("/users.logout", async (c) => {
      const operator = await authorize(c, tokens, "operator");
      await readBody(c, LogOut);
      await accounts.logOut(operator);
      return json({});
    })

    .post("/users.info", async (c) => {
      const operator = await authorize(c, tokens, "operator");
      await readBody(c, OwnInfo);
      return json(ownAccount(operator));
    })

    .post("/users.list", async (c) => {
      await authorize(c, tokens, "operator");
      const { cursor, page_size: size } = await readBody(c, ListUsers);
      const { direction, id } = decodeIdCursor(cursor);
      const rows = userReads[direction](id, size);
      const total = userReads.total();
      const response_metadata = { ...neighbours(userReads, rows), filtered_total: total, total };
      const data = rows.map((row) => toUser(row, isOnline(row.id)));
      return json({ data, response_metadata } satisfies UserPage);
    })

    .post("/users.update", async (c) => {
      const operator = await authorize(c, tokens, "operator");
      const body = await readBody(c, UpdateUser);
      const update = {
        id: body.id,
        firstName: body.first_name,
        lastName: body.last_name,
        email: body.email,
        availability: body.availability,
        role: body.role,
        password: body.password,
        currentPassword: body.current_password,
      };
      const row = await members.update(operator, update, c.env.address());
      return json(toUser(row, isOnline(row.id)));
    })

    .post("/users.remove", async (c) => {
      await authorizeAdmin(c, tokens);
      const { id } = await readBody(c, RemoveUser);
      await members.remove(id);
      return json({});
    });
}

/** The cursors of the pages on both sides, empty where there is none. */
function neighbours(users: UserReads, rows: readonly UserRow[]) {
  const first = rows[0]?.id;
  const last = rows.at(-1)?.id;
  return {
    previous_cursor:
      first !== undefined && users.before(first, 1).length > 0
        ? encodeIdCursor({ direction: "before", id: first })
        : "",
    next_cursor:
      last !== undefined && users.after(last, 1).length > 0
        ? encodeIdCursor({ direction: "after", id: last })
        : "",
  };
}

/** Ended since it was looked at. */
function gone(): ParleyError {
  return new ParleyError("unauthorized", "this account is gone");
}

function roleNotChosen(): ParleyError {
  const message = "only an admin's token may choose it";
  const issues = [{ path: "role", message }];
  return new ParleyError("invalid_request", `role: ${message}`, { issues });
}

function toSignedIn({ user, token }: SignedInUser): SignedIn {
  return { id: user.id, first_name: user.firstName, last_name: user.lastName, token };
}

/** `/users.…`: accounts and signing in. */
import { Hono } from "hono";
import type { Accounts, Permission, SignedInUser } from "../chat/accounts.ts";
import type { Invitations } from "../chat/invitations.ts";
import type { Members } from "../chat/members.ts";
import type { Tokens } from "../chat/tokens.ts";
import type { UserReads, UserRow } from "../db/users.ts";
import { ParleyError } from "../errors.ts";
import {
  Invite,
  ListUsers,
  LogIn,
  LogOut,
  RemoveUser,
  SignUp,
  UpdateUser,
  type Invited,
  type SignedIn,
  type User,
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
  readonly invitations: Invitations;
  readonly members: Members;
  readonly userReads: UserReads;
}

export function createUserRoutes(deps: UserRoutesDeps): Hono<RequestEnv> {
  const { tokens, accounts, invitations, members, userReads } = deps;
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
      return json(toSignedIn(await accounts.signUp(account, permission)));
    })

    .post("/users.invite", async (c) => {
      const admin = await authorizeAdmin(c, tokens);
      const { role } = await readBody(c, Invite);
      const { token, expiresAt } = await invitations.invite(admin, role);
      const expires_at = new Date(expiresAt).toISOString();
      return json({ invitation_token: token, expires_at } satisfies Invited);
    })

    .post("/users.login", async (c) => {
      const { email, password } = await readBody(c, LogIn);
      return json(toSignedIn(await accounts.logIn(email, password, c.env.address())));
    })

    .post("/users.logout", async (c) => {
      const operator = await authorize(c, tokens, "operator");
      await readBody(c, LogOut);
      await accounts.logOut(operator);
      return json({});
    })

    .post("/users.list", async (c) => {
      await authorize(c, tokens, "operator");
      const { cursor, page_size: size } = await readBody(c, ListUsers);
      const { direction, id } = decodeIdCursor(cursor);
      const rows = userReads[direction](id, size);
      const total = userReads.total();
      const response_metadata = { ...neighbours(userReads, rows), filtered_total: total, total };
      return json({ data: rows.map(toUser), response_metadata } satisfies UserPage);
    })

    .post("/users.update", async (c) => {
      const operator = await authorize(c, tokens, "operator");
      const body = await readBody(c, UpdateUser);
      const update = {
        id: body.id,
        firstName: body.first_name,
        lastName: body.last_name,
        role: body.role,
        password: body.password,
        currentPassword: body.current_password,
      };
      return json(toUser(await members.update(operator, update, c.env.address())));
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

function roleNotChosen(): ParleyError {
  const message = "only an admin's token may choose it";
  const issues = [{ path: "role", message }];
  return new ParleyError("invalid_request", `role: ${message}`, { issues });
}

function toSignedIn({ user, token }: SignedInUser): SignedIn {
  return { id: user.id, first_name: user.firstName, last_name: user.lastName, token };
}

function toUser({ id, firstName, lastName, email, role, createdAt }: UserRow): User {
  return {
    id,
    first_name: firstName,
    last_name: lastName,
    email,
    role,
    created_at: new Date(createdAt).toISOString(),
  };
}

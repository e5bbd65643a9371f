/** `/users.…`: accounts and signing in. */
import { Hono } from "hono";
import type { Accounts, Permission, SignedInUser } from "../chat/accounts.ts";
import type { Tokens } from "../chat/tokens.ts";
import { LogIn, LogOut, SignUp, type SignedIn } from "../protocol/users.ts";
import { json } from "./answer.ts";
import { authorize, authorizeAdmin } from "./authorize.ts";
import { readBody } from "./body.ts";
import type { RequestEnv } from "./env.ts";

export interface UserRoutesDeps {
  readonly tokens: Tokens;
  readonly accounts: Accounts;
}

export function createUserRoutes({ tokens, accounts }: UserRoutesDeps): Hono<RequestEnv> {
  return new Hono<RequestEnv>()
    .post("/users.signup", async (c) => {
      const body = await readBody(c, SignUp);
      const hasToken = tokens.fromHeader(c.req.header("authorization")) !== undefined;
      if (hasToken) await authorizeAdmin(c, tokens);
      const permission: Permission = hasToken
        ? { kind: "admin", role: body.role ?? "agent" }
        : { kind: "setup", token: body.setup_token ?? "", address: c.env.address() };
      const account = {
        email: body.email,
        firstName: body.first_name,
        lastName: body.last_name,
        password: body.password,
      };
      return json(toSignedIn(await accounts.signUp(account, permission)));
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
    });
}

function toSignedIn({ user, token }: SignedInUser): SignedIn {
  return { id: user.id, first_name: user.firstName, last_name: user.lastName, token };
}

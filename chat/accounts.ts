/** Operators' accounts: making one, and proving to be one. */
import type { Grant, NewUser } from "../db/user-writes.ts";
import type { Role, UserReads, UserRow } from "../db/users.ts";
import type { Writer } from "../db/writer.ts";
import { ParleyError } from "../errors.ts";
import { TEXT_LIMITS, TOKEN_LIFETIMES } from "../protocol/limits.ts";
import type { OnChange } from "./changes.ts";
import type { Invitations } from "./invitations.ts";
import type { Passwords } from "./passwords.ts";
import { isBot, sha256, type EndSessions, type Operator, type Tokens } from "./tokens.ts";

export interface NewAccount {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly password: string;
}

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** The browser, as it calls itself. */
export type Device = string | undefined;

export interface SignedInUser {
  readonly user: Pick<UserRow, "id" | "firstName" | "lastName">;
  readonly token: string;
}

/** What is said to allow an account. */
export type Permission =
  | { readonly kind: "setup" | "invitation"; readonly token: string; readonly address: string }
  | { readonly kind: "admin"; readonly role: Role; readonly by: Operator };

export interface Accounts {
  /** Rejects with `unauthorized` or `forbidden` (the permission), `email_taken`, `too_many_requests`. */
  signUp(account: NewAccount, permission: Permission, device: Device): Promise<SignedInUser>;
  /** Rejects with `invalid_credentials`: the same for a wrong password and an unknown address. */
  logIn(credentials: Credentials, address: string, device: Device): Promise<SignedInUser>;
  /** Ends one login: its token and its sessions, at once. Rejects with `forbidden` for a bot. */
  logOut(operator: Operator): Promise<void>;
}

export interface AccountsDeps {
  readonly writer: Writer;
  readonly users: UserReads;
  readonly tokens: Tokens;
  readonly passwords: Passwords;
  readonly invitations: Invitations;
  readonly setupToken: string;
  readonly onChange: OnChange;
  readonly endSessions: EndSessions;
  readonly now: () => number;
  readonly newId: () => string;
}

export function createAccounts(deps: AccountsDeps): Accounts {
  const { writer, users, tokens, passwords, invitations, setupToken, endSessions } = deps;
  const { onChange, now, newId } = deps;

  /** Undefined when the password is another one by now. */
  async function signIn(
    user: SignedInUser["user"],
    passwordHash: string,
    device: Device,
  ): Promise<SignedInUser | undefined> {
    const loginId = newId();
    const createdAt = now();
    const expiresAt = createdAt + TOKEN_LIFETIMES.operator;
    const userAgent = device?.slice(0, TEXT_LIMITS.userAgent) ?? null;
    const login = { id: loginId, userId: user.id, passwordHash, createdAt, expiresAt, userAgent };
    if ((await writer.write("createLogin", login)) !== "created") return undefined;
    const identity = { kind: "operator", userId: user.id, loginId } as const;
    return { user, token: await tokens.sign(identity, createdAt) };
  }

  /** Counts what is not good, before anything slow is done for it. */
  function grantFor(permission: Permission): Grant {
    if (permission.kind === "admin") return { kind: "admin", role: permission.role };
    const grant =
      permission.kind === "setup"
        ? setupGrant(permission.token)
        : invitationGrant(permission.token);
    passwords.countGuess(permission.address, grant !== undefined);
    if (grant === undefined) throw notGranted(permission.kind);
    return grant;
  }

  function setupGrant(token: string): Grant | undefined {
    return !users.any() && sameSecret(token, setupToken) ? { kind: "first" } : undefined;
  }

  function invitationGrant(token: string): Grant | undefined {
    const hash = invitations.openHash(token);
    return hash === undefined ? undefined : { kind: "invitation", hash };
  }

  function notGranted(kind: Permission["kind"]): ParleyError {
    if (kind === "invitation") {
      return new ParleyError("unauthorized", "this invitation has been used or has expired");
    }
    return new ParleyError(
      "unauthorized",
      users.any()
        ? "an admin's token or an invitation is needed to make an account"
        : "the first account needs the setup token that the server prints when it starts",
    );
  }

  return {
    async signUp({ email, firstName, lastName, password }, permission, device) {
      const grant = grantFor(permission);
      const passwordHash = await passwords.hash(password);
      const id = newId();
      const user: NewUser = {
        id,
        email,
        firstName,
        lastName,
        passwordHash,
        createdAt: now(),
        grant,
      };
      const admin = permission.kind === "admin" ? permission.by.loginId : undefined;
      const outcome = await writer.write("createUser", user, admin);
      if (outcome === "email_taken") {
        throw new ParleyError("email_taken", "there is an account with this address already");
      }
      if (outcome === "not_granted") throw notGranted(permission.kind);
      onChange({ kind: "user", userId: id });
      const signedIn = await signIn({ id, firstName, lastName }, passwordHash, device);
      if (signedIn === undefined)
        throw new ParleyError("unauthorized", "this account is gone again");
      return signedIn;
    },

    async logIn({ email, password }, address, device) {
      const user = users.findByEmail(email);
      const hash = user && users.passwordHash(user.id);
      const right = await passwords.isRight({ email, password, address }, hash);
      if (user !== undefined && hash !== undefined && right) {
        const signedIn = await signIn(user, hash, device);
        if (signedIn !== undefined) return signedIn;
      }
      throw new ParleyError("invalid_credentials", "the address or the password is wrong");
    },

    async logOut(operator) {
      if (isBot(operator)) {
        const message = "an API token has no login to end; an admin revokes it";
        throw new ParleyError("forbidden", message);
      }
      const { loginId } = operator;
      await writer.write("removeLogin", loginId);
      const why = new ParleyError("unauthorized", "this login has ended");
      endSessions((one) => one.loginId === loginId, why);
    },
  };
}

/** Takes the same time wherever the two differ. */
function sameSecret(given: string, secret: string): boolean {
  return crypto.timingSafeEqual(Buffer.from(sha256(given)), Buffer.from(sha256(secret)));
}

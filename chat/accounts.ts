/** Operators' accounts: making one, and proving to be one. */
import type { Role, UserReads, UserRow } from "../db/users.ts";
import type { Writer } from "../db/writer.ts";
import { ParleyError } from "../errors.ts";
import { TOKEN_LIFETIMES } from "../protocol/limits.ts";
import type { RateLimiter } from "./rate-limiter.ts";
import type { Operator, Tokens } from "./tokens.ts";

export interface NewAccount {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly password: string;
}

export interface SignedInUser {
  readonly user: UserRow;
  readonly token: string;
}

/** What allows an account to be made. */
export type Permission =
  | { readonly kind: "setup"; readonly token: string; readonly address: string }
  | { readonly kind: "admin"; readonly role: Role };

export interface Accounts {
  /** Rejects with `unauthorized` (the setup token), `email_taken`, `too_many_requests`. */
  signUp(account: NewAccount, permission: Permission): Promise<SignedInUser>;
  /** Rejects with `invalid_credentials`: the same for a wrong password and an unknown address. */
  logIn(email: string, password: string, address: string): Promise<SignedInUser>;
  /** Ends one login: its token and its sessions, at once. */
  logOut(operator: Operator): Promise<void>;
}

export interface AccountsDeps {
  readonly writer: Writer;
  readonly users: UserReads;
  readonly tokens: Tokens;
  readonly setupToken: string;
  /** Counts wrong passwords and setup tokens. */
  readonly wrongRate: RateLimiter;
  /** Ends the websocket sessions of whoever it is said of. */
  readonly endSessions: (belongs: (operator: Operator) => boolean, why: ParleyError) => void;
  readonly now: () => number;
  readonly newId: () => string;
}

/** OWASP's second choice for argon2id: 19 MiB, two passes. */
const ARGON2ID = { algorithm: "argon2id", memoryCost: 19_456, timeCost: 2 } as const;

export function createAccounts(deps: AccountsDeps): Accounts {
  const { writer, users, tokens, setupToken, wrongRate, endSessions, now, newId } = deps;
  // An unknown address costs the same as a known one: its password is checked against this.
  let nobody: Promise<string> | undefined;

  async function signIn(user: UserRow): Promise<SignedInUser> {
    const loginId = newId();
    const createdAt = now();
    const expiresAt = createdAt + TOKEN_LIFETIMES.operator;
    await writer.write("createLogin", { id: loginId, userId: user.id, createdAt, expiresAt });
    const identity = { kind: "operator", userId: user.id, loginId } as const;
    return { user, token: await tokens.sign(identity, expiresAt) };
  }

  /** Counts against both or neither: one that is at its limit does not use up the other. */
  function takeBoth(first: string, second: string): () => void {
    const takeBackFirst = wrongRate.take(first);
    try {
      const takeBackSecond = wrongRate.take(second);
      return () => {
        takeBackFirst();
        takeBackSecond();
      };
    } catch (error) {
      takeBackFirst();
      throw error;
    }
  }

  function checkSetup(permission: Extract<Permission, { kind: "setup" }>): void {
    const takeBack = wrongRate.take(`address ${permission.address}`);
    if (!users.any() && sameSecret(permission.token, setupToken)) return takeBack();
    throw new ParleyError(
      "unauthorized",
      users.any()
        ? "an operator's token is needed to make an account"
        : "the first account needs the setup token that the server prints when it starts",
    );
  }

  return {
    async signUp({ email, firstName, lastName, password }, permission) {
      if (permission.kind === "setup") checkSetup(permission);
      const passwordHash = await Bun.password.hash(password, ARGON2ID);
      const role = permission.kind === "setup" ? "admin" : permission.role;
      const user: UserRow = { id: newId(), email, firstName, lastName, passwordHash, role };
      const first = permission.kind === "setup";
      const outcome = await writer.write("createUser", { ...user, createdAt: now(), first });
      if (outcome === "email_taken") {
        throw new ParleyError("email_taken", "there is an account with this address already");
      }
      if (outcome === "not_first") {
        throw new ParleyError("unauthorized", "the setup token has been used");
      }
      return signIn(user);
    },

    async logIn(email, password, address) {
      // Counted before the slow check, so that many at once are not one.
      const takeBack = takeBoth(`address ${address}`, `account ${email}`);
      const user = users.findByEmail(email);
      nobody ??= Bun.password.hash(newId(), ARGON2ID);
      const right = await Bun.password.verify(password, user?.passwordHash ?? (await nobody));
      if (user !== undefined && right) {
        takeBack();
        return signIn(user);
      }
      throw new ParleyError("invalid_credentials", "the address or the password is wrong");
    },

    async logOut({ loginId }) {
      await writer.write("removeLogin", loginId);
      const why = new ParleyError("unauthorized", "this login has ended");
      endSessions((operator) => operator.loginId === loginId, why);
    },
  };
}

/** Takes the same time wherever the two differ. */
function sameSecret(given: string, secret: string): boolean {
  return crypto.timingSafeEqual(sha256(given), sha256(secret));
}

function sha256(text: string): Uint8Array {
  return new Bun.CryptoHasher("sha256").update(text).digest();
}

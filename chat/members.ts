/** Who has an account already: what may be changed of it, by whom, and what ends with it. */
import type { Availability, Role, UserReads, UserRow } from "../db/users.ts";
import type { Writer } from "../db/writer.ts";
import { ParleyError } from "../errors.ts";
import type { OnChange } from "./changes.ts";
import type { Passwords } from "./passwords.ts";
import { isBot, type EndSessions, type Operator } from "./tokens.ts";

/** Undefined keeps what there is. */
export interface MemberUpdate {
  /** By default the operator's own account. */
  readonly id: string | undefined;
  readonly firstName: string | undefined;
  readonly lastName: string | undefined;
  readonly email: string | undefined;
  readonly availability: Availability | undefined;
  readonly role: Role | undefined;
  readonly password: string | undefined;
  /** Needed for a password or an address of one's own. */
  readonly currentPassword: string | undefined;
}

export interface Members {
  /**
   * Everybody their own account; admins also those of others, and roles. A new password ends the
   * account's other logins and their sessions at once. Rejects with `forbidden`, `user_not_found`,
   * `last_admin`, `email_taken`, `too_many_requests`, or `invalid_request` for a wrong current password.
   */
  update(operator: Operator, update: MemberUpdate, address: string): Promise<UserRow>;
  /**
   * Ends all logins of the account and their sessions at once. Where it looks after many conversations, those follow
   * bit by bit; if the server stops meanwhile an agent's account without a login is left, to be removed again.
   * Rejects with `user_not_found`, `last_admin`.
   */
  remove(id: string): Promise<void>;
}

export interface MembersDeps {
  readonly writer: Writer;
  readonly users: UserReads;
  readonly passwords: Passwords;
  readonly onChange: OnChange;
  readonly endSessions: EndSessions;
}

/** Conversations that nobody is assigned to any more and that are told of: what may be on screens. */
const UNASSIGNED_TOLD = 100;
/** Conversations that one command takes from a removed account: a few milliseconds of the writer's thread. */
const UNASSIGNED_AT_ONCE = 500;

export function createMembers(deps: MembersDeps): Members {
  const { writer, users, passwords, onChange, endSessions } = deps;

  /** The hash that the current password has been found to fit. */
  async function checkCurrent(
    { id, email }: UserRow,
    password: string | undefined,
    address: string,
  ): Promise<string> {
    if (password === undefined) throw wrongCurrent("is needed for a new password or address");
    const hash = users.passwordHash(id);
    const right = await passwords.isRight({ email, password, address }, hash);
    if (hash === undefined || !right) throw wrongCurrent("is wrong");
    return hash;
  }

  return {
    async update(operator, update, address) {
      checkMay(operator, update);
      const { id, email, role, password, currentPassword, ...plain } = update;
      const user = users.find(id ?? operator.userId);
      if (user === undefined) throw unknown();
      const own = user.id === operator.userId;
      const proves = password !== undefined || (email !== undefined && email !== user.email);
      const ifPassword =
        proves && own ? await checkCurrent(user, currentPassword, address) : undefined;
      const change = {
        id: user.id,
        ...plain,
        email,
        role,
        ifPassword,
        password:
          password === undefined
            ? undefined
            : {
                hash: await passwords.hash(password),
                keep: own ? operator.loginId : undefined,
              },
      };
      const admin = own && role === undefined ? undefined : operator.loginId;
      const outcome = await writer.write("updateUser", change, admin);
      switch (outcome) {
        case "unknown":
          throw unknown();
        case "last_admin":
          throw lastAdmin();
        case "email_taken":
          throw new ParleyError("email_taken", "there is an account with this address already");
        case "other_password":
          throw wrongCurrent("is wrong");
      }
      if (password !== undefined) {
        const why = new ParleyError("unauthorized", "the password of this account has changed");
        endSessions((one) => one.userId === user.id && one.loginId !== operator.loginId, why);
      }
      onChange({ kind: "user", userId: user.id });
      return outcome;
    },

    async remove(id) {
      const why = new ParleyError("unauthorized", "this account has been removed");
      const removal = { id, limit: UNASSIGNED_AT_ONCE };
      const first = await writer.write("removeUser", { ...removal, named: UNASSIGNED_TOLD });
      if (first === "unknown") throw unknown();
      if (first === "last_admin") throw lastAdmin();
      let { isGone } = first;
      endSessions((one) => one.userId === id, why);
      while (!isGone) {
        const next = await writer.write("removeUser", { ...removal, named: 0 });
        isGone = typeof next === "string" || next.isGone;
        // Who knows the password could still come back meanwhile, as an agent.
        endSessions((one) => one.userId === id, why);
      }
      onChange({ kind: "user_removed", userId: id });
      for (const conversationId of first.unassigned) {
        onChange({ kind: "conversation", conversationId });
      }
    },
  };
}

function checkMay(
  operator: Operator,
  { id, role, password }: Pick<MemberUpdate, "id" | "role" | "password">,
): void {
  if (operator.role !== "admin") {
    const others = id !== undefined && id !== operator.userId;
    if (others || role !== undefined) throw forbidden("only an admin may do this");
  }
  if (!isBot(operator)) return;
  if (id === undefined || id === operator.userId) {
    throw forbidden("an API token has no account of its own to change");
  }
  // A password is a person's: who could set one could speak as that person.
  if (password !== undefined) throw forbidden("an API token may not change a password");
}

function forbidden(message: string): ParleyError {
  return new ParleyError("forbidden", message);
}

function unknown(): ParleyError {
  return new ParleyError("user_not_found", "there is no such account");
}

function lastAdmin(): ParleyError {
  return new ParleyError("last_admin", "this is the last admin; make somebody else one first");
}

/** Not a 401: the token is good, and who holds it stays signed in. */
function wrongCurrent(message: string): ParleyError {
  const issues = [{ path: "current_password", message }];
  return new ParleyError("invalid_request", `current_password: ${message}`, { issues });
}

/** Where somebody is logged in, and how they end what is not theirs any more. */
import type { LoginReads, LoginRow } from "../db/logins.ts";
import type { Writer } from "../db/writer.ts";
import { ParleyError } from "../errors.ts";
import { LOGINS_LISTED } from "../protocol/limits.ts";
import { isBot, type EndSessions, type Operator } from "./tokens.ts";

/** All reject with `forbidden` for a bot. */
export interface Logins {
  /** Of the operator's account, the newest first. */
  list(operator: Operator): LoginRow[];
  /** Ends one of the operator's own: its token and its sessions, at once. Rejects with `not_found`. */
  end(operator: Operator, id: string): Promise<void>;
  /** Ends all of the account but the one that asks. */
  endOthers(operator: Operator): Promise<void>;
}

export interface LoginsDeps {
  readonly writer: Writer;
  readonly logins: LoginReads;
  readonly endSessions: EndSessions;
  readonly now: () => number;
}

export function createLogins({ writer, logins, endSessions, now }: LoginsDeps): Logins {
  const why = new ParleyError("unauthorized", "this login has ended");
  return {
    list(operator) {
      checkPerson(operator);
      return logins.of(operator.userId, now(), LOGINS_LISTED);
    },

    async end(operator, id) {
      checkPerson(operator);
      const outcome = await writer.write("endLogin", { id, userId: operator.userId });
      if (outcome === "unknown") throw new ParleyError("not_found", "there is no such login");
      endSessions((one) => one.loginId === id, why);
    },

    async endOthers(operator) {
      checkPerson(operator);
      const { userId, loginId } = operator;
      const ended = new Set(await writer.write("endOtherLogins", { userId, keep: loginId }));
      endSessions((one) => ended.has(one.loginId), why);
    },
  };
}

function checkPerson(operator: Operator): void {
  if (!isBot(operator)) return;
  throw new ParleyError("forbidden", "an API token has no logins; an admin revokes it");
}

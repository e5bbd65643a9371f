/**
 * Who of the team is connected now, and whether one of them is there to answer: a person who has not said that they
 * are away. Visitors are told when the first one comes and the last one goes, colleagues of each.
 */
import type { UserRow } from "../db/users.ts";
import type { VisitorPresenceEvent } from "../protocol/live.ts";
import { OPERATOR_FEEDS, VISITOR_PRESENCE } from "./destinations.ts";
import type { Hub } from "./hub.ts";
import { isBot, type Operator } from "./tokens.ts";
import { toUser } from "./user-json.ts";

export interface StaffPresenceDeps {
  readonly hub: Hub;
  readonly findUser: (id: string) => UserRow | undefined;
  /** A session of this login has begun or ended. */
  readonly onSeen: (loginId: string) => void;
}

interface Present {
  /** Whether they count for the visitors. */
  answers: boolean;
  /** How many sessions each of their logins has. */
  readonly logins: Map<string, number>;
}

export class StaffPresence {
  readonly #deps: StaffPresenceDeps;
  /** By account or API token. */
  readonly #present = new Map<string, Present>();
  /** What the visitors have been told. */
  #isSomebody = false;

  constructor(deps: StaffPresenceDeps) {
    this.#deps = deps;
  }

  isOnline(userId: string): boolean {
    return this.#present.has(userId);
  }

  /** Whether this login of the account has a session. */
  isLoginOnline(userId: string, loginId: string): boolean {
    return this.#present.get(userId)?.logins.has(loginId) ?? false;
  }

  came(operator: Operator): void {
    const { userId, loginId } = operator;
    const known = this.#present.get(userId);
    const one = known ?? { answers: this.#answers(operator), logins: new Map<string, number>() };
    one.logins.set(loginId, (one.logins.get(loginId) ?? 0) + 1);
    this.#see(operator);
    if (known !== undefined) return;
    this.#present.set(userId, one);
    this.#tell(userId);
  }

  went(operator: Operator): void {
    const { userId, loginId } = operator;
    const one = this.#present.get(userId);
    const count = one?.logins.get(loginId);
    if (one === undefined || count === undefined) return;
    if (count > 1) one.logins.set(loginId, count - 1);
    else one.logins.delete(loginId);
    this.#see(operator);
    if (one.logins.size > 0) return;
    this.#present.delete(userId);
    this.#tell(userId);
  }

  /** The account is new, or has changed: whether they are away, or what they are called or look like. */
  updated(userId: string): void {
    const one = this.#present.get(userId);
    if (one !== undefined) one.answers = this.#answers({ userId, loginId: "" });
    this.#tell(userId);
  }

  removed(userId: string): void {
    this.#deps.hub.emit(OPERATOR_FEEDS.userRemoved, () => JSON.stringify({ id: userId }));
  }

  *toVisitor(): Generator<string> {
    yield toVisitor(this.#isSomebody);
  }

  get isEmpty(): boolean {
    return this.#present.size === 0;
  }

  #answers(operator: Pick<Operator, "userId" | "loginId">): boolean {
    return !isBot(operator) && this.#user(operator.userId)?.availability !== "away";
  }

  #see(operator: Operator): void {
    if (!isBot(operator)) this.#deps.onSeen(operator.loginId);
  }

  #tell(userId: string): void {
    const { hub } = this.#deps;
    hub.emit(OPERATOR_FEEDS.user, () => this.#event(userId));
    const isSomebody = this.#present.values().some(({ answers }) => answers);
    if (isSomebody === this.#isSomebody) return;
    this.#isSomebody = isSomebody;
    hub.emit(VISITOR_PRESENCE, () => toVisitor(isSomebody));
  }

  #event(userId: string): string | undefined {
    const row = this.#user(userId);
    return row && JSON.stringify(toUser(row, this.isOnline(userId)));
  }

  /** A database that cannot be read has been told of: what is not known is not told. */
  #user(id: string): UserRow | undefined {
    try {
      return this.#deps.findUser(id);
    } catch {
      return undefined;
    }
  }
}

function toVisitor(online: boolean): string {
  return JSON.stringify({ online } satisfies VisitorPresenceEvent);
}

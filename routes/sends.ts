/** What clients SEND over their websockets: to which destination, with which body, and how often. */
import type { Live } from "../chat/live.ts";
import type { RateLimiter } from "../chat/rate-limiter.ts";
import type { SessionDeps } from "../chat/session.ts";
import type { Operator, Visitor } from "../chat/tokens.ts";
import { ParleyError } from "../errors.ts";
import {
  OperatorTyping,
  OperatorViewing,
  VisitorPage,
  VisitorRead,
  VisitorTyping,
} from "../protocol/live.ts";
import { readObject } from "./body.ts";

export interface SendsDeps {
  readonly live: Live;
  /** For one session, made when it sends something. */
  readonly newRate: () => RateLimiter;
}

/**
 * Throws `not_found` for a destination that takes nothing of this client, `too_many_requests`, what is
 * wrong with the body, and what `Live` throws.
 */
export function createSends({ live, newRate }: SendsDeps): SessionDeps["take"] {
  const rates = new WeakMap<object, RateLimiter>();

  function takeOfVisitor(
    session: object,
    visitor: Visitor,
    destination: string,
    body: Uint8Array,
  ): void {
    switch (destination) {
      case "/app/typing":
        return live.visitorTypes(session, visitor, readObject(VisitorTyping, body).typing);
      case "/app/read":
        return live.visitorReads(visitor, readObject(VisitorRead, body).offset);
      case "/app/page": {
        const { url, title } = readObject(VisitorPage, body);
        return live.visitorOpens(session, visitor, { url, ...(title !== "" && { title }) });
      }
      default:
        throw nothingTaken(destination);
    }
  }

  function takeOfOperator(
    session: object,
    operator: Operator,
    destination: string,
    body: Uint8Array,
  ): void {
    switch (destination) {
      case "/app/typing": {
        const { conversation_id: id, typing } = readObject(OperatorTyping, body);
        return live.operatorTypes(session, operator, id, typing);
      }
      case "/app/viewing": {
        const { conversation_id: id } = readObject(OperatorViewing, body);
        return live.operatorViews(session, operator, id ?? undefined);
      }
      default:
        throw nothingTaken(destination);
    }
  }

  return (session, identity, destination, body) => {
    const rate = rates.get(session) ?? newRate();
    rates.set(session, rate);
    rate.take("");
    if (identity.kind === "visitor") takeOfVisitor(session, identity, destination, body);
    else if (identity.kind === "operator") takeOfOperator(session, identity, destination, body);
    else throw nothingTaken(destination);
  };
}

function nothingTaken(destination: string): ParleyError {
  return new ParleyError("not_found", `nothing can be sent to ${destination}`);
}

import type { Context } from "hono";
import { ParleyError } from "../errors.ts";
import type { Identity, Operator, TokenKind, Tokens } from "../chat/tokens.ts";
import { wholeBody } from "./body.ts";

/**
 * Whose request it is. Rejects with `unauthorized`, or `forbidden` for a token of another kind.
 *
 * A client may take minutes to send a body, and an operator's account or rights may end meanwhile: who it
 * is counts when all of the request is here.
 */
export async function authorize<Kind extends TokenKind>(
  c: Context,
  tokens: Tokens,
  ...kinds: Kind[]
): Promise<Extract<Identity, { kind: Kind }>> {
  const identity = await authorizeHead(c, tokens, ...kinds);
  if (identity.kind !== "operator") return identity;
  await wholeBody(c);
  return authorizeHead(c, tokens, ...kinds);
}

/** The same before the body is here, for a body that is taken as it comes. */
export function authorizeHead<Kind extends TokenKind>(
  c: Context,
  tokens: Tokens,
  ...kinds: Kind[]
): Promise<Extract<Identity, { kind: Kind }>> {
  return tokens.verify(kinds, tokens.fromHeader(c.req.header("authorization")));
}

/** An operator who may change how the server is set up. Rejects with `forbidden` for an agent. */
export async function authorizeAdmin(c: Context, tokens: Tokens): Promise<Operator> {
  const operator = await authorize(c, tokens, "operator");
  if (operator.role === "admin") return operator;
  throw new ParleyError("forbidden", "only an admin may do this");
}

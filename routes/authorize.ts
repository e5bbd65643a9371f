import type { Context } from "hono";
import type { Identity, TokenKind, Tokens } from "../chat/tokens.ts";

/** Whose request it is. Rejects with `unauthorized`, or `forbidden` for a token of another kind. */
export function authorize<Kind extends TokenKind>(
  c: Context,
  tokens: Tokens,
  ...kinds: Kind[]
): Promise<Extract<Identity, { kind: Kind }>> {
  return tokens.verify(kinds, tokens.fromHeader(c.req.header("authorization")));
}

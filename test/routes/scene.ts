/** A server with an operator, a channel, and two visitors of it who have each said something. */
import { createTokens, type Claimed, type Tokens } from "../../chat/tokens.ts";
import {
  claimsOf,
  startTestServer,
  type Operator,
  type TestServer,
  type Visitor,
} from "../running-server.ts";

export type Speaker = "visitor" | "operator" | "resume";

export interface Scene extends AsyncDisposable {
  readonly server: TestServer;
  readonly operator: Operator;
  readonly visitor: Visitor;
  readonly stranger: Visitor;
  /** A good token of each kind. */
  readonly tokens: Readonly<Record<Speaker, string>>;
  /** Whom these tokens are for. */
  readonly identities: Readonly<Record<Speaker, Claimed>>;
  /** Signs as the server does. */
  readonly signer: Tokens;
}

const SECRET = "a key of the tests, not a secret of anybody's";

/** Rates are off. */
export async function setScene(): Promise<Scene> {
  const server = await startTestServer(["--rate-limit", "off"], { PARLEY_SECRET: SECRET });
  const operator = await server.operator();
  const visitor = await server.visitor();
  const stranger = await server.visitor(visitor.channel);
  await visitor.send("hello");
  await stranger.send("hello from somebody else");
  const signer = signerWith(SECRET);
  const { conversationId, channel } = visitor;
  const { sub: userId = "", jti: loginId = "" } = claimsOf(operator.token);
  const identities = {
    visitor: { kind: "visitor", conversationId, channelId: channel.id },
    resume: { kind: "resume", conversationId, channelId: channel.id },
    operator: { kind: "operator", userId, loginId },
  } as const;
  return {
    server,
    operator,
    visitor,
    stranger,
    tokens: {
      visitor: visitor.token,
      operator: operator.token,
      resume: await signer.sign(identities.resume),
    },
    identities,
    signer,
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

/** Signs with another key than the server's, when it is given one. */
export function signerWith(secret: string): Tokens {
  const key = new TextEncoder().encode(secret);
  return createTokens({
    key,
    now: Date.now,
    operatorOf: () => ({ role: "admin", name: "Ada Lovelace" }),
    apiTokenOf: () => undefined,
  });
}

/** A server with an admin, an agent, a bot, a channel, and two visitors of it who have each said something. */
import { createTokens, type Claimed, type Tokens } from "../../chat/tokens.ts";
import type { CreatedToken } from "../../protocol/tokens.ts";
import type { SignedIn } from "../../protocol/users.ts";
import {
  claimsOf,
  startTestServer,
  type Operator,
  type TestServer,
  type Visitor,
} from "../running-server.ts";

/** Those with a JWT; the bot has an API token, with an agent's role. */
export type Bearer = "visitor" | "admin" | "agent" | "resume";
export type Speaker = Bearer | "bot";

export interface Scene extends AsyncDisposable {
  readonly server: TestServer;
  /** The admin. */
  readonly operator: Operator;
  readonly agent: SignedIn;
  readonly bot: CreatedToken;
  readonly visitor: Visitor;
  readonly stranger: Visitor;
  /** A good token of each kind. */
  readonly tokens: Readonly<Record<Speaker, string>>;
  /** Whom these tokens are for. */
  readonly identities: Readonly<Record<Bearer, Claimed>>;
  /** Signs as the server does. */
  readonly signer: Tokens;
}

const ARGS = ["--rate-limit", "off", "--private-webhooks=on"];
const SECRET = "a key of the tests, not a secret of anybody's";

/** Rates are off, and webhooks may lead to this machine. */
export async function setScene(): Promise<Scene> {
  const server = await startTestServer(ARGS, { PARLEY_SECRET: SECRET });
  const operator = await server.operator();
  const agent = await server.agent();
  const bot = await server.bot();
  const visitor = await server.visitor();
  const stranger = await server.visitor(visitor.channel);
  await visitor.send("hello");
  await stranger.send("hello from somebody else");
  const signer = signerWith(SECRET);
  const { conversationId, channel } = visitor;
  const identities = {
    visitor: { kind: "visitor", conversationId, channelId: channel.id },
    resume: { kind: "resume", conversationId, channelId: channel.id },
    admin: loginOf(operator),
    agent: loginOf(agent),
  } as const;
  return {
    server,
    operator,
    agent,
    bot,
    visitor,
    stranger,
    tokens: {
      visitor: visitor.token,
      admin: operator.token,
      agent: agent.token,
      bot: bot.token,
      resume: await signer.sign(identities.resume),
    },
    identities,
    signer,
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

function loginOf({ token }: SignedIn): Claimed {
  const { sub: userId = "", jti: loginId = "" } = claimsOf(token);
  return { kind: "operator", userId, loginId };
}

/** Signs with another key than the server's, when it is given one. */
export function signerWith(secret: string): Tokens {
  const key = new TextEncoder().encode(secret);
  return createTokens({
    key,
    now: Date.now,
    operatorOf: () => ({ role: "admin", name: "Ada Lovelace", avatarUrl: null }),
    apiTokenOf: () => undefined,
  });
}

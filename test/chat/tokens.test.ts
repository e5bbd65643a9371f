/** Tokens: STOMP-39 (RFC 8725), and what the cache must not change. */
import { describe, expect, test } from "bun:test";
import { SignJWT, UnsecuredJWT, type JWTPayload } from "jose";
import { createTokens, type Claimed, type TokenKind } from "../../chat/tokens.ts";
import { ParleyError } from "../../errors.ts";
import { TOKEN_LIFETIMES } from "../../protocol/limits.ts";

const KEY = new TextEncoder().encode("0123456789abcdef0123456789abcdef");
const NOW = Date.parse("2026-01-07T09:01:44.000Z");

const IDENTITIES: Readonly<Record<TokenKind, Claimed>> = {
  visitor: { kind: "visitor", conversationId: "c", channelId: "ch" },
  resume: { kind: "resume", conversationId: "c", channelId: "ch" },
  operator: { kind: "operator", userId: "u", loginId: "l" },
};
const OPERATOR = { role: "agent", name: "Ada Lovelace", avatarUrl: null } as const;
const KINDS = ["visitor", "resume", "operator"] as const;

function setUp(key = KEY) {
  const clock = { now: NOW };
  const logins = new Set(["l"]);
  const tokens = createTokens({
    key,
    now: () => clock.now,
    operatorOf: (id) => (logins.has(id) ? OPERATOR : undefined),
    apiTokenOf: () => undefined,
  });
  return { tokens, clock, logins };
}

const GOOD_HEADER = { alg: "HS256", typ: "visitor+jwt" };
const GOOD: JWTPayload = {
  iss: "parley",
  aud: "parley:visitor",
  sub: "c",
  channel_id: "ch",
  iat: NOW / 1_000,
  exp: NOW / 1_000 + 60,
};

/** Signs anything at all; a claim that is undefined is left out. */
function forge(claims: JWTPayload = {}, header: Record<string, string> = {}, key = KEY) {
  return new SignJWT({ ...GOOD, ...claims })
    .setProtectedHeader({ ...GOOD_HEADER, ...header })
    .sign(key);
}

function without(claim: string): Promise<string> {
  const { [claim]: _, ...rest } = GOOD;
  return new SignJWT(rest).setProtectedHeader(GOOD_HEADER).sign(KEY);
}

/** Why it was refused; undefined when it was not. */
async function codeOf(verifying: Promise<unknown>): Promise<string | undefined> {
  return verifying.then(
    () => undefined,
    (error: unknown) => (error instanceof ParleyError ? error.code : "another error"),
  );
}

const OTHER_KEY = new Uint8Array(32).fill(1);

const FORGED: Readonly<Record<string, () => string | Promise<string>>> = {
  "no algorithm": () => new UnsecuredJWT(GOOD).encode(),
  HS384: () => forge({}, { alg: "HS384" }),
  HS512: () => forge({}, { alg: "HS512" }),
  "another key": () => forge({}, {}, OTHER_KEY),
  "no exp": () => without("exp"),
  "no iss": () => without("iss"),
  "no aud": () => without("aud"),
  "no iat": () => without("iat"),
  "no sub": () => without("sub"),
  "no channel": () => without("channel_id"),
  "another issuer": () => forge({ iss: "airy" }),
  "another audience": () => forge({ aud: "parley" }),
  "the audience of another kind": () => forge({ aud: "parley:resume" }),
  "two audiences": () => forge({ aud: ["parley:visitor", "parley:operator"] }),
  "the audience in a list": () => forge({ aud: ["parley:visitor"] }),
  "the type of another kind": () => forge({}, { typ: "operator+jwt" }),
  "the general type": () => forge({}, { typ: "JWT" }),
  "an exp in the past": () => forge({ exp: NOW / 1_000 - 1 }),
  "an exp of now": () => forge({ exp: NOW / 1_000 }),
  "an exp that is text": () => forge({ exp: "9999999999" as never }),
  "an nbf to come": () => forge({ nbf: NOW / 1_000 + 10 }),
  "a channel that is no text": () => forge({ channel_id: { $ne: "" } }),
  "an unknown critical header": () =>
    forge({}, { crit: ["x"] as never, x: "1" }).catch(() => "x.y.z"),
  nothing: () => "",
  "two dots": () => "..",
  "five parts": async () => `${await forge()}.a.b`,
};

describe("STOMP-39: a token", () => {
  test.each(KINDS)(
    "of kind %s has one algorithm, an aud and a typ of its own, and says when it ends",
    async (kind) => {
      const { tokens } = setUp();
      const token = await tokens.sign(IDENTITIES[kind]);
      const [header, payload] = token
        .split(".")
        .slice(0, 2)
        .map((part) => JSON.parse(Buffer.from(part, "base64url").toString()));
      expect(header).toEqual({ alg: "HS256", typ: `${kind}+jwt` });
      expect(payload).toEqual({
        iss: "parley",
        aud: `parley:${kind}`,
        iat: NOW / 1_000,
        exp: (NOW + TOKEN_LIFETIMES[kind]) / 1_000,
        ...(kind === "operator" ? { sub: "u", jti: "l" } : { sub: "c", channel_id: "ch" }),
      });
    },
  );

  test.each(KINDS)(
    "of kind %s is taken where that kind is asked for, and forbidden elsewhere",
    async (kind) => {
      const { tokens } = setUp();
      const token = await tokens.sign(IDENTITIES[kind]);
      const others = KINDS.filter((other) => other !== kind);
      // Twice: the second time it comes from the cache.
      for (const _ of ["verified", "remembered"]) {
        expect(await tokens.verify([kind], token)).toMatchObject(IDENTITIES[kind]);
        expect(await tokens.verify(KINDS, token)).toMatchObject(IDENTITIES[kind]);
        expect(await codeOf(tokens.verify(others, token))).toBe("forbidden");
      }
    },
  );

  test("made by hand with everything right is taken, so that the rows below fail for one reason", async () => {
    const { tokens } = setUp();
    expect(await tokens.verify(["visitor"], await forge())).toEqual(IDENTITIES.visitor as never);
  });

  test.each(Object.keys(FORGED))("with %s is no token", async (what) => {
    const { tokens } = setUp();
    const token = await FORGED[what]!();
    for (const _ of ["first", "second"]) {
      expect(await codeOf(tokens.verify(KINDS, token))).toBe("unauthorized");
    }
  });

  test("is no token when it is not there", async () => {
    const { tokens } = setUp();
    expect(await codeOf(tokens.verify(KINDS, undefined))).toBe("unauthorized");
  });

  test.each([0, 5, 31])("is not made with a key of %i bytes", (length) => {
    expect(() => setUp(new Uint8Array(length))).toThrow("32 bytes");
  });
});

describe("A token that is remembered", () => {
  test.each(KINDS)("of kind %s ends when it says so", async (kind) => {
    const { tokens, clock } = setUp();
    const token = await tokens.sign(IDENTITIES[kind]);
    await tokens.verify([kind], token);
    clock.now = NOW + TOKEN_LIFETIMES[kind] - 1;
    expect(await tokens.verify([kind], token)).toMatchObject(IDENTITIES[kind]);
    clock.now += 1;
    expect(await codeOf(tokens.verify([kind], token))).toBe("unauthorized");
  });

  test("ends with its login, at once", async () => {
    const { tokens, logins } = setUp();
    const token = await tokens.sign(IDENTITIES.operator);
    await tokens.verify(["operator"], token);
    logins.delete("l");
    expect(await codeOf(tokens.verify(["operator"], token))).toBe("unauthorized");
    // Nobody learns from the answer that it was an operator's.
    expect(await codeOf(tokens.verify(["visitor"], token))).toBe("unauthorized");
  });

  test("does not vouch for one that only begins like it", async () => {
    const { tokens } = setUp();
    const token = await tokens.sign(IDENTITIES.visitor);
    await tokens.verify(["visitor"], token);
    for (const other of [`${token}A`, token.slice(0, -1), ` ${token}`]) {
      expect(await codeOf(tokens.verify(KINDS, other))).toBe("unauthorized");
    }
  });

  test("is verified again when ten thousand others have pushed it out", async () => {
    const { tokens } = setUp();
    const token = await tokens.sign(IDENTITIES.visitor);
    await tokens.verify(["visitor"], token);
    for (let n = 0; n < 10_000; n += 1) {
      const identity = { ...IDENTITIES.visitor, conversationId: `${n}` } as Claimed;
      await tokens.verify(["visitor"], await tokens.sign(identity));
    }
    expect(await tokens.verify(["visitor"], token)).toEqual(IDENTITIES.visitor as never);
  });
});

test.each([
  ["token", "token"],
  ["Bearer token", "token"],
  ["bearer   token ", "token"],
  ["Bearer", "Bearer"],
  ["", undefined],
  ["  ", undefined],
  [null, undefined],
  [undefined, undefined],
])("The header %p holds the token %p", (header, token) => {
  expect(setUp().tokens.fromHeader(header)).toBe(token);
});

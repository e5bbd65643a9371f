/** Whose token gets CONNECTED, and whose never does. */
import { Database } from "bun:sqlite";
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { SignJWT, UnsecuredJWT } from "jose";
import { createTokens } from "../../chat/tokens.ts";
import { claimsOf, startTestServer, type TestServer } from "../running-server.ts";
import { StompPeer } from "../stomp-peer.ts";

const SECRET = "the key of these tests, 32 bytes and some";
const KEY = new TextEncoder().encode(SECRET);

type Endpoint = "/ws.chatplugin" | "/ws.communication";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer(["--rate-limit", "off"], { PARLEY_SECRET: SECRET });
});
afterAll(() => server[Symbol.asyncDispose]());

/** ERROR and the close, nothing before them. */
async function refusal(
  endpoint: Endpoint,
  headers: Readonly<Record<string, string>>,
  path: string = endpoint,
): Promise<string | undefined> {
  using peer = await StompPeer.open(server.url, path as Endpoint);
  peer.send("CONNECT", { "accept-version": "1.2", ...headers });
  peer.send("SUBSCRIBE", { id: "0", destination: "/user/queue/message", receipt: "0" });
  const error = await peer.expect("ERROR");
  expect(await peer.next()).toEqual({ code: 1008 });
  return error.headers["code"];
}

type Claims = Readonly<Record<string, unknown>>;

interface Token {
  readonly claims: Claims;
  readonly typ: string | undefined;
  readonly alg: string;
  readonly key: Uint8Array;
}

/** A visitor's token as the server makes it, except for what is changed. */
async function forge(change: (token: Token) => Partial<Token>): Promise<string> {
  const now = Math.floor(Date.now() / 1_000);
  const { id } = await server.channel();
  const good: Token = {
    claims: {
      iss: "parley",
      aud: "parley:visitor",
      sub: crypto.randomUUID(),
      channel_id: id,
      iat: now,
      exp: now + 60,
    },
    typ: "visitor+jwt",
    alg: "HS256",
    key: KEY,
  };
  const { claims, typ, alg, key } = { ...good, ...change(good) };
  const header = { alg, ...(typ !== undefined && { typ }) };
  return new SignJWT(claims).setProtectedHeader(header).sign(key);
}

/** Undefined takes the claim out. */
function withClaims(claims: Claims): (token: Token) => Partial<Token> {
  return (token) => ({ claims: { ...token.claims, ...claims } });
}

describe("CONNECTED comes with", () => {
  for (const [says, spell] of [
    ["the token alone", (token) => ({ Authorization: token })],
    ["Bearer before it", (token) => ({ Authorization: `Bearer ${token}` })],
    ["bearer in any case", (token) => ({ Authorization: `bearer ${token}` })],
    ["the header's name in small letters", (token) => ({ authorization: token })],
  ] satisfies [string, (token: string) => Record<string, string>][]) {
    test(says, async () => {
      using peer = await StompPeer.open(server.url, "/ws.chatplugin");
      const { token } = await server.visitor();
      peer.send("CONNECT", { "accept-version": "1.2", ...spell(token) });
      await peer.expect("CONNECTED");
    });
  }

  test("a token that this test has signed, so that the ones below fail for what is wrong in them", async () => {
    using peer = await StompPeer.open(server.url, "/ws.chatplugin");
    peer.send("CONNECT", { "accept-version": "1.2", Authorization: await forge(() => ({})) });
    await peer.expect("CONNECTED");
  });

  test("an operator's token on the operators' endpoint", async () => {
    using peer = await StompPeer.open(server.url, "/ws.communication");
    const { token } = await server.operator();
    peer.send("CONNECT", { "accept-version": "1.2", Authorization: token });
    const { headers } = await peer.expect("CONNECTED");
    expect(headers["position"]).toBe("0");
  });
});

describe("STOMP-21: ERROR, the close and never CONNECTED is the answer to", () => {
  const authorizations: readonly [says: string, authorization: string | undefined][] = [
    ["no Authorization", undefined],
    ["an empty one", ""],
    ["Bearer and nothing", "Bearer "],
    ["what is no token", "undefined"],
    ["two dots", ".."],
    ["a token cut short", "eyJhbGciOiJIUzI1NiJ9.e30"],
    ["a megabyte's beginning", "x".repeat(7_000)],
  ];
  for (const [says, authorization] of authorizations) {
    for (const endpoint of ["/ws.chatplugin", "/ws.communication"] as const) {
      test(`${says} on ${endpoint}`, async () => {
        const headers = authorization === undefined ? {} : { Authorization: authorization };
        expect(await refusal(endpoint, headers)).toBe("unauthorized");
      });
    }
  }

  test("login and passcode", async () => {
    const { email, password } = await server.operator();
    const headers = { login: email, passcode: password };
    expect(await refusal("/ws.communication", headers)).toBe("unauthorized");
  });

  test("a resume token", async () => {
    const { token } = await server.visitor();
    const { body } = await server.post<{ resume_token: string }>(
      "/chatplugin.resumeToken",
      {},
      token,
    );
    for (const endpoint of ["/ws.chatplugin", "/ws.communication"] as const) {
      expect(await refusal(endpoint, { Authorization: body.resume_token })).toBe("forbidden");
    }
  });

  test("a visitor's token on the operators' endpoint, and the other way round", async () => {
    const [visitor, operator] = await Promise.all([server.visitor(), server.operator()]);
    expect(await refusal("/ws.communication", { Authorization: visitor.token })).toBe("forbidden");
    expect(await refusal("/ws.chatplugin", { Authorization: operator.token })).toBe("forbidden");
  });

  for (const seen of [false, true]) {
    test(`an operator's token whose login is gone, ${seen ? "good" : "not seen"} before`, async () => {
      const { email, password } = await server.operator();
      const { body } = await server.post<{ token: string }>("/users.login", { email, password });
      if (seen)
        (await StompPeer.connect(server.url, "/ws.communication", body.token)).socket.close();
      using db = new Database(server.databasePath);
      // The server may be writing down when the login was seen last.
      db.run("PRAGMA busy_timeout = 5000");
      db.query("DELETE FROM login WHERE id = ?").run(claimsOf(body.token)["jti"] ?? "");
      const headers = { Authorization: body.token };
      expect(await refusal("/ws.communication", headers)).toBe("unauthorized");
    });
  }

  test("a visitor's token whose channel is disconnected, also after it was good", async () => {
    const [{ token }, channel] = await Promise.all([server.operator(), server.channel("closing")]);
    const visitor = await server.visitor(channel);
    const peer = await StompPeer.connect(server.url, "/ws.chatplugin", visitor.token);
    await server.post("/channels.disconnect", { channel_id: channel.id }, token);
    await peer.closed();
    expect(await refusal("/ws.chatplugin", { Authorization: visitor.token })).toBe(
      "channel_not_found",
    );
  });
});

describe("STOMP-39: a token is refused", () => {
  const past = Math.floor(Date.now() / 1_000) - 5;
  const changes: readonly [says: string, change: (token: Token) => Partial<Token>][] = [
    ["when another key has signed it", () => ({ key: KEY.toReversed() })],
    ["with HS384, though the key is right", () => ({ alg: "HS384" })],
    ["with HS512, though the key is right", () => ({ alg: "HS512" })],
    ["that has expired", withClaims({ exp: past })],
    ["that is not good yet", withClaims({ nbf: past + 3_600 })],
    ["without exp", withClaims({ exp: undefined })],
    ["without iss", withClaims({ iss: undefined })],
    ["of another issuer", withClaims({ iss: "parley2" })],
    ["without aud", withClaims({ aud: undefined })],
    ["with the aud of a resume token", withClaims({ aud: "parley:resume" })],
    ["with an aud of two kinds", withClaims({ aud: ["parley:visitor", "parley:operator"] })],
    ["with an aud that is a list of one", withClaims({ aud: ["parley:visitor"] })],
    ["without iat", withClaims({ iat: undefined })],
    ["without sub", withClaims({ sub: undefined })],
    ["without the channel", withClaims({ channel_id: undefined })],
    ["with a channel that is no text", withClaims({ channel_id: 1 })],
    ["without typ", () => ({ typ: undefined })],
    ["with the typ JWT", () => ({ typ: "JWT" })],
    ["with the typ of another kind", () => ({ typ: "operator+jwt" })],
  ];
  for (const [says, change] of changes) {
    test(says, async () => {
      const token = await forge(change);
      expect(await refusal("/ws.chatplugin", { Authorization: token })).toBe("unauthorized");
    });
  }

  test("without a signature, with alg none", async () => {
    const { token } = await server.visitor();
    const claims = JSON.parse(atob(token.split(".")[1]!.replaceAll("-", "+").replaceAll("_", "/")));
    const unsigned = new UnsecuredJWT(claims).encode();
    expect(await refusal("/ws.chatplugin", { Authorization: unsigned })).toBe("unauthorized");
  });

  test("when one character of it was changed", async () => {
    const { token } = await server.visitor();
    for (const part of [0, 1, 2]) {
      const parts = token.split(".");
      const middle = parts[part]!.length >> 1;
      const old = parts[part]!.charAt(middle);
      parts[part] =
        parts[part]!.slice(0, middle) + (old === "A" ? "B" : "A") + parts[part]!.slice(middle + 1);
      const headers = { Authorization: parts.join(".") };
      expect(await refusal("/ws.chatplugin", headers)).toBe("unauthorized");
    }
  });

  test("of an operator, when it is a visitor's with the kind exchanged", async () => {
    const token = await forge(({ claims }) => ({
      claims: { ...claims, aud: "parley:operator", jti: crypto.randomUUID() },
      typ: "operator+jwt",
    }));
    expect(await refusal("/ws.communication", { Authorization: token })).toBe("unauthorized");
  });

  test("by a server that was never given a key of less than 256 bits: it does not start", async () => {
    const options = { now: Date.now, operatorOf: () => undefined, apiTokenOf: () => undefined };
    expect(() => createTokens({ key: KEY.subarray(0, 31), ...options })).toThrow("32 bytes");
    expect(() => createTokens({ key: KEY.subarray(0, 32), ...options })).not.toThrow();
    const start = startTestServer([], { PARLEY_SECRET: SECRET.slice(0, 31) });
    const reason = await start.catch((error: unknown) => error);
    expect(String(reason)).toContain("PARLEY_SECRET");
  });
});

describe("STOMP-23: a token in the URL", () => {
  for (const query of ["token", "Authorization", "access_token", "authorization"]) {
    test(`as ${query} is not looked at`, async () => {
      const { token } = await server.visitor();
      const path = `/ws.chatplugin?${query}=${token}`;
      expect(await refusal("/ws.chatplugin", {}, path)).toBe("unauthorized");
    });
  }

  test("does not stand in the way of the one in CONNECT", async () => {
    const [one, other] = await Promise.all([server.visitor(), server.visitor()]);
    await other.send("not for the other one");
    const path = `/ws.chatplugin?token=${other.token}` as Endpoint;
    using peer = await StompPeer.connect(server.url, path, one.token);
    const seen = await peer.settle("SUBSCRIBE", {
      id: "0",
      destination: "/user/queue/message",
      offset: "0",
    });
    expect(seen).toEqual([]);
    await one.send("for me");
    expect((await peer.expect("MESSAGE")).body).toContain("for me");
  });

  test("and one in CONNECT are not in any log line", async () => {
    const { token } = await server.visitor();
    await refusal("/ws.chatplugin", {}, `/ws.chatplugin?token=${token}`);
    const peer = await StompPeer.connect(server.url, "/ws.chatplugin", token);
    peer.send("DISCONNECT");
    await peer.closed();
    const signature = token.split(".")[2]!;
    expect(server.logged.filter((line) => line.includes(signature))).toEqual([]);
  });
});

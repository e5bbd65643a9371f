/** `/sessions.…`: where somebody is logged in, and how they end it. */
import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import type { LoginSession, LoginSessionList } from "../../protocol/sessions.ts";
import type { SignedIn } from "../../protocol/users.ts";
import { claimsOf, startTestServer, type Operator, type TestServer } from "../running-server.ts";
import { StompPeer } from "../stomp-peer.ts";
import { expectRefusal, TIME, UUID } from "./shapes.ts";
import { refused } from "./upload.ts";

const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

let server: TestServer;
let ada: Operator;
let grace: Operator;
beforeEach(async () => {
  server = await startTestServer(["--rate-limit", "off"]);
  ada = await server.operator();
  grace = await server.agent();
});
afterEach(() => server[Symbol.asyncDispose]());

async function logIn({ email, password }: Operator, agent = FIREFOX): Promise<string> {
  const headers = { "User-Agent": agent };
  const body = { email, password };
  return (await server.post<SignedIn>("/users.login", body, undefined, headers)).body.token;
}

async function list(token: string): Promise<readonly LoginSession[]> {
  return (await server.post<LoginSessionList>("/sessions.list", {}, token)).body.data;
}

async function isGood(token: string): Promise<boolean> {
  return (await server.post("/users.info", {}, token)).status === 200;
}

function idOf(token: string): string {
  return claimsOf(token)["jti"] ?? "";
}

describe("/sessions.list", () => {
  test("answers with one's own logins, the newest first, this one marked, and no token", async () => {
    const second = await logIn(grace);
    await logIn(ada);
    const data = await list(grace.token);
    expect<readonly object[]>(data).toEqual([
      { id: UUID, created_at: TIME, online: false, current: false, user_agent: FIREFOX },
      {
        id: UUID,
        created_at: TIME,
        online: false,
        current: true,
        user_agent: expect.any(String) as string,
      },
    ]);
    expect(data.map(({ id }) => id)).toEqual([idOf(second), idOf(grace.token)]);
    const parts = [grace.token, second].flatMap((token) => token.split(".").slice(1));
    for (const part of parts) expect(JSON.stringify(data)).not.toContain(part);
  });

  test("says which have a websocket, and when it was last", async () => {
    const second = await logIn(grace);
    const peer = await StompPeer.connect(server.url, "/ws.communication", second);
    // What is stored later is stored after it.
    await server.post("/users.update", { first_name: "G." }, grace.token);
    const [first] = await list(grace.token);
    expect(first?.online).toBe(true);
    const opened = Date.parse(first?.last_seen_at ?? "");
    expect(opened).toBeGreaterThan(0);
    peer.send("DISCONNECT");
    expect(await peer.closed()).toBe(1000);
    await server.post("/users.update", { first_name: "Grace" }, grace.token);
    const [after] = await list(grace.token);
    expect(after?.online).toBe(false);
    expect(Date.parse(after?.last_seen_at ?? "")).toBeGreaterThanOrEqual(opened);
  });

  test("keeps 300 characters of what a browser calls itself", async () => {
    await logIn(grace, "x".repeat(1_000));
    expect((await list(grace.token))[0]?.user_agent).toBe("x".repeat(300));
  });
});

describe("/sessions.end", () => {
  test("ends one's own: its token and its websocket at once, and no other", async () => {
    const second = await logIn(grace);
    const third = await logIn(grace);
    using peer = await StompPeer.connect(server.url, "/ws.communication", second);
    using other = await StompPeer.connect(server.url, "/ws.communication", third);
    const answer = await server.post("/sessions.end", { id: idOf(second) }, grace.token);
    expect([answer.status, answer.body]).toEqual([200, {}]);
    expect(await peer.expect("ERROR")).toMatchObject({ headers: { code: "unauthorized" } });
    expect(await peer.closed()).toBe(1008);
    expect([await isGood(second), await isGood(third), await isGood(grace.token)]).toEqual([
      false,
      true,
      true,
    ]);
    expect(await other.settle("UNSUBSCRIBE", { id: "none" })).toEqual([]);
  });

  test("ends the one that asks, too", async () => {
    await server.post("/sessions.end", { id: idOf(grace.token) }, grace.token);
    expect(await isGood(grace.token)).toBe(false);
  });

  test("answers 404 for what is nobody's and for what is somebody else's, alike, and ends nothing", async () => {
    for (const id of [crypto.randomUUID(), idOf(grace.token)]) {
      const answer = await server.post("/sessions.end", { id }, ada.token);
      expectRefusal(answer, { status: 404, code: "not_found" });
    }
    expect(await isGood(grace.token)).toBe(true);
  });

  test("refuses what is no id: 400", async () => {
    for (const id of [undefined, 5, true, null, "", "1", "not-a-uuid", [], {}]) {
      const answer = await server.post("/sessions.end", { id }, grace.token);
      expect([id, ...refused(answer)]).toEqual([id, 400, "invalid_request"]);
    }
  });
});

test("/sessions.end-others ends all but the one that asks, and nobody else's", async () => {
  const second = await logIn(grace);
  const third = await logIn(grace);
  using peer = await StompPeer.connect(server.url, "/ws.communication", second);
  expect((await server.post("/sessions.end-others", {}, third)).status).toBe(200);
  expect(await peer.closed()).toBe(1008);
  const good = [grace.token, second, third, ada.token].map(isGood);
  expect(await Promise.all(good)).toEqual([false, false, true, true]);
  expect((await list(third)).map(({ current }) => current)).toEqual([true]);
});

test("An API token, a visitor and nobody have no logins", async () => {
  const { token: bot } = await server.bot("admin");
  const { token: visitor } = await server.visitor();
  for (const path of ["/sessions.list", "/sessions.end", "/sessions.end-others"]) {
    const body = { id: idOf(grace.token) };
    for (const [token, status] of [
      [bot, 403],
      [visitor, 403],
      [undefined, 401],
    ] as const) {
      expect((await server.post(path, body, token)).status).toBe(status);
    }
  }
  expect(await isGood(grace.token)).toBe(true);
});

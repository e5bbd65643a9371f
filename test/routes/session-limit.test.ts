/** Websockets and waiting long polls that one address may hold at a time. */
import { describe, expect, test } from "bun:test";
import { SESSIONS_PER_ADDRESS } from "../../protocol/limits.ts";
import { startTestServer, type Answer, type TestServer } from "../running-server.ts";
import { StompPeer } from "../stomp-peer.ts";
import { expectRefusal } from "./shapes.ts";

const TOO_MANY = { status: 429, code: "too_many_requests" };

/** The answer to a handshake that does not become a websocket, and to one that would. */
async function handshake(server: TestServer, address?: string): Promise<Answer<unknown> | "open"> {
  const headers = {
    Connection: "Upgrade",
    Upgrade: "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    ...(address !== undefined && { "X-Forwarded-For": address }),
  };
  const response = await fetch(`${server.url}/ws.chatplugin`, { headers });
  if (response.status === 101) return "open";
  return { status: response.status, headers: response.headers, body: await response.json() };
}

/** Opens sockets, by default as many as one address may hold. */
async function fill(
  sockets: DisposableStack,
  server: TestServer,
  count = SESSIONS_PER_ADDRESS,
): Promise<void> {
  const opening = Array.from({ length: count }, () => StompPeer.open(server.url, "/ws.chatplugin"));
  for (const peer of await Promise.all(opening)) sockets.use(peer);
}

describe("Of one address", () => {
  test("200 sessions are open at a time", () => expect(SESSIONS_PER_ADDRESS).toBe(200));

  test("the 201st websocket is refused with 429; one that closes makes room for one", async () => {
    await using server = await startTestServer();
    await server.visitor();
    using sockets = new DisposableStack();
    await fill(sockets, server, SESSIONS_PER_ADDRESS - 1);
    const last = await StompPeer.open(server.url, "/ws.communication");
    const refused = (await handshake(server)) as Answer<unknown>;
    expectSessionRefusal(refused);
    last.send("DISCONNECT");
    expect(await last.closed()).toBe(1002);
    sockets.use(await StompPeer.open(server.url, "/ws.chatplugin"));
    expectSessionRefusal((await handshake(server)) as Answer<unknown>);
  });

  test("waiting long polls are counted with the websockets, and others are not", async () => {
    await using server = await startTestServer();
    const visitor = await server.visitor();
    await visitor.send("hello");
    using sockets = new DisposableStack();
    await fill(sockets, server, SESSIONS_PER_ADDRESS - 1);
    const ask = (body: object) => server.post("/chatplugin.messages", body, visitor.token);
    const waiting = ask({ after: 1, wait: 25 });
    expect((await ask({ after: 0 })).status).toBe(200);
    // Whether it has begun to wait is seen by what comes after it.
    let second = ask({ after: 1, wait: 0.1 });
    while ((await second).status === 200) second = ask({ after: 1, wait: 0.1 });
    expectRefusal(await second, TOO_MANY);
    expect((await second).headers.get("retry-after")).toMatch(/^[1-9]\d*$/);
    expectSessionRefusal((await handshake(server)) as Answer<unknown>);
    expect((await ask({ after: 0 })).status).toBe(200);
    await visitor.send("wake up");
    expect((await waiting).status).toBe(200);
    expect((await ask({ after: 2, wait: 0.1 })).status).toBe(200);
  });

  test("a session that is refused, or is no websocket at all, takes no place", async () => {
    await using server = await startTestServer();
    const visitor = await server.visitor();
    for (let n = 0; n < SESSIONS_PER_ADDRESS + 10; n += 1) {
      const plain = await fetch(`${server.url}/ws.chatplugin`);
      expect(plain.status).toBe(426);
      const broken = await fetch(`${server.url}/ws.chatplugin`, {
        headers: { Upgrade: "websocket" },
      });
      expect(broken.status).toBe(400);
    }
    const answer = await server.post("/chatplugin.messages", { after: 5, wait: 25 }, visitor.token);
    expect(answer.status).toBe(409);
    using sockets = new DisposableStack();
    await fill(sockets, server);
  });
});

test("Behind a trusted proxy each client's address is counted for itself", async () => {
  await using server = await startTestServer(["--trust-proxy", "1"]);
  await server.operator();
  const stack = new DisposableStack();
  const open = (address: string) =>
    new Promise<"open" | "refused">((resolve) => {
      const url = `${server.url.replace("http", "ws")}/ws.chatplugin`;
      const socket = new WebSocket(url, { headers: { "X-Forwarded-For": address } } as never);
      stack.defer(() => socket.close());
      socket.onopen = () => resolve("open");
      socket.onerror = () => resolve("refused");
    });
  const first = await Promise.all(
    Array.from({ length: SESSIONS_PER_ADDRESS }, () => open("2001:db8:1:2::a")),
  );
  expect(new Set(first)).toEqual(new Set(["open"]));
  // One customer's network is one address, however many it has.
  expect(await open("2001:db8:1:2:ffff::b")).toBe("refused");
  expect(await open("2001:db8:1:2::a, 2001:db8:1:3::a")).toBe("open");
  stack.dispose();
});

test("--rate-limit off lifts it", async () => {
  await using server = await startTestServer(["--rate-limit", "off"]);
  using sockets = new DisposableStack();
  await fill(sockets, server, SESSIONS_PER_ADDRESS + 20);
});

function expectSessionRefusal(answer: Answer<unknown>): void {
  const { code, message, ...rest } = answer.body as Record<string, unknown>;
  expect([answer.status, code, rest]).toEqual([429, "too_many_requests", {}]);
  expect(message).toBeString();
  expect(answer.headers.get("retry-after")).toMatch(/^[1-9]\d*$/);
}

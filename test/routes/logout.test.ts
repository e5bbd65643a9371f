/** `/users.logout`: one login ends, and everything that hangs on it. */
import { expect, test } from "bun:test";
import type { SignedIn } from "../../protocol/users.ts";
import { startTestServer, type Refusal } from "../running-server.ts";
import { StompPeer } from "../stomp-peer.ts";

test("A logged-out token is refused everywhere, its socket is closed at once, and another login goes on", async () => {
  await using server = await startTestServer(["--rate-limit", "off"]);
  const first = await server.operator();
  const { email, password } = first;
  const { body: second } = await server.post<SignedIn>("/users.login", { email, password });
  using ended = await StompPeer.connect(server.url, "/ws.communication", first.token);
  using other = await StompPeer.connect(server.url, "/ws.communication", second.token);

  const answer = await server.post("/users.logout", {}, first.token);
  expect([answer.status, answer.body]).toEqual([200, {}]);

  expect(await ended.expect("ERROR")).toMatchObject({ headers: { code: "unauthorized" } });
  expect(await ended.closed()).toBe(1008);
  for (const path of ["/channels.list", "/users.logout"]) {
    const { status, body } = await server.post<Refusal>(path, {}, first.token);
    expect([path, status, body.code]).toEqual([path, 401, "unauthorized"]);
  }
  using again = await StompPeer.open(server.url, "/ws.communication");
  again.send("CONNECT", { "accept-version": "1.2", Authorization: first.token });
  await again.expect("ERROR");

  expect(await other.settle("SUBSCRIBE", { id: "1", destination: "/queue/message" })).toEqual([]);
  expect((await server.post("/channels.list", {}, second.token)).status).toBe(200);
});

test.each<[string, (server: { visitor: string; operator: string }) => string | undefined, number]>([
  ["nobody", () => undefined, 401],
  ["a visitor", ({ visitor }) => visitor, 403],
])("Logging out as %s is refused", async (_, tokenOf, status) => {
  await using server = await startTestServer();
  const { token: operator } = await server.operator();
  const { token: visitor } = await server.visitor();
  const token = tokenOf({ visitor, operator });
  expect((await server.post("/users.logout", {}, token)).status).toBe(status);
  expect((await server.post("/channels.list", {}, operator)).status).toBe(200);
});

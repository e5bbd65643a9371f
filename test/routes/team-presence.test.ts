/** Who of the team is there: `online`, `availability`, `/queue/user`, and what visitors are told of it. */
import { afterEach, beforeEach, expect, test } from "bun:test";
import type { User, UserPage } from "../../protocol/users.ts";
import { startTestServer, type Operator, type TestServer } from "../running-server.ts";
import { StompPeer } from "../stomp-peer.ts";
import { listen, type Listener } from "./told.ts";

let server: TestServer;
let ada: Operator;
let grace: Operator;
beforeEach(async () => {
  server = await startTestServer(["--rate-limit", "off"]);
  ada = await server.operator();
  grace = await server.agent();
});
afterEach(() => server[Symbol.asyncDispose]());

function work({ token }: { readonly token: string }): Promise<StompPeer> {
  return StompPeer.connect(server.url, "/ws.communication", token);
}

function say(availability: string, { token }: Operator = grace) {
  return server.post<User>("/users.update", { availability }, token);
}

async function members(): Promise<readonly User[]> {
  return (await server.post<UserPage>("/users.list", {}, ada.token)).body.data;
}

/** What a visitor's page is told, as far as it has come. */
async function visit(): Promise<{ told(): Promise<boolean[]> } & Disposable> {
  const { token } = await server.visitor();
  const peer = await StompPeer.connect(server.url, "/ws.chatplugin", token);
  await peer.settle("SUBSCRIBE", { id: "1", destination: "/user/queue/presence" });
  return {
    async told() {
      const frames = await peer.settle("UNSUBSCRIBE", { id: "none" });
      return frames.map(({ body }) => (JSON.parse(body) as { online: boolean }).online);
    },
    [Symbol.dispose]: () => peer[Symbol.dispose](),
  };
}

/** Until this many events have been told; gives them all. */
async function toldBy(listener: Listener, count: number): Promise<Record<string, unknown>[]> {
  const all: Record<string, unknown>[] = [];
  while (all.length < count) all.push(...(await listener.told()));
  return all;
}

test("Who has a websocket is online, in the list and to colleagues, until the last one is closed", async () => {
  using heard = await listen(server, ada.token, "/queue/user");
  await heard.told();
  expect((await members()).map(({ online }) => online)).toEqual([true, false]);
  const first = await work(grace);
  const second = await work(grace);
  const [came, ...more] = await heard.told();
  const row = (await members()).at(-1);
  expect([came as object, more, row?.online]).toEqual([row as object, [], true]);
  first[Symbol.dispose]();
  second[Symbol.dispose]();
  expect(await toldBy(heard, 1)).toEqual([{ ...row, online: false }]);
  expect((await members()).at(-1)).toEqual({ ...row!, online: false });
});

test("An API token is nobody's colleague, and nobody whom visitors could hope for", async () => {
  using visitor = await visit();
  await visitor.told();
  const bot = await server.bot();
  using peer = await work(bot);
  await peer.settle("UNSUBSCRIBE", { id: "none" });
  expect(await visitor.told()).toEqual([]);
  const { body } = await server.post<User>("/users.info", {}, bot.token);
  expect(body.online).toBe(true);
});

test("Who is away does not count for the visitors, at once and when they come back by another way", async () => {
  using visitor = await visit();
  await visitor.told();
  using first = await work(grace);
  await first.settle("UNSUBSCRIBE", { id: "none" });
  expect(await visitor.told()).toEqual([true]);
  expect((await say("away")).body.availability).toBe("away");
  expect(await visitor.told()).toEqual([false]);
  using second = await work(grace);
  await second.settle("UNSUBSCRIBE", { id: "none" });
  expect(await visitor.told()).toEqual([]);
  using newcomer = await visit();
  expect(await newcomer.told()).toEqual([false]);
  using other = await work(ada);
  await other.settle("UNSUBSCRIBE", { id: "none" });
  expect(await visitor.told()).toEqual([true]);
  await say("available");
  await say("away", ada);
  expect(await visitor.told()).toEqual([]);
  await say("away");
  expect(await visitor.told()).toEqual([false]);
});

test("Being away survives a restart, and reloads", async () => {
  await say("away");
  await using again = await server.restart();
  server = await startTestServer();
  const { body } = await again.post<User>("/users.info", {}, grace.token);
  expect(body.availability).toBe("away");
});

test("Colleagues hear of new accounts, changes and removals, whoever does them; visitors never", async () => {
  using heard = await listen(server, grace.token, "/queue/user");
  using removed = await listen(server, grace.token, "/queue/user/removed");
  await heard.told();
  const eve = await server.agent();
  await server.post("/users.update", { id: eve.id, role: "admin" }, ada.token);
  await server.post("/users.update", { first_name: "Eva" }, eve.token);
  await say("away", eve);
  await server.post("/users.remove", { id: eve.id }, ada.token);
  const told = await heard.told();
  expect(
    told.map(({ id, role, first_name, availability }) => [id, role, first_name, availability]),
  ).toEqual([
    [eve.id, "agent", "Grace", "available"],
    [eve.id, "admin", "Grace", "available"],
    [eve.id, "admin", "Eva", "available"],
    [eve.id, "admin", "Eva", "away"],
  ]);
  expect(JSON.stringify(told)).not.toContain("argon2");
  expect(await removed.told()).toEqual([{ id: eve.id }]);

  const { token } = await server.visitor();
  using visitor = await StompPeer.connect(server.url, "/ws.chatplugin", token);
  visitor.send("SUBSCRIBE", { id: "1", destination: "/queue/user" });
  expect(await visitor.closed()).toBe(1008);
});

test("Nobody is left online by whose login has ended", async () => {
  using heard = await listen(server, ada.token, "/queue/user");
  await heard.told();
  using peer = await work(grace);
  await peer.settle("UNSUBSCRIBE", { id: "none" });
  await server.post("/users.logout", {}, grace.token);
  expect(await peer.closed()).toBe(1008);
  expect((await toldBy(heard, 2)).map(({ online }) => online)).toEqual([true, false]);
  expect((await members()).at(-1)?.online).toBe(false);
});

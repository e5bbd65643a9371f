/** Who has which conversation open, over real websockets: told to operators, stored nowhere. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "bun:test";
import { VIEWERS_NAMED } from "../../protocol/limits.ts";
import type { User } from "../../protocol/users.ts";
import { PNG } from "../sample-files.ts";
import { NOBODY, untilSessions } from "../session-counts.ts";
import { StompPeer } from "../stomp-peer.ts";
import { setScene, type Scene } from "./scene.ts";
import { listen, type Listener } from "./told.ts";
import { upload } from "./upload.ts";

let scene: Scene;
let one: string;
let other: string;
beforeAll(async () => {
  scene = await setScene();
  one = scene.visitor.conversationId;
  other = scene.stranger.conversationId;
});
beforeEach(() => untilSessions(scene.server, NOBODY));
afterAll(async () => {
  await untilSessions(scene.server, NOBODY);
  await scene[Symbol.asyncDispose]();
});

function connect(token = scene.operator.token): Promise<StompPeer> {
  return StompPeer.connect(scene.server.url, "/ws.communication", token);
}

function view(peer: StompPeer, conversation_id: string | null): Promise<unknown> {
  const body = JSON.stringify({ conversation_id });
  return peer.settle("SEND", { destination: "/app/viewing" }, body);
}

function hear(token = scene.agent.token): Promise<Listener> {
  return listen(scene.server, token, "/queue/viewers");
}

function event(conversation_id: string, ...viewers: object[]): Record<string, unknown> {
  return { conversation_id, viewers, count: viewers.length };
}

function ada(): { id: string; name: string } {
  return { id: scene.operator.id, name: "Ada Lovelace" };
}

function grace(): { id: string; name: string } {
  return { id: scene.agent.id, name: "Grace Hopper" };
}

test("Whoever opens a conversation is told of, with everybody who has it open, until they turn away", async () => {
  using heard = await hear();
  using first = await connect();
  using second = await connect(scene.agent.token);
  await view(first, one);
  await view(second, one);
  expect(await heard.told()).toEqual([event(one, ada()), event(one, ada(), grace())]);
  await view(first, other);
  expect(await heard.told()).toEqual([event(one, grace()), event(other, ada())]);
  await view(first, null);
  expect(await heard.told()).toEqual([event(other)]);
  for (const again of [null, null]) await view(first, again);
  await view(second, one);
  expect(await heard.told()).toEqual([]);
});

test("A viewer is told with the name and the picture of now, however long they have been connected", async () => {
  using heard = await hear();
  using first = await connect();
  const { body } = await upload<User>(scene.server, "/users.set-avatar", scene.operator.token, PNG);
  await scene.server.post("/users.update", { first_name: "A." }, scene.operator.token);
  await view(first, one);
  const told = { id: scene.operator.id, name: "A. Lovelace", avatar_url: body.avatar_url };
  expect(await heard.told()).toEqual([event(one, told)]);
  await view(first, null);
  await heard.told();
  await scene.server.post("/users.update", { first_name: "Ada" }, scene.operator.token);
  await scene.server.post("/users.remove-avatar", {}, scene.operator.token);
});

test("Two windows of one person are one viewer, until both are turned away or gone", async () => {
  using heard = await hear();
  using first = await connect();
  const second = await connect();
  await view(first, one);
  await view(second, one);
  await view(first, null);
  expect(await heard.told()).toEqual([event(one, ada())]);
  await second.settle("DISCONNECT");
  await untilSessions(scene.server, { visitor: 0, operator: 2 });
  expect(await heard.told()).toEqual([event(one)]);
});

test("Whoever comes to listen is told who looks at what, an event each, and nothing of what is over", async () => {
  using first = await connect();
  using second = await connect(scene.bot.token);
  await view(first, one);
  await view(second, other);
  await view(first, null);
  await view(first, one);
  using peer = await connect(scene.agent.token);
  peer.send("SUBSCRIBE", { id: "0", destination: "/queue/viewers" });
  const events = [await peer.expect("MESSAGE"), await peer.expect("MESSAGE")];
  const bot = { id: scene.bot.id, name: scene.bot.name };
  expect(events.map(({ body }) => JSON.parse(body))).toEqual([
    event(other, bot),
    event(one, ada()),
  ]);
  expect(await peer.settle("UNSUBSCRIBE", { id: "nothing" })).toEqual([]);
});

test("A login that ends takes its looking with it at once, and a new name is told with the next look", async () => {
  using heard = await hear();
  const leaving = await scene.server.agent();
  using peer = await connect(leaving.token);
  const names = { first_name: "Katherine", last_name: "Johnson" };
  await scene.server.post("/users.update", names, leaving.token);
  await view(peer, one);
  const name = "Katherine Johnson";
  expect(await heard.told()).toEqual([event(one, { id: leaving.id, name })]);
  await scene.server.post("/users.logout", {}, leaving.token);
  expect(await heard.told()).toEqual([event(one)]);
});

test(`Of many who look ${VIEWERS_NAMED} are named, and all are counted`, async () => {
  const many = await Promise.all(
    Array.from({ length: VIEWERS_NAMED + 2 }, () => scene.server.agent()),
  );
  const peers = await Promise.all(many.map(({ token }) => connect(token)));
  for (const peer of peers) await view(peer, one);
  using peer = await connect();
  peer.send("SUBSCRIBE", { id: "0", destination: "/queue/viewers" });
  const { viewers, count } = JSON.parse((await peer.expect("MESSAGE")).body);
  expect(viewers.map(({ id }: { id: string }) => id)).toEqual(
    many.slice(0, VIEWERS_NAMED).map(({ id }) => id),
  );
  expect(count).toBe(VIEWERS_NAMED + 2);
  for (const each of peers) each[Symbol.dispose]();
});

describe("What is refused:", () => {
  const bodies = [
    "{}",
    '{"conversation_id":5}',
    '{"conversation_id":"x"}',
    "[]",
    '"0"',
    '{"conversation_id":true}',
  ];
  test.each(bodies)("%s is an ERROR", async (body) => {
    using peer = await connect();
    peer.send("SEND", { destination: "/app/viewing" }, body);
    expect((await peer.expect("ERROR")).headers).toMatchObject({ code: "invalid_request" });
  });

  test("a visitor looks at nothing and hears of nobody", async () => {
    using peer = await StompPeer.connect(scene.server.url, "/ws.chatplugin", scene.visitor.token);
    peer.send("SEND", { destination: "/app/viewing" }, JSON.stringify({ conversation_id: one }));
    expect((await peer.expect("ERROR")).headers).toMatchObject({ code: "not_found" });
  });

  test("an unknown conversation is not: it is one that nobody else opens", async () => {
    using heard = await hear();
    using peer = await connect();
    const unknown = crypto.randomUUID();
    await view(peer, unknown);
    await view(peer, null);
    expect(await heard.told()).toEqual([event(unknown, ada()), event(unknown)]);
  });
});

test("The visitor hears nothing of who looks at their conversation", async () => {
  using visitor = await StompPeer.connect(scene.server.url, "/ws.chatplugin", scene.visitor.token);
  for (const queue of ["message", "typing", "read"]) {
    await visitor.settle("SUBSCRIBE", { id: queue, destination: `/user/queue/${queue}` });
  }
  using peer = await connect();
  await view(peer, one);
  expect(await visitor.settle("UNSUBSCRIBE", { id: "nothing" })).toEqual([]);
});

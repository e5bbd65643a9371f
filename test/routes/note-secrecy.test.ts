/** An internal note reaches operators, and no visitor by any way that there is. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { Queue } from "../queue.ts";
import type { Visitor } from "../running-server.ts";
import { StompPeer } from "../stomp-peer.ts";
import { startReceiver, type Received } from "../webhook-receiver.ts";
import { setScene, type Scene } from "./scene.ts";
import { expectRefusal } from "./shapes.ts";

let scene: Scene;
beforeAll(async () => void (scene = await setScene()));
afterAll(() => scene[Symbol.asyncDispose]());

const SECRET = "zweckentfremdet";

async function noteIn(conversation_id: string, text = SECRET): Promise<string> {
  const body = { conversation_id, text };
  const answer = await scene.server.post<{ id: string }>("/notes.create", body, scene.agent.token);
  expect(answer.status).toBe(200);
  return answer.body.id;
}

/** A conversation in which a note stands between two messages. */
async function annotated(): Promise<Visitor> {
  const visitor = await scene.server.visitor(scene.visitor.channel);
  await visitor.send("before");
  await noteIn(visitor.conversationId);
  await visitor.send("after");
  await noteIn(visitor.conversationId);
  return visitor;
}

function connect(visitor: Visitor): Promise<StompPeer> {
  return StompPeer.connect(scene.server.url, "/ws.chatplugin", visitor.token);
}

async function answered(path: string, body: object, token?: string): Promise<string> {
  const { status, body: answer } = await scene.server.post(path, body, token);
  expect(status).toBe(200);
  return JSON.stringify(answer);
}

test("Over HTTP: not when a conversation is resumed, nor in its messages, nor in the widget's config", async () => {
  const visitor = await annotated();
  const resume = JSON.parse(await answered("/chatplugin.resumeToken", {}, visitor.token));
  const config = `${scene.server.url}/chatplugin.config?channel_id=${visitor.channel.id}`;
  const all = [
    await answered("/chatplugin.authenticate", resume),
    await answered("/chatplugin.messages", { after: 0 }, visitor.token),
    await (await fetch(config)).text(),
  ];
  expect(all[0]).toContain("after");
  expect(all[1]).toContain("after");
  expect(all.join()).not.toContain(SECRET);
  expect(JSON.parse(all[1]!).messages).toHaveLength(2);
});

test("By long polling: a note wakes nobody, and is not in what the next message brings", async () => {
  const visitor = await annotated();
  let isAnswered = false;
  const poll = answered("/chatplugin.messages", { after: 2, wait: 25 }, visitor.token).then(
    (text) => {
      isAnswered = true;
      return text;
    },
  );
  await noteIn(visitor.conversationId);
  await answered("/chatplugin.messages", { after: 2 }, visitor.token);
  expect(isAnswered).toBe(false);
  await scene.operator.reply(visitor.conversationId, "an answer");
  expect(await poll).not.toContain(SECRET);
});

test("Over STOMP: neither live nor replayed, and no queue of the visitor's tells that there is one", async () => {
  const visitor = await annotated();
  using peer = await connect(visitor);
  const destinations = ["message", "typing", "read", "presence"].map((it) => `/user/queue/${it}`);
  const frames = [];
  for (const destination of destinations) {
    const offset = destination.endsWith("/message") && { offset: "0" };
    const head = { id: destination, destination, ...offset };
    frames.push(...(await peer.settle("SUBSCRIBE", head)));
  }
  frames.push(...(await peer.settle("UNSUBSCRIBE", { id: "none" })));
  expect(frames.filter(({ body }) => body.includes("after"))).toHaveLength(1);
  expect(JSON.stringify(frames)).not.toContain(SECRET);
  const id = await noteIn(visitor.conversationId);
  await scene.server.post("/notes.remove", { id }, scene.agent.token);
  expect(await peer.settle("UNSUBSCRIBE", { id: "none" })).toEqual([]);
});

test("STOMP-26: /queue/note is no destination of a visitor, whatever it is called", async () => {
  const visitor = await annotated();
  for (const destination of ["/queue/note", "/user/queue/note", "/queue/*", "/user/queue/>"]) {
    using peer = await connect(visitor);
    peer.send("SUBSCRIBE", { id: "0", destination });
    expect((await peer.expect("ERROR")).headers).toMatchObject({ code: "not_found" });
    expect(await peer.closed()).toBe(1008);
  }
});

describe("A visitor's token opens none of it:", () => {
  test.each(["/notes.create", "/notes.list", "/notes.remove"])("%s", async (path) => {
    const { conversationId } = scene.visitor;
    const id = await noteIn(conversationId);
    const body = { conversation_id: conversationId, text: "mine", id };
    for (const token of [scene.tokens.visitor, scene.tokens.resume]) {
      const answer = await scene.server.post(path, body, token);
      expectRefusal(answer, { status: 403, code: "forbidden" });
    }
    expectRefusal(await scene.server.post(path, body), { status: 401, code: "unauthorized" });
  });
});

test("Webhooks tell nothing of it, in no event: not its text, and not that there is one", async () => {
  const events = new Queue<Received>();
  await using receiver = startReceiver((received) => {
    events.put(received);
    return 200;
  });
  const { id } = (
    await scene.server.post<{ id: string }>(
      "/webhooks.subscribe",
      { url: receiver.url },
      scene.operator.token,
    )
  ).body;
  const visitor = await annotated();
  const conversation_id = visitor.conversationId;
  const state = { conversation_id, state: "CLOSED" };
  await scene.server.post("/conversations.set-state", state, scene.agent.token);
  const told: Received[] = [];
  for (let n = 0; n < 3; n += 1) told.push(await events.next());
  const types = told.map(({ event }) => event.type);
  expect(types.toSorted()).toEqual(["conversation.updated", "message.created", "message.created"]);
  expect(told.map(({ body }) => body).join()).not.toContain(SECRET);
  await scene.server.post("/webhooks.unsubscribe", { id }, scene.operator.token);
});

test("Lists and searches know only what was said: no last message, no find, no highlight of a note", async () => {
  const visitor = await annotated();
  const { token } = scene.agent;
  const id = visitor.conversationId;
  for (const filters of [SECRET, `"${SECRET}"`, "zweck*", `id:${id} AND ${SECRET}`]) {
    expect(JSON.parse(await answered("/conversations.list", { filters }, token)).data).toEqual([]);
  }
  const found = await answered("/conversations.list", { filters: `id:${id} AND after` }, token);
  expect(JSON.parse(found).data).toHaveLength(1);
  const info = await answered("/conversations.info", { conversation_id: id }, token);
  expect(found + info).not.toContain(SECRET);
});

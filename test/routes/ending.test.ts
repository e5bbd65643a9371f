/** The end of a conversation: by its visitor or by an operator, told to both, and undone by writing. */
import { afterAll, beforeAll, expect, test } from "bun:test";
import type { Conversation } from "../../protocol/conversations.ts";
import type { Visitor } from "../running-server.ts";
import { StompPeer } from "../stomp-peer.ts";
import { setScene, type Scene } from "./scene.ts";

let scene: Scene;
beforeAll(async () => void (scene = await setScene()));
afterAll(() => scene[Symbol.asyncDispose]());

const DESTINATION = "/user/queue/conversation";

async function listening({ token }: Visitor): Promise<StompPeer> {
  const peer = await StompPeer.connect(scene.server.url, "/ws.chatplugin", token);
  peer.send("SUBSCRIBE", { id: "state", destination: DESTINATION });
  return peer;
}

async function stateOf({ conversationId }: Visitor): Promise<string> {
  const body = { conversation_id: conversationId };
  const answer = await scene.server.post<Conversation>(
    "/conversations.info",
    body,
    scene.tokens.agent,
  );
  return answer.body.state;
}

async function setState({ conversationId }: Visitor, state: string): Promise<void> {
  const body = { conversation_id: conversationId, state };
  await scene.server.post("/conversations.set-state", body, scene.tokens.agent);
}

async function end({ token }: Visitor): Promise<void> {
  const { status, body } = await scene.server.post("/chatplugin.end", {}, token);
  expect([status, body]).toEqual([200, {}]);
}

test("A visitor ends their conversation, once or twice; what they write next opens it again", async () => {
  const visitor = await scene.server.visitor();
  await visitor.send("hello");
  await end(visitor);
  await end(visitor);
  expect(await stateOf(visitor)).toBe("CLOSED");
  await visitor.send("one more thing");
  expect(await stateOf(visitor)).toBe("OPEN");
});

test("A conversation without a message is nothing to end, and none comes of it", async () => {
  const visitor = await scene.server.visitor();
  await end(visitor);
  const body = { conversation_id: visitor.conversationId };
  const answer = await scene.server.post("/conversations.info", body, scene.tokens.agent);
  expect(answer.status).toBe(404);
});

test("The visitor hears of each ending and opening of their own conversation, and how it stands at first", async () => {
  const visitor = await scene.server.visitor();
  await visitor.send("hello");
  using peer = await listening(visitor);
  const heard = async (): Promise<string> => (await peer.expect("MESSAGE")).body;
  expect(await heard()).toBe('{"state":"OPEN"}');
  await setState(scene.visitor, "CLOSED");
  await setState(visitor, "CLOSED");
  expect(await heard()).toBe('{"state":"CLOSED"}');
  using later = await listening(visitor);
  expect((await later.expect("MESSAGE")).body).toBe('{"state":"CLOSED"}');
  await setState(visitor, "OPEN");
  expect(await heard()).toBe('{"state":"OPEN"}');
  await end(visitor);
  expect(await heard()).toBe('{"state":"CLOSED"}');
  await visitor.send("once more");
  expect(await heard()).toBe('{"state":"OPEN"}');
});

/** How far both sides have seen a conversation: known to whoever comes later. */
import { afterAll, beforeAll, expect, test } from "bun:test";
import type { ConversationPage } from "../../protocol/conversation-list.ts";
import type { Conversation } from "../../protocol/conversations.ts";
import type { Visitor } from "../running-server.ts";
import { StompPeer } from "../stomp-peer.ts";
import { setScene, type Scene } from "./scene.ts";
import { TIME } from "./shapes.ts";

let scene: Scene;
beforeAll(async () => void (scene = await setScene()));
afterAll(() => scene[Symbol.asyncDispose]());

function connect({ token }: Visitor): Promise<StompPeer> {
  return StompPeer.connect(scene.server.url, "/ws.chatplugin", token);
}

async function says(visitor: Visitor, offset: number): Promise<void> {
  using peer = await connect(visitor);
  await peer.settle("SEND", { destination: "/app/read" }, JSON.stringify({ offset }));
}

async function info({ conversationId }: Visitor): Promise<Conversation> {
  const body = { conversation_id: conversationId };
  return (await scene.server.post<Conversation>("/conversations.info", body, scene.agent.token))
    .body;
}

/** What is stored, once it is stored. */
async function seenUpTo(visitor: Visitor, offset: number): Promise<Conversation["seen"]> {
  let seen: Conversation["seen"];
  do ({ seen } = await info(visitor));
  while (seen?.offset !== offset);
  return seen;
}

test("What a visitor has seen is with the conversation, in its list too, and never goes back", async () => {
  const visitor = await scene.server.visitor(scene.visitor.channel);
  for (const text of ["one", "two", "three"]) await visitor.send(text);
  expect(await info(visitor)).not.toHaveProperty("seen");
  await says(visitor, 3);
  const seen: unknown = await seenUpTo(visitor, 3);
  expect(seen).toEqual({ offset: 3, at: TIME });
  await says(visitor, 1);
  // A later one, which is stored behind it.
  await says(scene.visitor, 1);
  await seenUpTo(scene.visitor, 1);
  expect((await info(visitor)).seen?.offset).toBe(3);
  const list = await scene.server.post<ConversationPage>(
    "/conversations.list",
    {},
    scene.agent.token,
  );
  const row = list.body.data.find(({ id }) => id === visitor.conversationId);
  expect(row?.seen?.offset).toBe(3);
});

test("Visitors who come back are told at once how far they have been read, and by whose reading not", async () => {
  const visitor = await scene.server.visitor(scene.visitor.channel);
  await visitor.send("one");
  await visitor.send("two");
  const subscribe = async (peer: StompPeer): Promise<void> => {
    await peer.settle("SUBSCRIBE", { id: "read", destination: "/user/queue/read" });
  };
  using before = await connect(visitor);
  await subscribe(before);
  const body = { conversation_id: visitor.conversationId, offset: 1 };
  await scene.server.post("/conversations.read", body, scene.agent.token);
  const live: unknown = JSON.parse((await before.expect("MESSAGE")).body);
  expect(live).toEqual({ offset: 1, at: TIME });

  using later = await connect(visitor);
  later.send("SUBSCRIBE", { id: "read", destination: "/user/queue/read" });
  const first: unknown = JSON.parse((await later.expect("MESSAGE")).body);
  expect(first).toEqual({ offset: 1, at: TIME });
});

test("Of a conversation that nobody has read nothing is told", async () => {
  const visitor = await scene.server.visitor(scene.visitor.channel);
  await visitor.send("one");
  using peer = await connect(visitor);
  await peer.settle("SUBSCRIBE", { id: "read", destination: "/user/queue/read" });
  expect(await peer.settle("UNSUBSCRIBE", { id: "nothing" })).toEqual([]);
});

/** What is told and heard beside the messages, against a real server. */
import { afterAll, beforeAll, expect, test } from "bun:test";
import { startTestServer, type TestServer } from "../running-server.ts";
import { StompPeer } from "../stomp-peer.ts";
import { text } from "./fakes.ts";
import { visitWidget, type WidgetVisitor } from "./widget-visitor.ts";

let server: TestServer;
beforeAll(async () => void (server = await startTestServer(["--rate-limit", "off"])));
afterAll(() => server[Symbol.asyncDispose]());

/** A visitor who has said something, and an operator who hears one queue. */
async function setUp(queue: string) {
  const { token } = await server.operator();
  const operator = await StompPeer.connect(server.url, "/ws.communication", token);
  await operator.settle("SUBSCRIBE", { id: "0", destination: queue });
  const visitor = visitWidget(await server.channel(), server.url, Infinity);
  visitor.conversation.send(text("hello"));
  await visitor.until(({ phase, messages }) => phase === "live" && messages.length === 1);
  return { operator, visitor, token, conversationId: await conversationOf(token) };
}

async function conversationOf(token: string): Promise<string> {
  const { body } = await server.post<{ data: { id: string }[] }>("/conversations.list", {}, token);
  return body.data[0]?.id ?? "";
}

/** The next event about this conversation; those of earlier ones are passed over. */
async function event(peer: StompPeer, conversationId: string): Promise<Record<string, unknown>> {
  for (;;) {
    const body = JSON.parse((await peer.expect("MESSAGE")).body);
    if (body.conversation_id === conversationId) return body;
  }
}

function stop({ visitor, operator }: { visitor: WidgetVisitor; operator: StompPeer }): void {
  visitor[Symbol.dispose]();
  operator[Symbol.dispose]();
}

test("Operators hear that the visitor writes, once for many letters, and that it has ended", async () => {
  const scene = await setUp("/queue/typing");
  const { visitor, operator, conversationId } = scene;
  for (const draft of ["H", "Ho", "How"]) visitor.live.wrote(draft);
  visitor.live.wrote("");
  visitor.live.wrote("");
  expect(await event(operator, conversationId)).toMatchObject({ typing: true, from_contact: true });
  expect(await event(operator, conversationId)).toMatchObject({ typing: false });
  visitor.live.wrote("again");
  expect(await event(operator, conversationId)).toMatchObject({ typing: true });
  stop(scene);
});

test("Operators hear how far the visitor has read, each offset once, and on which page they are", async () => {
  const scene = await setUp("/queue/read");
  const { visitor, operator, conversationId } = scene;
  await operator.settle("SUBSCRIBE", { id: "1", destination: "/queue/presence" });
  const page = { url: "https://shop.example.org/a" };
  for (const _ of ["drawn", "drawn again"]) visitor.live.isHere({ ...page, title: "" }, 1);
  visitor.live.isHere({ url: "file:///home/me/page.html", title: "Mine" }, 1);
  for (const title of ["Shop", "Prices", "Buy now!", "Prices"]) {
    visitor.live.isHere({ url: "https://shop.example.org/b", title }, 1);
  }
  const read = { conversation_id: conversationId, offset: 1, at: expect.any(String) };
  const here = { conversation_id: conversationId, channel_id: expect.any(String), online: true };
  for (const expected of [
    here,
    { ...here, page },
    read,
    { ...here, page: { url: "https://shop.example.org/b", title: "Shop" } },
    { ...here, page: { url: "https://shop.example.org/b", title: "Prices" } },
  ]) {
    expect(await event(operator, conversationId)).toEqual(expected);
  }
  // A page whose address the server does not take has cost nobody the line.
  expect(visitor.conversation.view.phase).toBe("live");
  stop(scene);
});

test("The visitor hears that an operator writes until the message comes, and how far they have read", async () => {
  const scene = await setUp("/queue/message");
  const { visitor, operator, token, conversationId } = scene;
  const typing = JSON.stringify({ conversation_id: conversationId, typing: true });
  operator.send("SEND", { destination: "/app/typing" }, typing);
  await visitor.until(() => visitor.live.isTyping);
  const { reply } = await server.operator();
  await reply(conversationId, "hi");
  await visitor.until(({ messages }) => messages.length === 2 && !visitor.live.isTyping);
  await server.post("/conversations.read", { conversation_id: conversationId }, token);
  await visitor.until(() => visitor.live.readUpTo === 2);
  stop(scene);
});

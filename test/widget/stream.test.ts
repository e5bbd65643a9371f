/** The widget's conversation against a real server, by a websocket and where there can be none. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { startTestServer, type TestServer } from "../running-server.ts";
import { text } from "./fakes.ts";
import { visitWidget, type WidgetVisitor } from "./widget-visitor.ts";

let server: TestServer;
beforeAll(async () => void (server = await startTestServer(["--rate-limit", "off"])));
afterAll(() => server[Symbol.asyncDispose]());

/** A network's box that lets HTTP through, and websockets only if it is told to. */
function startBox() {
  const asked: string[] = [];
  const box = {
    asked,
    isDown: false,
    url: "",
    [Symbol.asyncDispose]: () => listening.stop(true),
  };
  const listening = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    idleTimeout: 60,
    async fetch(request) {
      const { pathname, search } = new URL(request.url);
      asked.push(pathname);
      if (box.isDown) return new Response("the box is down", { status: 502 });
      if (request.headers.has("upgrade")) return new Response("not here", { status: 403 });
      const { method, headers, signal } = request;
      const body = method === "GET" ? null : await request.arrayBuffer();
      return fetch(server.url + pathname + search, { method, headers, body, signal });
    },
  });
  box.url = `http://127.0.0.1:${listening.port}`;
  return box;
}

async function visit(address: string, longestPause?: number): Promise<WidgetVisitor> {
  return visitWidget(await server.channel(), address, longestPause);
}

/** The visitor says "one"; gives what answers in that conversation. */
async function meet(visitor: WidgetVisitor): Promise<(words: string) => Promise<unknown>> {
  visitor.conversation.send(text("one"));
  await visitor.until(({ phase, messages }) => phase === "live" && messages.length === 1);
  const { token, reply } = await server.operator();
  const { body } = await server.post<{ data: { id: string }[] }>("/conversations.list", {}, token);
  const id = body.data[0]?.id ?? "";
  return (words) => reply(id, words);
}

describe("where websockets do not get through", () => {
  test("the conversation goes on by polling: what both sides say is there, once and in order.", async () => {
    await using box = startBox();
    using visitor = await visit(box.url);
    const reply = await meet(visitor);
    for (const words of ["two", "three"]) await reply(words);
    await visitor.until(({ messages }) => messages.length === 3);
    visitor.conversation.send(text("four"));
    await visitor.until(({ messages, outbox }) => messages.length === 4 && outbox.length === 0);
    expect(visitor.texts).toEqual(["one", "two", "three", "four"]);
    expect(box.asked).toContain("/ws.chatplugin");
    expect(visitor.conversation.view.phase).toBe("live");
  });

  test("a line that was lost is said, and afterwards nothing is missing.", async () => {
    await using box = startBox();
    using visitor = await visit(box.url);
    const reply = await meet(visitor);
    box.isDown = true;
    await reply("two");
    await visitor.until(({ phase }) => phase === "connecting");
    await reply("three");
    visitor.conversation.send(text("four"));
    box.isDown = false;
    await visitor.until(({ phase, messages }) => phase === "live" && messages.length === 4);
    expect(new Set(visitor.texts)).toEqual(new Set(["one", "two", "three", "four"]));
    expect(visitor.conversation.view.messages.map(({ offset }) => offset)).toEqual([1, 2, 3, 4]);
  });

  test("a channel that is disconnected ends it.", async () => {
    await using box = startBox();
    using visitor = await visit(box.url);
    visitor.conversation.send(text("one"));
    await visitor.until(({ phase }) => phase === "live");
    const { token } = await server.operator();
    const { id: channel_id } = await server.channel();
    await server.post("/channels.disconnect", { channel_id }, token);
    await visitor.until(({ phase }) => phase === "closed");
    await server.channel();
  });
});

test("a websocket that stands is all there is: nobody polls beside it.", async () => {
  using visitor = await visit(server.url, Infinity);
  visitor.conversation.start();
  await visitor.until(({ phase }) => phase === "live");
  visitor.conversation.send(text("one"));
  await visitor.until(({ outbox, messages }) => messages.length === 1 && outbox.length === 0);
  expect(visitor.asked).toContain("/chatplugin.send");
  expect(visitor.asked).not.toContain("/chatplugin.messages");
});

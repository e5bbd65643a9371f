/** The widget's conversation against a real server, by a websocket and where there can be none. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { createApi } from "../../widget/api.ts";
import { Conversation } from "../../widget/conversation.ts";
import { createStore } from "../../widget/storage.ts";
import { createStream } from "../../widget/stream.ts";
import type { View } from "../../widget/view.ts";
import { startTestServer, type TestServer } from "../running-server.ts";
import { FakeStorage, KEY, text } from "./fakes.ts";

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

/** A visitor's conversation by way of an address. Its pauses are short unless that is what is tested. */
async function visit(address: string, longestPause = 20) {
  const channel = await server.channel();
  const changed: (() => void)[] = [];
  const clock = {
    now: Date.now,
    after(pause: number, callback: () => void) {
      const timer = setTimeout(callback, Math.min(pause, longestPause));
      return () => clearTimeout(timer);
    },
    random: Math.random,
  };
  const asked: string[] = [];
  const recorded = (input: string, init: RequestInit): Promise<Response> => {
    asked.push(new URL(input).pathname);
    return fetch(input, init);
  };
  const api = createApi(address, channel.id, recorded as typeof window.fetch);
  const conversation = new Conversation({
    api,
    store: createStore(KEY, () => new FakeStorage() as unknown as Storage),
    createStream: (handlers) => createStream(address, api, handlers, clock),
    ...clock,
    createId: () => crypto.randomUUID(),
    onChange: () => {
      for (const wake of changed.splice(0)) wake();
    },
  });
  return {
    conversation,
    asked,
    async until(holds: (view: View) => boolean): Promise<void> {
      while (!holds(conversation.view)) {
        await new Promise<void>((resolve) => changed.push(resolve));
      }
    },
    get texts(): unknown[] {
      return conversation.view.messages.map(({ content }) => "text" in content && content.text);
    },
    [Symbol.dispose]: () => conversation.stop(),
  };
}

async function conversationIds(): Promise<string[]> {
  const { token } = await server.operator();
  const { body } = await server.post<{ data: { id: string }[] }>("/conversations.list", {}, token);
  return body.data.map(({ id }) => id);
}

describe("where websockets do not get through", () => {
  test("the conversation goes on by polling: what both sides say is there, once and in order.", async () => {
    await using box = startBox();
    using visitor = await visit(box.url);
    visitor.conversation.send(text("one"));
    await visitor.until(({ phase, messages }) => phase === "live" && messages.length === 1);
    const [id = ""] = await conversationIds();
    const operator = await server.operator();
    for (const words of ["two", "three"]) await operator.reply(id, words);
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
    visitor.conversation.send(text("one"));
    await visitor.until(({ phase, messages }) => phase === "live" && messages.length === 1);
    const [id = ""] = await conversationIds();
    const operator = await server.operator();
    box.isDown = true;
    await operator.reply(id, "two");
    await visitor.until(({ phase }) => phase === "connecting");
    await operator.reply(id, "three");
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

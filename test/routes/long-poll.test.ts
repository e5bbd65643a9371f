/** `/chatplugin.messages` with `wait`: for pages whose network blocks websockets. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Message } from "../../protocol/message.ts";
import { startTestServer, type TestServer, type Visitor } from "../running-server.ts";
import { setScene, type Scene } from "./scene.ts";
import { operatorMessage, visitorMessage } from "./shapes.ts";

let scene: Scene;
beforeAll(async () => void (scene = await setScene()));
afterAll(() => scene[Symbol.asyncDispose]());

interface Page {
  readonly messages: Message[];
}

async function poll(
  { token }: Visitor,
  body: { after: number; wait?: number },
  server: TestServer = scene.server,
): Promise<unknown[]> {
  const answer = await server.post<Page>("/chatplugin.messages", body, token);
  expect(answer.status).toBe(200);
  return answer.body.messages;
}

describe("A long poll", () => {
  test("is answered at once with what is there already", async () => {
    const visitor = await scene.server.visitor();
    await visitor.send("there");
    expect(await poll(visitor, { after: 0, wait: 25 })).toEqual([visitorMessage("there", 1)]);
  });

  test("waits for the next message, the operator's or one's own", async () => {
    const visitor = await scene.server.visitor();
    await visitor.send("hello");
    const first = poll(visitor, { after: 1, wait: 25 });
    await scene.operator.reply(visitor.conversationId, "hi");
    expect(await first).toEqual([operatorMessage("hi", 2)]);
    const second = poll(visitor, { after: 2, wait: 25 });
    await visitor.send("bye");
    expect(await second).toEqual([visitorMessage("bye", 3)]);
  });

  test("waits for the very first message of a conversation that does not exist yet", async () => {
    const visitor = await scene.server.visitor();
    const waiting = poll(visitor, { after: 0, wait: 25 });
    await visitor.send("first");
    expect(await waiting).toEqual([visitorMessage("first", 1)]);
  });

  test("is answered with no messages when none has come in time", async () => {
    const visitor = await scene.server.visitor();
    await visitor.send("hello");
    const start = performance.now();
    expect(await poll(visitor, { after: 1, wait: 0.2 })).toEqual([]);
    expect(performance.now() - start).toBeGreaterThan(190);
  });

  test("without wait, or with 0, waits for nothing", async () => {
    const visitor = await scene.server.visitor();
    expect(await poll(visitor, { after: 0 })).toEqual([]);
    expect(await poll(visitor, { after: 0, wait: 0 })).toEqual([]);
  });

  test("of one visitor is not woken by another's message", async () => {
    const [visitor, other] = [await scene.server.visitor(), await scene.server.visitor()];
    const waiting = poll(visitor, { after: 0, wait: 25 });
    await other.send("not for you");
    await visitor.send("for you");
    expect(await waiting).toEqual([visitorMessage("for you", 1)]);
  });

  test("and ten more of the same visitor all get the message", async () => {
    const visitor = await scene.server.visitor();
    const waiting = Array.from({ length: 11 }, () => poll(visitor, { after: 0, wait: 25 }));
    await visitor.send("for all of you");
    for (const one of waiting) expect(await one).toEqual([visitorMessage("for all of you", 1)]);
  });

  test("one after another, each behind the last offset, miss and double nothing", async () => {
    const visitor = await scene.server.visitor();
    const sending = (async () => {
      for (let n = 1; n <= 60; n += 1) await visitor.send(`${n}`);
    })();
    const seen: number[] = [];
    while (seen.length < 60) {
      const page = (await poll(visitor, { after: seen.at(-1) ?? 0, wait: 25 })) as Message[];
      seen.push(...page.map(({ offset }) => offset));
    }
    await sending;
    expect(seen).toEqual(Array.from({ length: 60 }, (_, n) => n + 1));
  });

  test("whose client has gone keeps nothing back from the next one", async () => {
    const visitor = await scene.server.visitor();
    const gone = new AbortController();
    const first = fetch(`${scene.server.url}/chatplugin.messages`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Authorization: visitor.token },
      body: JSON.stringify({ after: 0, wait: 25 }),
      signal: gone.signal,
    });
    const second = poll(visitor, { after: 0, wait: 25 });
    gone.abort();
    expect(await first.catch((error: unknown) => (error as Error).name)).toBe("AbortError");
    await visitor.send("still here?");
    expect(await second).toEqual([visitorMessage("still here?", 1)]);
  });

  test("is answered at once when the server stops", async () => {
    const server = await startTestServer();
    const visitor = await server.visitor();
    const waiting = poll(visitor, { after: 0, wait: 25 }, server);
    await poll(visitor, { after: 0 }, server);
    const start = performance.now();
    await server[Symbol.asyncDispose]();
    expect(await waiting).toEqual([]);
    expect(performance.now() - start).toBeLessThan(4_000);
  });
});

/** `/chatplugin.send` and `/chatplugin.messages` (long-poll.test.ts: when it waits). */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Message } from "../../protocol/message.ts";
import { startTestServer } from "../running-server.ts";
import { setScene, type Scene } from "./scene.ts";
import { expectRefusal, visitorMessage } from "./shapes.ts";
import { messagesAfter } from "./visitor-api.ts";

let scene: Scene;
beforeAll(async () => void (scene = await setScene()));
afterAll(() => scene[Symbol.asyncDispose]());

describe("/chatplugin.send", () => {
  test("answers the message as it is stored, and the name of its sender stays the same", async () => {
    const visitor = await scene.server.visitor(scene.visitor.channel);
    const first = await visitor.send("hi");
    const second = await visitor.send("hi");
    expect(first).toEqual(visitorMessage("hi", 1) as Message);
    expect(second).toEqual(visitorMessage("hi", 2) as Message);
    expect(first.sender.id).toBe(visitor.conversationId);
    expect(second.sender).toEqual(first.sender);
    expect(second.id).not.toBe(first.id);
    expect(Math.abs(Date.parse(first.sent_at) - Date.now())).toBeLessThan(60_000);
  });

  test("keeps the id that the sender chose, in lower case", async () => {
    const id = crypto.randomUUID();
    const message = await scene.visitor.send("mine", id.toUpperCase());
    expect(message.id).toBe(id);
  });

  test("gives dense offsets to any number of messages at once", async () => {
    const visitor = await scene.server.visitor(scene.visitor.channel);
    const texts = Array.from({ length: 50 }, (_, n) => `at once ${n}`);
    const stored = await Promise.all(texts.map((text) => visitor.send(text)));
    const offsets = stored.map(({ offset }) => offset).toSorted((a, b) => a - b);
    expect(offsets).toEqual(Array.from({ length: 50 }, (_, n) => n + 1));
    const list = await messagesAfter(scene.server, visitor.token, 0);
    expect(list).toEqual(stored.toSorted((a, b) => a.offset - b.offset));
  });

  test("takes the conversation from the token and from nowhere else", async () => {
    const { stranger, visitor } = scene;
    const before = await messagesAfter(scene.server, stranger.token, 0);
    const body = {
      conversation_id: stranger.conversationId,
      channel_id: crypto.randomUUID(),
      message: { text: "smuggled" },
    };
    const answer = await scene.server.post<Message>("/chatplugin.send", body, visitor.token);
    expect(answer.body.sender.id).toBe(visitor.conversationId);
    expect(await messagesAfter(scene.server, stranger.token, 0)).toEqual(before);
  });
});

describe("/chatplugin.messages", () => {
  test("answers what came after an offset, oldest first", async () => {
    const visitor = await scene.server.visitor(scene.visitor.channel);
    for (const text of ["a", "b", "c"]) await visitor.send(text);
    const texts = async (after: number) =>
      (await messagesAfter(scene.server, visitor.token, after)).map(
        ({ content }) => "text" in content && content.text,
      );
    expect([await texts(0), await texts(1), await texts(3)]).toEqual([
      ["a", "b", "c"],
      ["b", "c"],
      [],
    ]);
  });

  test("answers at most 100; the last one's offset leads to the next ones", async () => {
    const visitor = await scene.server.visitor(scene.visitor.channel);
    for (let n = 1; n <= 103; n += 1) await visitor.send(`${n}`);
    const first = await messagesAfter(scene.server, visitor.token, 0);
    const second = await messagesAfter(scene.server, visitor.token, first.at(-1)?.offset ?? 0);
    expect([...first, ...second].map(({ offset }) => offset)).toEqual(
      Array.from({ length: 103 }, (_, n) => n + 1),
    );
    expect(first.length).toBe(100);
  });

  test("never answers anything of another visitor's", async () => {
    const ids = (await messagesAfter(scene.server, scene.stranger.token, 0)).map(({ id }) => id);
    const mine = await messagesAfter(scene.server, scene.visitor.token, 0);
    expect(mine.filter(({ id }) => ids.includes(id))).toEqual([]);
  });

  test("answers 409 history_changed for an offset that was never reached, or of a history that is not this file's", async () => {
    const { post } = scene.server;
    const { token } = scene.visitor;
    for (const body of [
      { after: 1_000_000 },
      { after: 0, history: crypto.randomUUID() },
      { after: 1, history: crypto.randomUUID() },
    ]) {
      const answer = await post("/chatplugin.messages", body, token);
      expectRefusal(answer, { status: 409, code: "history_changed" });
    }
  });

  test("takes an offset counted in an earlier history of the same file", async () => {
    const before = await startTestServer();
    const visitor = await before.visitor();
    await visitor.send("before");
    const body = { after: 0 };
    const { headers } = await before.post("/chatplugin.messages", body, visitor.token);
    const history = headers.get("parley-history");
    await using now = await before.restart();
    const resumed = { after: 1, history };
    const answer = await now.post("/chatplugin.messages", resumed, visitor.token);
    expect({ status: answer.status, body: answer.body }).toEqual({
      status: 200,
      body: { messages: [] },
    });
    expect(answer.headers.get("parley-history")).not.toBe(history);
  });
});

/** `/chatplugin.authenticate` and `/chatplugin.resumeToken`: a visitor comes, leaves and comes back. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { RESUMED_MESSAGES, TOKEN_LIFETIMES } from "../../protocol/limits.ts";
import { claimsOf } from "../running-server.ts";
import { setScene, type Scene } from "./scene.ts";
import { expectRefusal, operatorMessage, TOKEN, visitorMessage } from "./shapes.ts";
import { authenticate, lifetime, messagesAfter, resumeTokenOf } from "./visitor-api.ts";

let scene: Scene;
beforeAll(async () => void (scene = await setScene()));
afterAll(() => scene[Symbol.asyncDispose]());

function conversationCount(): Promise<number> {
  return scene.server
    .post<{ response_metadata: { total: number } }>("/conversations.list", {}, scene.operator.token)
    .then(({ body }) => body.response_metadata.total);
}

describe("/chatplugin.authenticate", () => {
  test("answers a token for 24 hours and no messages", async () => {
    const { status, body } = await authenticate(scene.server, {
      channel_id: scene.visitor.channel.id,
    });
    expect({ status, body }).toEqual({
      status: 200,
      body: { token: TOKEN as string, messages: [] },
    });
    expect(lifetime(body.token)).toBe(TOKEN_LIFETIMES.visitor);
  });

  test("takes the channel's id in capitals", async () => {
    const channel_id = scene.visitor.channel.id.toUpperCase();
    expect((await authenticate(scene.server, { channel_id })).status).toBe(200);
  });

  test("writes nothing: a conversation exists from its first message on", async () => {
    const before = await conversationCount();
    const { body } = await authenticate(scene.server, { channel_id: scene.visitor.channel.id });
    expect(await messagesAfter(scene.server, body.token, 0)).toEqual([]);
    await resumeTokenOf(scene.server, body.token);
    expect(await conversationCount()).toBe(before);
    await scene.server.post("/chatplugin.send", { message: { text: "first" } }, body.token);
    expect(await conversationCount()).toBe(before + 1);
  });

  test("gives every visitor a conversation of their own", async () => {
    const body = { channel_id: scene.visitor.channel.id };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => authenticate(scene.server, body)),
    );
    expect(new Set(answers.map((answer) => claimsOf(answer.body.token).sub)).size).toBe(20);
  });

  test("answers 404 for a channel that does not exist", async () => {
    const answer = await authenticate(scene.server, { channel_id: crypto.randomUUID() });
    expectRefusal(answer, { status: 404, code: "channel_not_found" });
  });

  test("goes on with a conversation by its resume token: a new token and its messages, oldest first", async () => {
    const visitor = await scene.server.visitor(scene.visitor.channel);
    await visitor.send("one");
    await scene.operator.reply(visitor.conversationId, "two");
    await visitor.send("three");
    const resume_token = await resumeTokenOf(scene.server, visitor.token);
    // A channel_id beside it is not looked at.
    for (const more of [{}, { channel_id: "x" }, { channel_id: crypto.randomUUID() }]) {
      const { status, body } = await authenticate(scene.server, { resume_token, ...more });
      expect({ status, messages: body.messages as unknown[] }).toEqual({
        status: 200,
        messages: [visitorMessage("one", 1), operatorMessage("two", 2), visitorMessage("three", 3)],
      });
      expect(claimsOf(body.token).sub).toBe(visitor.conversationId);
      expect(await messagesAfter(scene.server, body.token, 0)).toEqual([...body.messages]);
    }
  });

  test("resumes with the newest 100 messages", async () => {
    const visitor = await scene.server.visitor(scene.visitor.channel);
    for (let n = 1; n <= RESUMED_MESSAGES + 5; n += 1) await visitor.send(`message ${n}`);
    const resume_token = await resumeTokenOf(scene.server, visitor.token);
    const { body } = await authenticate(scene.server, { resume_token });
    expect(body.messages.map(({ offset }) => offset)).toEqual(
      Array.from({ length: RESUMED_MESSAGES }, (_, index) => index + 6),
    );
  });
});

describe("/chatplugin.resumeToken", () => {
  test("gives a visitor a token of its own kind for 90 days, good before the first message too", async () => {
    const visitor = await scene.server.visitor(scene.visitor.channel);
    const resume_token = await resumeTokenOf(scene.server, visitor.token);
    expect(lifetime(resume_token)).toBe(TOKEN_LIFETIMES.resume);
    expect((await authenticate(scene.server, { resume_token })).body.messages).toEqual([]);
  });

  test("gives it to an operator on the visitor's behalf", async () => {
    const { conversationId, channel } = scene.visitor;
    const body = { channel_id: channel.id, conversation_id: conversationId };
    const resume_token = await resumeTokenOf(scene.server, scene.operator.token, body);
    const resumed = await authenticate(scene.server, { resume_token });
    expect(claimsOf(resumed.body.token).sub).toBe(conversationId);
    expect(resumed.body.messages).toEqual(
      await messagesAfter(scene.server, scene.visitor.token, 0),
    );
  });

  test("gives a visitor their own, whatever they name", async () => {
    const { stranger, visitor } = scene;
    const body = { channel_id: stranger.channel.id, conversation_id: stranger.conversationId };
    expect(claimsOf(await resumeTokenOf(scene.server, visitor.token, body)).sub).toBe(
      visitor.conversationId,
    );
  });

  test("answers an operator 404, the same for no such conversation and for another channel's", async () => {
    const { conversationId, channel } = scene.visitor;
    const other = await scene.server.channel("another");
    const rows = [
      { channel_id: channel.id, conversation_id: crypto.randomUUID() },
      { channel_id: other.id, conversation_id: conversationId },
      { channel_id: crypto.randomUUID(), conversation_id: conversationId },
    ];
    for (const body of rows) {
      const answer = await scene.server.post("/chatplugin.resumeToken", body, scene.operator.token);
      expectRefusal(answer, { status: 404, code: "conversation_not_found" });
    }
  });
});

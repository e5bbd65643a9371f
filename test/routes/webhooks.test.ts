/** `/webhooks.…`, and what a webhook's receiver is sent by a real server. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { WEBHOOK_LIMITS } from "../../protocol/limits.ts";
import { WEBHOOK_EVENTS, type Webhook } from "../../protocol/webhooks.ts";
import { startTestServer, type TestServer } from "../running-server.ts";
import { isSigned, isSignedForAiry, startReceiver, type Receiver } from "../webhook-receiver.ts";
import { setScene, type Scene } from "./scene.ts";
import { expectInvalid, expectRefusal, messageShape, TIME, UUID } from "./shapes.ts";

let scene: Scene;
beforeAll(async () => void (scene = await setScene()));
afterAll(() => scene[Symbol.asyncDispose]());

/** Nobody listens there, and none of its events is caused here. */
const NOWHERE = { url: "http://127.0.0.1:1/hook", events: ["message.updated"] };

interface List {
  readonly data: readonly Webhook[];
}

function ask<Body = Webhook>(path: string, body: object = {}, server = scene.server) {
  return server.post<Body>(path, body, scene.operator.token);
}

async function subscribe(body: object, server?: TestServer): Promise<Webhook> {
  const answer = await ask("/webhooks.subscribe", body, server);
  expect(answer.status).toBe(200);
  return answer.body;
}

async function unsubscribe(...webhooks: Webhook[]): Promise<void> {
  for (const { id } of webhooks) await ask("/webhooks.unsubscribe", { id });
}

describe("/webhooks.subscribe", () => {
  test("answers with the webhook, all events unless some are named, and the key that was made", async () => {
    const url = "http://127.0.0.1:1/hook?a=b";
    const body = await subscribe({ url, name: " Our CRM ", headers: { "X-Key": "secret" } });
    expect(body).toEqual({
      id: UUID as string,
      url,
      name: "Our CRM",
      headers: { "X-Key": "secret" },
      header_names: ["X-Key"],
      events: [...WEBHOOK_EVENTS],
      status: "Subscribed",
      created_at: TIME as string,
      signature_key: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/),
      waiting: 0,
      given_up: 0,
    });
    await unsubscribe(body);
  });

  test("keeps a key that it is given to itself, and names each event once, in their order", async () => {
    const events = ["channel.updated", "message.created", "channel.updated"];
    const webhook = await subscribe({ ...NOWHERE, events, signature_key: "k".repeat(16) });
    expect(webhook.signature_key).toBeUndefined();
    expect(webhook.events).toEqual(["message.created", "channel.updated"]);
    await unsubscribe(webhook);
  });

  test("with the id of a webhook gives that one all of it instead; with a new id makes it under that id", async () => {
    const id = crypto.randomUUID();
    const first = await subscribe({ ...NOWHERE, id, name: "First", headers: { "X-A": "b" } });
    expect([first.id, typeof first.signature_key]).toEqual([id, "string"]);
    const again = await subscribe({ id, url: "http://127.0.0.1:2/", events: NOWHERE.events });
    expect(again).toMatchObject({ id, url: "http://127.0.0.1:2/", header_names: [] });
    expect([again.name, again.signature_key]).toEqual([undefined, undefined]);
    await unsubscribe(again);
  });

  test(`refuses more than ${WEBHOOK_LIMITS.webhooks} with 409, also when they come at once`, async () => {
    const many = Array.from({ length: WEBHOOK_LIMITS.webhooks + 4 }, () =>
      ask("/webhooks.subscribe", NOWHERE),
    );
    const answers = await Promise.all(many);
    const made = answers.filter(({ status }) => status === 200).map(({ body }) => body);
    expect(made).toHaveLength(WEBHOOK_LIMITS.webhooks);
    for (const answer of answers.filter(({ status }) => status !== 200)) {
      expectRefusal(answer, { status: 409, code: "limit_reached" });
    }
    // One that is there may still change.
    await subscribe({ ...NOWHERE, id: made[0]!.id });
    await unsubscribe(...made);
  });
});

describe("/webhooks.update, .info, .list and .unsubscribe", () => {
  test("change what is given and keep the rest, show it, and end it", async () => {
    const { signature_key: _, ...made } = await subscribe({ ...NOWHERE, name: "CRM" });
    const updated = await ask("/webhooks.update", { id: made.id, headers: { "X-B": "c" } });
    const { headers: __, ...shown } = { ...made, header_names: ["X-B"] };
    expect(updated.body).toEqual({ ...shown, headers: { "X-B": "c" } });
    expect((await ask("/webhooks.info", { id: made.id.toUpperCase() })).body).toEqual(shown);
    expect((await ask<List>("/webhooks.list")).body).toEqual({ data: [shown] });
    const ended = await ask("/webhooks.unsubscribe", { id: made.id });
    expect(ended.body).toEqual({ ...shown, status: "Unsubscribed" });
    expect((await ask<List>("/webhooks.list")).body).toEqual({ data: [] });
  });

  test("refuse an unknown webhook with 404", async () => {
    for (const name of ["update", "info", "unsubscribe"]) {
      const answer = await ask(`/webhooks.${name}`, { id: crypto.randomUUID() });
      expectRefusal(answer, { status: 404, code: "webhook_not_found" });
    }
  });

  test("never show a key or what a header says, nor does the log", async () => {
    await using receiver = startReceiver(() => 500);
    const secrets = { headers: { "X-Key": "say-nothing-1" }, signature_key: "say-nothing-2-say" };
    const webhook = await subscribe({ url: receiver.url, ...secrets });
    await scene.visitor.send("hello");
    await receiver.received.next();
    const answers = await Promise.all([
      ask("/webhooks.info", { id: webhook.id }),
      ask("/webhooks.list"),
      ask("/webhooks.update", { id: webhook.id, name: "x" }),
      ask("/webhooks.unsubscribe", { id: webhook.id }),
    ]);
    expect(JSON.stringify(answers.map(({ body }) => body))).not.toContain("say-nothing");
    expect(scene.server.logged.join()).not.toContain("say-nothing");
  });
});

describe("What a receiver is sent:", () => {
  let receiver: Receiver;
  let webhook: Webhook;
  const signature_key = "a key that clients of Airy Core share";
  beforeAll(async () => {
    receiver = startReceiver();
    const headers = { "X-Token": "for you" };
    webhook = await subscribe({ url: receiver.url, headers, signature_key });
  });
  afterAll(async () => {
    await unsubscribe(webhook);
    await receiver[Symbol.asyncDispose]();
  });

  test("message.created, in Airy Core's shape and signed both ways, of a visitor and of an operator", async () => {
    const { visitor, operator } = scene;
    const sent = [
      await visitor.send("Grüße 🙂"),
      await operator.reply(visitor.conversationId, "hello"),
    ];
    for (const message of sent) {
      const received = await receiver.received.next();
      const { headers, event } = received;
      expect(event).toEqual({
        type: "message.created",
        event_id: UUID as string,
        timestamp: TIME as string,
        payload: {
          conversation_id: visitor.conversationId,
          channel_id: visitor.channel.id,
          message: {
            ...(message as unknown as object),
            delivery_state: "delivered",
            source: "chat_plugin",
          },
        },
      });
      expect(event.payload.message).toMatchObject(
        messageShape({ delivery_state: "delivered", source: "chat_plugin" }),
      );
      expect(headers.get("content-type")).toBe("application/json");
      expect(headers.get("x-token")).toBe("for you");
      expect(headers.get("webhook-id")).toBe(event.event_id);
      const age = Date.now() / 1_000 - Number(headers.get("webhook-timestamp"));
      expect(Math.abs(age)).toBeLessThan(60);
      expect(await isSigned(received, signature_key)).toBe(true);
      expect(await isSignedForAiry(received, signature_key)).toBe(true);
      expect(await isSigned(received, `${signature_key} `)).toBe(false);
    }
  });

  test("conversation.updated, with the whole conversation", async () => {
    const { conversationId: conversation_id, channel } = scene.visitor;
    await ask("/conversations.set-state", { conversation_id, state: "CLOSED" });
    const { event } = await receiver.received.next();
    const { body: info } = await ask<{ last_message: object }>("/conversations.info", {
      conversation_id,
    });
    expect(event).toMatchObject({
      type: "conversation.updated",
      payload: {
        ...info,
        id: conversation_id,
        channel_id: channel.id,
        state: "CLOSED",
        last_message: {
          ...info.last_message,
          delivery_state: "delivered",
          source: "chat_plugin",
        },
      },
    });
  });

  test("channel.updated, for each turn of a channel", async () => {
    const source_channel_id = "told of";
    const connect = (more: object = {}) =>
      ask<{ id: string }>("/channels.connect", {
        source: "chat_plugin",
        source_channel_id,
        ...more,
      });
    const { id } = (await connect()).body;
    const shape = (connected: boolean, metadata: object) => ({
      type: "channel.updated",
      payload: { id, source: "chat_plugin", source_channel_id, metadata, connected },
    });
    expect((await receiver.received.next()).event).toMatchObject(
      shape(true, { name: "Chat plugin" }),
    );
    const image_url = "https://shop.example.org/logo.png";
    await connect({ name: "Shop", image_url });
    const named = { name: "Shop", image_url };
    expect((await receiver.received.next()).event).toMatchObject(shape(true, named));
    await ask("/channels.disconnect", { channel_id: id });
    expect((await receiver.received.next()).event).toMatchObject(shape(false, named));
  });
});

describe("Unless --private-webhooks is on, 400 is the answer to", () => {
  let server: TestServer;
  beforeAll(async () => void (server = await startTestServer()));
  afterAll(() => server[Symbol.asyncDispose]());

  test.each([
    "http://127.0.0.1:9/hook",
    "http://127.1/",
    "http://0x7f000001/",
    "http://2130706433/",
    "http://0177.1/",
    "http://[::1]/",
    "http://[::ffff:10.0.0.1]/",
    "http://10.0.0.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://localhost:9/hook",
    "http://LOCALHOST./hook",
  ])("%s, as to any address that leads inside", async (url) => {
    const { token } = await server.operator();
    const answer = await server.post("/webhooks.subscribe", { url }, token);
    expectInvalid(answer, "url");
    const list = await server.post<List>("/webhooks.list", {}, token);
    expect(list.body.data).toEqual([]);
  });

  test("the same in an update", async () => {
    const { token } = await server.operator();
    const body = { url: "http://93.184.216.34/", events: ["message.updated"] };
    const { body: made } = await server.post<Webhook>("/webhooks.subscribe", body, token);
    const change = { id: made.id, url: "http://127.0.0.1/" };
    expectInvalid(await server.post("/webhooks.update", change, token), "url");
    const info = await server.post<Webhook>("/webhooks.info", { id: made.id }, token);
    expect(info.body.url).toBe(body.url);
  });
});

/** `examples/bot.ts` as a process of its own, against a real server. */
import { afterAll, beforeAll, expect, test } from "bun:test";
import { join } from "node:path";
import { signatureHeaders } from "../../chat/webhook-signature.ts";
import type { Message } from "../../protocol/message.ts";
import type { Webhook } from "../../protocol/webhooks.ts";
import { ROOT } from "../project-files.ts";
import {
  startTestServer,
  type Operator,
  type TestServer,
  type Visitor,
} from "../running-server.ts";

const KEY = `whsec_${btoa("the key of a bot of the tests 32")}`;

let server: TestServer;
let operator: Operator;
let bot: Bun.Subprocess<"ignore", "pipe", "inherit">;
let botUrl: string;
let webhook: Webhook;

beforeAll(async () => {
  server = await startTestServer(["--private-webhooks=on", "--rate-limit=off"]);
  operator = await server.operator();
  const { token } = await server.bot();
  bot = Bun.spawn([process.execPath, join(ROOT, "examples/bot.ts")], {
    env: { CHAT_URL: server.url, BOT_TOKEN: token, WEBHOOK_KEY: KEY, PORT: "0" },
    stdin: "ignore",
    stdout: "pipe",
    stderr: "inherit",
  });
  botUrl = `http://127.0.0.1:${await portOf(bot.stdout)}/`;
  const body = { url: botUrl, events: ["message.created"], signature_key: KEY };
  webhook = await ask<Webhook>("/webhooks.subscribe", body);
});
afterAll(async () => {
  bot.kill();
  await bot.exited;
  await server[Symbol.asyncDispose]();
});

async function portOf(output: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<string> {
  let printed = "";
  for await (const chunk of output.pipeThrough(new TextDecoderStream())) {
    printed += chunk;
    const [, port] = /port (\d+)\n/.exec(printed) ?? [];
    if (port !== undefined) return port;
  }
  throw new Error(`the bot has said ${printed}`);
}

async function ask<Body>(path: string, body: object): Promise<Body> {
  const answer = await server.post<Body>(path, body, operator.token);
  expect(answer.status).toBe(200);
  return answer.body;
}

/** What is said to a visitor after an offset: waits for it. */
async function answerAfter({ token }: Visitor, after: number): Promise<Message | undefined> {
  const body = { after, wait: 20 };
  const answer = await server.post<{ messages: Message[] }>("/chatplugin.messages", body, token);
  return answer.body.messages[0];
}

function textOf(message: Message | undefined): string {
  return message?.content.type === "text" ? message.content.text : "";
}

/** Resolves when the bot has answered for every event. */
async function allDelivered(): Promise<void> {
  while ((await ask<Webhook>("/webhooks.info", { id: webhook.id })).waiting > 0);
}

async function said({ conversationId }: Visitor): Promise<string[]> {
  const body = { conversation_id: conversationId };
  const { data } = await ask<{ data: Message[] }>("/messages.list", body);
  return data.map(textOf);
}

test("The bot answers what it knows, as itself", async () => {
  const visitor = await server.visitor();
  const { offset } = await visitor.send("When are you open?");
  const answer = await answerAfter(visitor, offset);
  expect(textOf(answer)).toContain("Monday to Friday");
  expect(answer).toMatchObject({ sender_type: "app_user", from_contact: false });
});

test("It hands over to a person when it is asked for one, and is silent from then on", async () => {
  const visitor = await server.visitor();
  const { offset } = await visitor.send("Hello, can I talk to a human?");
  expect(textOf(await answerAfter(visitor, offset))).toContain("I have called a person");
  await allDelivered();
  const { metadata } = await ask<{ metadata: object }>("/conversations.info", {
    conversation_id: visitor.conversationId,
  });
  expect(metadata).toEqual({ handed_over: true });
  await visitor.send("hello?");
  await operator.reply(visitor.conversationId, "Here I am");
  await allDelivered();
  expect((await said(visitor)).slice(2)).toEqual(["hello?", "Here I am"]);
});

test("It hands over what it does not know, and says nothing where a person is in charge", async () => {
  const asking = await server.visitor();
  const { offset } = await asking.send("¿Qué?");
  expect(textOf(await answerAfter(asking, offset))).toContain("I have called a person");

  const taken = await server.visitor();
  await taken.send("hi");
  await allDelivered();
  const body = { conversation_id: taken.conversationId, user_id: operator.id };
  await ask("/conversations.assign", body);
  await taken.send("hi again");
  await allDelivered();
  expect((await said(taken)).at(-1)).toBe("hi again");
});

test("An event that comes twice is answered once; one that is not signed, or of long ago, is not", async () => {
  const visitor = await server.visitor();
  const { conversationId: conversation_id } = visitor;
  await visitor.send("hello");
  await allDelivered();
  const before = await said(visitor);
  const eventId = crypto.randomUUID();
  const message = { from_contact: true, content: { type: "text", text: "shipping?" } };
  const event = {
    type: "message.created",
    event_id: eventId,
    payload: { conversation_id, message },
  };
  const text = JSON.stringify(event);

  async function deliver(headers: Record<string, string>): Promise<number> {
    return (await fetch(botUrl, { method: "POST", headers, body: text })).status;
  }
  const signed = signatureHeaders({ key: KEY, eventId, time: Date.now(), body: text });
  const old = signatureHeaders({ key: KEY, eventId, time: Date.now() - 600_000, body: text });
  const foreign = signatureHeaders({ key: "another key", eventId, time: Date.now(), body: text });
  expect(await Promise.all([{}, old, foreign].map(deliver))).toEqual([401, 401, 401]);
  expect(await said(visitor)).toEqual(before);
  expect([await deliver(signed), await deliver(signed)]).toEqual([204, 204]);
  const after = await said(visitor);
  expect(after).toHaveLength(before.length + 1);
  expect(after.at(-1)).toContain("two days");
});

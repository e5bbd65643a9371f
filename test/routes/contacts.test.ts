/** `/chatplugin.contact`: what visitors say about themselves, and what becomes of it. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Conversation } from "../../protocol/conversations.ts";
import { METADATA_LIMITS, RATES } from "../../protocol/limits.ts";
import { startTestServer, type Answer, type Visitor } from "../running-server.ts";
import { setScene, type Scene } from "./scene.ts";
import { expectRefusal, TIME } from "./shapes.ts";
import { listen, type Listener } from "./told.ts";

let scene: Scene;
let changes: Listener;
beforeAll(async () => {
  scene = await setScene();
  changes = await listen(scene.server, scene.agent.token, "/queue/conversation");
});
afterAll(async () => {
  changes[Symbol.dispose]();
  await scene[Symbol.asyncDispose]();
});

function tell({ token }: Visitor, body: object): Promise<Answer<unknown>> {
  return scene.server.post("/chatplugin.contact", body, token);
}

async function expectTold(visitor: Visitor, body: object): Promise<void> {
  const { status, body: answer } = await tell(visitor, body);
  expect({ status, answer }).toEqual({ status: 200, answer: {} });
}

async function ask(path: string, { conversationId }: Visitor, more = {}): Promise<Conversation> {
  const body = { conversation_id: conversationId, ...more };
  const answer = await scene.server.post<Conversation>(path, body, scene.agent.token);
  expect(answer.status).toBe(200);
  return answer.body;
}

const info = (visitor: Visitor) => ask("/conversations.info", visitor);

/** A conversation of its own, of which everything so far has been told. */
async function newVisitor(): Promise<Visitor> {
  const visitor = await scene.server.visitor(scene.visitor.channel);
  await visitor.send("hello");
  await changes.told();
  return visitor;
}

const CONSENT = "I agree to https://shop.example/privacy";
const GRACE = {
  display_name: " Grace ",
  email: "grace@example.org",
  phone: "+49 30 123456",
  fields: { order: "4711" },
  consent: CONSENT,
};

describe("What a visitor says", () => {
  test("is the contact's name and metadata under `contact`, told once however often it is said", async () => {
    const visitor = await newVisitor();
    await expectTold(visitor, GRACE);
    const conversation = await info(visitor);
    expect(conversation.contact.display_name).toBe("Grace");
    expect(conversation.metadata).toEqual({
      contact: {
        order: "4711",
        email: "grace@example.org",
        phone: "+49 30 123456",
        consent_at: TIME,
        consent_text: CONSENT,
      },
    });
    expect(await changes.told()).toEqual([{ ...conversation }]);

    await Promise.all(Array.from({ length: 5 }, () => expectTold(visitor, GRACE)));
    expect(await info(visitor)).toEqual(conversation);
    expect(await changes.told()).toEqual([]);
  });

  test("is added to what was said before, and replaces it key by key", async () => {
    const visitor = await newVisitor();
    await ask("/metadata.set", visitor, { key: "contact.size", value: 42 });
    await ask("/metadata.set", visitor, { key: "ad.id", value: "x" });
    await expectTold(visitor, { email: "old@example.org", fields: { order: "1", plan: "pro" } });
    await expectTold(visitor, { email: "new@example.org", fields: { order: "2" } });
    expect((await info(visitor)).metadata).toEqual({
      contact: { size: 42, order: "2", plan: "pro", email: "new@example.org" },
      ad: { id: "x" },
    });
  });

  test("takes the place of what stands where it belongs", async () => {
    const visitor = await newVisitor();
    await ask("/metadata.set", visitor, { key: "contact", value: "somebody" });
    await expectTold(visitor, { email: "ada@example.org" });
    expect((await info(visitor)).metadata).toEqual({ contact: { email: "ada@example.org" } });
  });

  test("is nothing when nothing is said", async () => {
    const visitor = await newVisitor();
    const before = await info(visitor);
    await expectTold(visitor, {});
    await expectTold(visitor, { fields: {}, more: "ignored" });
    expect(await info(visitor)).toEqual(before);
    expect(await changes.told()).toEqual([]);
  });

  test("is agreed to anew when the text is another one, and keeps its time when it is not", async () => {
    const visitor = await newVisitor();
    const consentOf = async (): Promise<object> =>
      (await info(visitor)).metadata["contact"] as object;
    await expectTold(visitor, { consent: CONSENT });
    const first = await consentOf();
    await expectTold(visitor, { consent: CONSENT, email: "ada@example.org" });
    expect(await consentOf()).toEqual({ ...first, email: "ada@example.org" });
    await expectTold(visitor, { consent: "Another text" });
    expect(await consentOf()).toEqual({
      consent_at: TIME,
      consent_text: "Another text",
      email: "ada@example.org",
    });
  });

  test("does not replace the name that an operator has chosen, though it is the same one", async () => {
    for (const chosen of ["Ada", undefined]) {
      const visitor = await newVisitor();
      const display_name = chosen ?? (await info(visitor)).contact.display_name;
      await ask("/conversations.update-contact", visitor, { display_name });
      await expectTold(visitor, GRACE);
      const { contact, metadata } = await info(visitor);
      expect(contact.display_name).toBe(display_name);
      expect(metadata["contact"]).toMatchObject({ email: "grace@example.org" });
    }
  });

  test("gives the visitor another name as long as an operator has chosen another part only", async () => {
    const visitor = await newVisitor();
    await ask("/conversations.update-contact", visitor, { first_name: "Grace" });
    await expectTold(visitor, { display_name: "Grace" });
    await expectTold(visitor, { display_name: "Grace Hopper" });
    expect((await info(visitor)).contact).toMatchObject({ display_name: "Grace Hopper" });
    expect((await visitor.send("it is me")).sender.name).toBe("Grace Hopper");
  });

  test("is kept with the conversation over a restart, with the operator's choice", async () => {
    await using server = await startTestServer();
    const visitor = await server.visitor();
    await visitor.send("hello");
    const { token } = await server.operator();
    const of = { conversation_id: visitor.conversationId };
    await server.post("/chatplugin.contact", { email: "ada@example.org" }, visitor.token);
    await server.post("/conversations.update-contact", { ...of, display_name: "Ada" }, token);
    await using again = await server.restart();
    await again.post("/chatplugin.contact", { display_name: "Eve" }, visitor.token);
    const { body } = await again.post<Conversation>("/conversations.info", of, token);
    expect(body).toMatchObject({
      contact: { display_name: "Ada" },
      metadata: { contact: { email: "ada@example.org" } },
    });
  });
});

describe("/chatplugin.contact refuses", () => {
  test("what comes before the first message: 404, and nothing is written", async () => {
    const visitor = await scene.server.visitor(scene.visitor.channel);
    const unknown = { status: 404, code: "conversation_not_found" };
    expectRefusal(await tell(visitor, GRACE), unknown);
    await visitor.send("hello");
    const { contact, metadata } = await info(visitor);
    expect(contact.display_name).toStartWith("Visitor ");
    expect(metadata).toEqual({});
    await changes.told();
  });

  test("what does not fit beside the other metadata: 413, and nothing of it is stored", async () => {
    const visitor = await newVisitor();
    const long = Array(9).fill("x".repeat(1_500));
    await ask("/metadata.set", visitor, { key: "a", value: long });
    await changes.told();
    const before = await info(visitor);
    expect(JSON.stringify(before.metadata).length).toBeLessThan(METADATA_LIMITS.bytes);
    const fields = { a: "x".repeat(1_000), b: "x".repeat(1_000), c: "x".repeat(1_000) };
    const full = { status: 413, code: "payload_too_large" };
    expectRefusal(await tell(visitor, { ...GRACE, fields }), full);
    expect(await info(visitor)).toEqual(before);
    expect(await changes.told()).toEqual([]);
  });

  test("a visitor of a channel that is disconnected", async () => {
    const channel = await scene.server.channel("to be disconnected");
    const visitor = await scene.server.visitor(channel);
    await visitor.send("hello");
    const body = { channel_id: channel.id };
    await scene.server.post("/channels.disconnect", body, scene.operator.token);
    const closed = { status: 404, code: "channel_not_found" };
    expectRefusal(await tell(visitor, GRACE), closed);
    expect((await info(visitor)).metadata).toEqual({});
    await changes.told();
  });

  test("the 21st in 10 seconds, however the messages come; another visitor's is taken", async () => {
    expect(RATES.visitorContacts).toEqual({ count: 20, window: 10_000 });
    await using server = await startTestServer();
    const [visitor, other] = [await server.visitor(), await server.visitor()];
    await visitor.send("hello");
    await other.send("hello");
    const say = ({ token }: Visitor) => server.post("/chatplugin.contact", GRACE, token);
    for (let n = 0; n < 20; n += 1) expect((await say(visitor)).status).toBe(200);
    const refused = await say(visitor);
    expectRefusal(refused, { status: 429, code: "too_many_requests" });
    expect(refused.headers.get("retry-after")).toMatch(/^\d+$/);
    expect((await say(other)).status).toBe(200);
    expect((await visitor.send("and more")).offset).toBe(2);
  });
});

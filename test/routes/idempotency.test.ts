/** A message's id is for de-duplication: a sender who does not know the outcome may ask again. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Message } from "../../protocol/message.ts";
import { startTestServer, type Answer } from "../running-server.ts";
import { StompPeer } from "../stomp-peer.ts";
import { setScene, type Scene } from "./scene.ts";
import { expectRefusal } from "./shapes.ts";

let scene: Scene;
beforeAll(async () => void (scene = await setScene()));
afterAll(() => scene[Symbol.asyncDispose]());

type Say = (id: string, message: object) => Promise<Answer<Message>>;

const CONFLICT = { status: 409, code: "message_id_conflict" };

function asVisitor(token: string): Say {
  return (id, message) => scene.server.post("/chatplugin.send", { id, message }, token);
}

function asOperator(token: string, conversation_id: string): Say {
  const body = { conversation_id };
  return (id, message) => scene.server.post("/messages.send", { ...body, id, message }, token);
}

function sides(): Record<"visitor" | "operator", Say> {
  const { visitor, operator } = scene;
  return {
    visitor: asVisitor(visitor.token),
    operator: asOperator(operator.token, visitor.conversationId),
  };
}

async function stored(conversation_id: string): Promise<Message[]> {
  const body = { conversation_id, page_size: 100 };
  const { token } = scene.operator;
  return (await scene.server.post<{ data: Message[] }>("/messages.list", body, token)).body.data;
}

async function storedTotal(): Promise<number> {
  const text = await (await fetch(`${scene.server.url}/metrics`)).text();
  return [...text.matchAll(/^parley_messages_total\{.*\} (\d+)$/gm)]
    .map(([, count]) => Number(count))
    .reduce((sum, count) => sum + count, 0);
}

describe.each(["visitor", "operator"] as const)("DELIVERY-2: the same id from the %s", (side) => {
  test("with the same content answers the stored message and stores nothing", async () => {
    const say = sides()[side];
    const id = crypto.randomUUID();
    const first = await say(id, { text: "once" });
    const total = await storedTotal();
    // The type left out, and the id in capitals, are the same content and the same id.
    const again = [
      await say(id, { text: "once" }),
      await say(id, { type: "text", text: "once" }),
      await say(id, { text: "once", type: "text" }),
      await say(id.toUpperCase(), { text: "once" }),
    ];
    for (const { status, body } of again)
      expect({ status, body }).toEqual({ status: 200, body: first.body });
    expect(await storedTotal()).toBe(total);
    const list = await stored(scene.visitor.conversationId);
    expect(list.filter((message) => message.id === id)).toEqual([first.body]);
  });

  test("twenty times at once is stored once, sent out once, and answered twenty times the same", async () => {
    const { url } = scene.server;
    using inbox = await StompPeer.connect(url, "/ws.communication", scene.operator.token);
    await inbox.settle("SUBSCRIBE", { id: "0", destination: "/queue/message" });
    const say = sides()[side];
    const id = crypto.randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => say(id, { text: "at once" })),
    );
    for (const { status, body } of answers) {
      expect({ status, body }).toEqual({ status: 200, body: answers[0]!.body });
    }
    const list = await stored(scene.visitor.conversationId);
    expect(list.filter((message) => message.id === id)).toEqual([answers[0]!.body]);
    const sent = await inbox.settle("UNSUBSCRIBE", { id: "0" });
    expect(sent.map(({ headers }) => headers["message-id"])).toEqual([id]);
  });

  test("with other content is refused with 409 and changes nothing", async () => {
    const say = sides()[side];
    const id = crypto.randomUUID();
    const first = await say(id, { text: "once" });
    const others = [
      { text: "twice" },
      { text: "once " },
      { type: "image", url: "https://files.example.org/once" },
    ];
    for (const content of others) expectRefusal(await say(id, content), CONFLICT);
    const list = await stored(scene.visitor.conversationId);
    expect(list.filter((message) => message.id === id)).toEqual([first.body]);
  });

  test("with other content at once: one is stored, the others get 409", async () => {
    const say = sides()[side];
    const id = crypto.randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) => say(id, { text: `race ${n}` })),
    );
    const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b);
    expect(statuses).toEqual([200, ...Array(9).fill(409)]);
  });
});

describe("DELIVERY-2: an id that is somebody else's is refused with 409 and tells nothing of what it belongs to:", () => {
  const content = { text: "mine alone" };

  test("another visitor's", async () => {
    const id = crypto.randomUUID();
    await asVisitor(scene.visitor.token)(id, content);
    expectRefusal(await asVisitor(scene.stranger.token)(id, content), CONFLICT);
  });

  test("the operator's, from the visitor of the same conversation, and the reverse", async () => {
    const { visitor, operator } = sides();
    const [theirs, ours] = [crypto.randomUUID(), crypto.randomUUID()];
    await operator(theirs, content);
    expectRefusal(await visitor(theirs, content), CONFLICT);
    await visitor(ours, content);
    expectRefusal(await operator(ours, content), CONFLICT);
  });

  test("the same operator's in another conversation", async () => {
    const id = crypto.randomUUID();
    const { operator, stranger } = scene;
    await sides().operator(id, content);
    const answer = await asOperator(operator.token, stranger.conversationId)(id, content);
    expectRefusal(answer, CONFLICT);
  });

  test("another operator's in the same conversation", async () => {
    const id = crypto.randomUUID();
    await sides().operator(id, content);
    const account = {
      first_name: "Mary",
      last_name: "Shelley",
      email: "mary@example.org",
      password: "frankenstein",
    };
    const { post } = scene.server;
    const { body } = await post<{ token: string }>("/users.signup", account, scene.operator.token);
    const say = asOperator(body.token, scene.visitor.conversationId);
    expectRefusal(await say(id, content), CONFLICT);
  });
});

test("A conflict takes no offset: the next message follows the last one", async () => {
  const visitor = await scene.server.visitor();
  const id = crypto.randomUUID();
  await visitor.send("one", id);
  expectRefusal(await asVisitor(visitor.token)(id, { text: "other" }), CONFLICT);
  expect((await visitor.send("two")).offset).toBe(2);
});

test("A first message whose id is taken makes no conversation", async () => {
  const id = crypto.randomUUID();
  await scene.visitor.send("taken", id);
  const visitor = await scene.server.visitor();
  expectRefusal(await asVisitor(visitor.token)(id, { text: "taken" }), CONFLICT);
  const body = { conversation_id: visitor.conversationId };
  const answer = await scene.server.post("/messages.list", body, scene.operator.token);
  expectRefusal(answer, { status: 404, code: "conversation_not_found" });
});

test("DELIVERY-2: the same id is known after a restart", async () => {
  const before = await startTestServer();
  const visitor = await before.visitor();
  const id = crypto.randomUUID();
  const message = await visitor.send("before", id);
  await using now = await before.restart();
  const body = { id, message: { text: "before" } };
  const answer = await now.post<Message>("/chatplugin.send", body, visitor.token);
  expect({ status: answer.status, body: answer.body }).toEqual({ status: 200, body: message });
});

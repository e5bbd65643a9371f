/** `/conversations.info`, and what operators do to a conversation: tags, state, contact, assignment. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Conversation } from "../../protocol/conversations.ts";
import { TAG_LIMITS } from "../../protocol/limits.ts";
import type { Answer, Visitor } from "../running-server.ts";
import { setScene, type Scene } from "./scene.ts";
import { expectRefusal, TIME, visitorMessage } from "./shapes.ts";
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

function ask<Body>(path: string, body: object = {}): Promise<Answer<Body>> {
  return scene.server.post<Body>(path, body, scene.agent.token);
}

async function info(id: string): Promise<Conversation> {
  const answer = await ask<Conversation>("/conversations.info", { conversation_id: id });
  expect(answer.status).toBe(200);
  return answer.body;
}

/** A conversation of its own, of which everything so far has been told. */
async function newConversation(): Promise<Visitor> {
  const visitor = await scene.server.visitor(scene.visitor.channel);
  await visitor.send("hello");
  await changes.told();
  return visitor;
}

async function newTag(name: string): Promise<string> {
  return (await ask<{ id: string }>("/tags.create", { name, color: "tag-green" })).body.id;
}

/** The action is answered alike each time and told of the first time only: then it is so already. */
async function expectOnce(id: string, path: string, body: object, after: object): Promise<void> {
  for (const time of ["the first time", "again"]) {
    const answer = await ask(path, { conversation_id: id, ...body });
    expect({ time, status: answer.status, body: answer.body }).toEqual({
      time,
      status: 200,
      body: {},
    });
    const conversation = await info(id);
    expect(conversation).toMatchObject(after);
    expect(await changes.told()).toEqual(time === "again" ? [] : [{ ...conversation }]);
  }
}

const UNKNOWN = { status: 404, code: "conversation_not_found" };

describe("/conversations.info", () => {
  test("answers the conversation as the list has it, and nothing more", async () => {
    const visitor = await newConversation();
    const id = visitor.conversationId;
    const conversation: unknown = await info(id.toUpperCase());
    expect(conversation).toEqual({
      id,
      channel: visitor.channel,
      created_at: TIME,
      contact: { id, display_name: `Visitor ${id.slice(-4).toUpperCase()}` },
      tags: [],
      metadata: {},
      state: "OPEN",
      last_message: visitorMessage("hello", 1),
      unread_message_count: 1,
    });
    const list = await ask<{ data: unknown[] }>("/conversations.list");
    expect(list.body.data[0]).toEqual(conversation);
  });
});

describe.each([
  ["/conversations.info", {}],
  ["/conversations.set-state", { state: "CLOSED" }],
  ["/conversations.remove-state", {}],
  ["/conversations.update-contact", { display_name: "Grace" }],
  ["/conversations.assign", {}],
  ["/metadata.set", { key: "a", value: 1 }],
  ["/metadata.remove", { key: "a" }],
])("%s %j", (path, body) => {
  test("answers 404 for a conversation that does not exist, or has no message yet", async () => {
    const { conversationId } = await scene.server.visitor(scene.visitor.channel);
    for (const id of [crypto.randomUUID(), conversationId, scene.visitor.channel.id]) {
      expectRefusal(await ask(path, { conversation_id: id, ...body }), UNKNOWN);
    }
  });
});

describe("/conversations.tag and /conversations.untag", () => {
  test("add a tag to a conversation and take it away, each once, whoever else has it", async () => {
    const [{ conversationId: id }, other] = [await newConversation(), await newConversation()];
    const [a, b] = [await newTag("a"), await newTag("b")];
    await expectOnce(id, "/conversations.tag", { tag_id: a.toUpperCase() }, { tags: [a] });
    await expectOnce(id, "/conversations.tag", { tag_id: b }, { tags: [a, b] });
    await expectOnce(other.conversationId, "/conversations.tag", { tag_id: b }, { tags: [b] });
    await expectOnce(id, "/conversations.untag", { tag_id: a }, { tags: [b] });
    await expectOnce(id, "/conversations.untag", { tag_id: b }, { tags: [] });
    expect((await info(other.conversationId)).tags).toEqual([b]);
  });

  test.each(["/conversations.tag", "/conversations.untag"])(
    "%s answers 404 for a conversation or a tag that does not exist",
    async (path) => {
      const { conversationId } = await newConversation();
      const tag = await newTag(path);
      const nothing = crypto.randomUUID();
      const of = (conversation_id: string, tag_id: string) =>
        ask(path, { conversation_id, tag_id });
      expectRefusal(await of(nothing, tag), UNKNOWN);
      expectRefusal(await of(nothing, nothing), UNKNOWN);
      expectRefusal(await of(conversationId, nothing), { status: 404, code: "tag_not_found" });
      expectRefusal(await of(conversationId, conversationId), {
        status: 404,
        code: "tag_not_found",
      });
      expect(await changes.told()).toEqual([]);
    },
  );

  test("are one and the same when asked twenty times at once", async () => {
    const { conversationId: conversation_id } = await newConversation();
    const body = { conversation_id, tag_id: await newTag("at once") };
    for (const [path, tags] of [
      ["/conversations.tag", [body.tag_id]],
      ["/conversations.untag", []],
    ] as const) {
      const answers = await Promise.all(Array.from({ length: 20 }, () => ask(path, body)));
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
      expect(await changes.told()).toMatchObject([{ tags }]);
    }
  });

  test(`give a conversation ${TAG_LIMITS.perConversation} tags at most: then 409`, async () => {
    const { conversationId: conversation_id } = await newConversation();
    const ids: string[] = [];
    for (let n = 0; n <= TAG_LIMITS.perConversation; n += 1) ids.push(await newTag(`many ${n}`));
    const last = ids.pop()!;
    for (const tag_id of ids) {
      expect((await ask("/conversations.tag", { conversation_id, tag_id })).status).toBe(200);
    }
    const full = { status: 409, code: "limit_reached" };
    expectRefusal(await ask("/conversations.tag", { conversation_id, tag_id: last }), full);
    expect((await info(conversation_id)).tags).toEqual(ids);
    const [first] = ids;
    expect((await ask("/conversations.tag", { conversation_id, tag_id: first })).status).toBe(200);
    await ask("/conversations.untag", { conversation_id, tag_id: first });
    expect((await ask("/conversations.tag", { conversation_id, tag_id: last })).status).toBe(200);
  });
});

describe("/conversations.set-state and /conversations.remove-state", () => {
  test("close a conversation and open it again; without a state it is open", async () => {
    const { conversationId: id } = await newConversation();
    await expectOnce(id, "/conversations.set-state", { state: "CLOSED" }, { state: "CLOSED" });
    await expectOnce(id, "/conversations.set-state", { state: "OPEN" }, { state: "OPEN" });
    await ask("/conversations.set-state", { conversation_id: id, state: "CLOSED" });
    await changes.told();
    await expectOnce(id, "/conversations.remove-state", {}, { state: "OPEN" });
  });

  test("A closed conversation opens again when the visitor writes, and that is told", async () => {
    const visitor = await newConversation();
    const id = visitor.conversationId;
    const close = () => ask("/conversations.set-state", { conversation_id: id, state: "CLOSED" });
    for (const words of ["one more thing", "and another"]) {
      await close();
      await changes.told();
      await visitor.send(words);
      const opened = await info(id);
      expect(opened.state).toBe("OPEN");
      expect(await changes.told()).toEqual([{ ...opened }]);
      await visitor.send("while it is open");
      expect(await changes.told()).toEqual([]);
    }
  });

  test("It stays closed when an operator writes, or a visitor's message arrives twice", async () => {
    const visitor = await newConversation();
    const id = visitor.conversationId;
    const messageId = crypto.randomUUID();
    await visitor.send("sent twice", messageId);
    await ask("/conversations.set-state", { conversation_id: id, state: "CLOSED" });
    await changes.told();
    await scene.operator.reply(id, "goodbye");
    await visitor.send("sent twice", messageId);
    expect((await info(id)).state).toBe("CLOSED");
    expect(await changes.told()).toEqual([]);
  });
});

describe("/conversations.update-contact", () => {
  test("changes what is given, keeps what is not, and removes what is null", async () => {
    const { conversationId: id } = await newConversation();
    const contact = { id, display_name: "Grace" };
    const path = "/conversations.update-contact";
    const avatar_url = "https://example.org/grace.png";
    await expectOnce(id, path, { display_name: " Grace " }, { contact });
    const names = { first_name: "Grace", last_name: "Hopper" };
    await expectOnce(id, path, { ...names, avatar_url }, { contact: { ...contact, ...names } });
    await expectOnce(id, path, { first_name: null, display_name: "G. H." }, {});
    expect((await info(id)).contact).toEqual({
      id,
      display_name: "G. H.",
      last_name: "Hopper",
      avatar_url,
    });
    await expectOnce(id, path, { last_name: null, avatar_url: null }, {});
    expect((await info(id)).contact).toEqual({ id, display_name: "G. H." });
  });

  test("stores nothing that a contact has not, and tells nothing of it", async () => {
    const { conversationId: conversation_id } = await newConversation();
    const before = await info(conversation_id);
    for (const more of [{}, { email: "grace@example.org", phone: "+1 555" }, { id: "x" }]) {
      const body = { conversation_id, ...more };
      const answer = await ask("/conversations.update-contact", body);
      expect([answer.status, answer.body]).toEqual([200, {}]);
    }
    expect(await info(conversation_id)).toEqual(before);
    expect(await changes.told()).toEqual([]);
  });

  test("gives the visitor's next message the new name, and leaves what was said as it is", async () => {
    const visitor = await newConversation();
    const conversation_id = visitor.conversationId;
    const before = (await info(conversation_id)).last_message.sender.name;
    await ask("/conversations.update-contact", { conversation_id, display_name: "Grace" });
    expect((await visitor.send("next")).sender.name).toBe("Grace");
    const list = await ask<{ data: { sender: { name: string } }[] }>("/messages.list", {
      conversation_id,
    });
    expect(list.body.data.map(({ sender }) => sender.name)).toEqual([before, "Grace"]);
  });
});

describe("/conversations.assign", () => {
  test("gives the conversation to an operator, to another one, and to nobody", async () => {
    const { conversationId: id } = await newConversation();
    const path = "/conversations.assign";
    const { operator, agent } = scene;
    const ada = { id: operator.id, name: "Ada Lovelace" };
    const grace = { id: agent.id, name: "Grace Hopper" };
    await expectOnce(id, path, { user_id: operator.id.toUpperCase() }, { assignee: ada });
    await expectOnce(id, path, { user_id: agent.id }, { assignee: grace });
    for (const body of [{}, { user_id: null }]) {
      await ask(path, { conversation_id: id, user_id: agent.id });
      await changes.told();
      await expectOnce(id, path, body, {});
      expect(await info(id)).not.toHaveProperty("assignee");
    }
  });

  test("answers 404 for who is no person with an account: nobody, a bot, a visitor", async () => {
    const { conversationId: conversation_id } = await newConversation();
    for (const user_id of [crypto.randomUUID(), scene.bot.id, conversation_id]) {
      const answer = await ask("/conversations.assign", { conversation_id, user_id });
      expectRefusal(answer, { status: 404, code: "user_not_found" });
    }
    expect(await info(conversation_id)).not.toHaveProperty("assignee");
    expect(await changes.told()).toEqual([]);
  });

  test("An account that is removed looks after nothing any more", async () => {
    const { conversationId: conversation_id } = await newConversation();
    const leaving = await scene.server.agent();
    await ask("/conversations.assign", { conversation_id, user_id: leaving.id });
    const removal = { id: leaving.id };
    const { status } = await scene.server.post("/users.remove", removal, scene.operator.token);
    expect(status).toBe(200);
    expect(await info(conversation_id)).not.toHaveProperty("assignee");
  });
});

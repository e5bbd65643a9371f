/** `/conversations.list` and `/conversations.read`. */
import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import type { ConversationPage } from "../../protocol/conversation-list.ts";
import type { Conversation } from "../../protocol/conversations.ts";
import {
  startTestServer,
  type Operator,
  type TestServer,
  type Visitor,
} from "../running-server.ts";
import { expectRefusal, operatorMessage, TIME, visitorMessage } from "./shapes.ts";

let server: TestServer;
let operator: Operator;
beforeEach(async () => {
  server = await startTestServer(["--rate-limit", "off"]);
  operator = await server.operator();
});
afterEach(() => server[Symbol.asyncDispose]());

async function list(body: object = {}): Promise<ConversationPage> {
  const answer = await server.post<ConversationPage>("/conversations.list", body, operator.token);
  expect(answer.status).toBe(200);
  return answer.body;
}

function ids({ data }: ConversationPage): string[] {
  return data.map(({ id }) => id);
}

/** Visitors who have each said something, the first one first. */
async function talkers(count: number): Promise<Visitor[]> {
  const visitors: Visitor[] = [];
  for (let n = 1; n <= count; n += 1) {
    const visitor = await server.visitor();
    await visitor.send(`from ${n}`);
    visitors.push(visitor);
  }
  return visitors;
}

describe("/conversations.list", () => {
  test("is empty at first", async () => {
    expect(await list()).toEqual({
      data: [],
      response_metadata: {
        previous_cursor: "",
        next_cursor: "",
        filtered_total: 0,
        total: 0,
        badge_unread_count: 0,
      },
    });
  });

  test("shows a conversation with its channel, contact, last message and what is unread", async () => {
    const body = {
      source: "chat_plugin",
      source_channel_id: "shop",
      name: "Shop",
      image_url: "https://shop.example.org/logo.png",
    };
    const { body: channel } = await server.post<Visitor["channel"]>(
      "/channels.connect",
      body,
      operator.token,
    );
    const visitor = await server.visitor(channel);
    await visitor.send("one");
    await visitor.send("two");
    const page = await list();
    const id = visitor.conversationId;
    expect(page.data as unknown[]).toEqual([
      {
        id,
        channel: { id: channel.id, ...body },
        created_at: TIME,
        contact: { id, display_name: `Visitor ${id.slice(-4).toUpperCase()}` },
        tags: [],
        metadata: {},
        state: "OPEN",
        last_message: visitorMessage("two", 2),
        unread_message_count: 2,
      },
    ]);
    expect(page.response_metadata).toMatchObject({ total: 1, badge_unread_count: 1 });
  });

  test("puts the latest activity first, whoever's it is", async () => {
    const [a, b, c] = (await talkers(3)).map((visitor) => visitor.conversationId);
    expect(ids(await list())).toEqual([c!, b!, a!]);
    await operator.reply(a!, "hello");
    const page = await list();
    expect(ids(page)).toEqual([a!, c!, b!]);
    expect(page.data[0]?.last_message as unknown).toEqual(operatorMessage("hello", 2));
  });

  test("is walked by next_cursor to the end and by previous_cursor back", async () => {
    const all = (await talkers(7)).map((visitor) => visitor.conversationId).toReversed();
    const first = await list({ page_size: 3 });
    const second = await list({ page_size: 3, cursor: first.response_metadata.next_cursor });
    const third = await list({ page_size: 3, cursor: second.response_metadata.next_cursor });
    expect([ids(first), ids(second), ids(third)]).toEqual([
      all.slice(0, 3),
      all.slice(3, 6),
      all.slice(6),
    ]);
    expect(first.response_metadata.previous_cursor).toBe("");
    expect(third.response_metadata.next_cursor).toBe("");
    expect(third.response_metadata).toMatchObject({ filtered_total: 7, total: 7 });
    const back = await list({ page_size: 3, cursor: third.response_metadata.previous_cursor });
    expect(back).toEqual(second);
    const start = await list({ page_size: 3, cursor: back.response_metadata.previous_cursor });
    expect(start).toEqual(first);
  });

  test("stays where it is while new conversations begin and old ones go on", async () => {
    const visitors = await talkers(6);
    const [a, b, c, d, e, f] = visitors.map((visitor) => visitor.conversationId);
    const first = await list({ page_size: 2 });
    expect(ids(first)).toEqual([f!, e!]);
    const [g] = await talkers(1);
    await visitors[4]?.send("again");
    const second = await list({ page_size: 2, cursor: first.response_metadata.next_cursor });
    const third = await list({ page_size: 2, cursor: second.response_metadata.next_cursor });
    expect([ids(second), ids(third)]).toEqual([
      [d!, c!],
      [b!, a!],
    ]);
    const cursor = second.response_metadata.previous_cursor;
    const back = await list({ page_size: 100, cursor });
    expect(ids(back)).toEqual([e!, g!.conversationId, f!]);
  });

  test("has 20 on a page unless told otherwise, from 1 to 100", async () => {
    const all = (await talkers(21)).map((visitor) => visitor.conversationId).toReversed();
    expect(ids(await list())).toEqual(all.slice(0, 20));
    expect(ids(await list({ page_size: 1 }))).toEqual(all.slice(0, 1));
    expect(ids(await list({ page_size: 100 }))).toEqual(all);
  });
});

describe("/conversations.list with filters", () => {
  test.each(["", "  "])("takes %p as none", async (filters) => {
    await talkers(2);
    expect((await list({ filters })).data).toHaveLength(2);
  });
});

describe("/conversations.read", () => {
  function read(conversation_id: string) {
    return server.post("/conversations.read", { conversation_id }, operator.token);
  }

  async function unread(): Promise<[counts: number[], badge: number]> {
    const { data, response_metadata } = await list();
    const count = (one: Conversation) => one.unread_message_count;
    return [data.map(count), response_metadata.badge_unread_count];
  }

  test("answers 202 {} and nothing is unread, until the visitor writes again", async () => {
    const [a, b] = await talkers(2);
    await b!.send("and more");
    expect(await unread()).toEqual([[2, 1], 2]);
    for (const _ of ["once", "again"]) {
      const { status, body } = await read(b!.conversationId.toUpperCase());
      expect({ status, body }).toEqual({ status: 202, body: {} });
      expect(await unread()).toEqual([[0, 1], 1]);
    }
    await operator.reply(a!.conversationId, "the operator's own is not unread");
    expect(await unread()).toEqual([[1, 0], 1]);
    await b!.send("new");
    expect(await unread()).toEqual([[1, 1], 2]);
  });

  test("answers 404 for a conversation that does not exist", async () => {
    const unknown = { status: 404, code: "conversation_not_found" };
    expectRefusal(await read(crypto.randomUUID()), unknown);
    const visitor = await server.visitor();
    expectRefusal(await read(visitor.conversationId), unknown);
  });
});

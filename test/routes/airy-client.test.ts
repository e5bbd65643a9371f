/** The calls of Airy Core's own TypeScript clients, spelled as they spell them, and what those read of the answers. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { Client, type IFrame, type IMessage } from "@stomp/stompjs";
import type { Channel } from "../../protocol/channels.ts";
import type { ConversationPage } from "../../protocol/conversation-list.ts";
import type { MessagePage } from "../../protocol/messages.ts";
import type { AiryTag, Tag } from "../../protocol/tags.ts";
import { Queue } from "../queue.ts";
import {
  startTestServer,
  type Operator,
  type TestServer,
  type Visitor,
} from "../running-server.ts";
import { UUID } from "./shapes.ts";

interface TagList {
  readonly tags: readonly Tag[];
  readonly data: readonly AiryTag[];
}

let server: TestServer;
let operator: Operator;
let visitor: Visitor;
beforeAll(async () => {
  server = await startTestServer(["--rate-limit", "off"]);
  operator = await server.operator();
  visitor = await server.visitor();
  for (const text of ["one", "two", "three"]) await visitor.send(text);
});
afterAll(() => server[Symbol.asyncDispose]());

/** Throws for what is not 2xx; a body that is not JSON is an error too. */
async function fetched<Answer = object>(path: string, body?: object): Promise<Answer> {
  const response = await fetch(`${server.url}/${path}`, {
    method: "POST",
    headers: {
      Accept: "application/json",
      "Content-Type": "application/json",
      Authorization: `Bearer ${operator.token}`,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(`${path}: ${response.status} ${JSON.stringify(answer)}`);
  return answer as Answer;
}

function conversations(request: object = {}): Promise<ConversationPage> {
  return fetched("conversations.list", { page_size: 10, cursor: null, ...request });
}

async function found(filters: string | null): Promise<readonly string[]> {
  return (await conversations({ filters })).data.map(({ id }) => id);
}

describe("A list's first page", () => {
  test("is asked for with the cursor null, of conversations", async () => {
    const { data, response_metadata: pages } = await conversations();
    expect(data).toMatchObject([
      {
        id: visitor.conversationId,
        channel: { id: UUID, name: "Chat plugin", source: "chat_plugin" },
        contact: { id: UUID, display_name: expect.any(String) },
        tags: [],
        unread_message_count: 3,
        last_message: { content: { text: "three" }, sent_at: expect.any(String) },
      },
    ]);
    expect(pages).toMatchObject({ previous_cursor: "", next_cursor: "", total: 1 });
  });

  test("is asked for with the cursor null, of messages, and its next_cursor goes back in time", async () => {
    const ask = async (cursor: string | null) =>
      fetched<MessagePage>("messages.list", {
        conversation_id: visitor.conversationId,
        cursor,
        page_size: 2,
      });
    const first = await ask(null);
    expect(first.data).toMatchObject([
      { content: { text: "two" } },
      { content: { text: "three" } },
    ]);
    const { data } = await ask(first.response_metadata.next_cursor);
    expect(data).toMatchObject([{ content: { text: "one" } }]);
  });

  test("may have the page_size null, as every field that is not set", async () => {
    expect((await conversations({ page_size: null, filters: null })).data).toHaveLength(1);
    const { data } = await fetched<{ data: object[] }>("users.list", {
      cursor: null,
      page_size: null,
    });
    expect(data).toHaveLength(1);
  });
});

describe("The inbox's filter", () => {
  test("that nothing is chosen in is null or empty, and finds everything", async () => {
    for (const filters of [null, ""])
      expect(await found(filters)).toEqual([visitor.conversationId]);
  });

  test("asks for what is unread by unread_count, together with the rest", async () => {
    const channel = await server.channel("the filter's");
    const other = await server.visitor(channel);
    await other.send("hello");
    await operator.reply(other.conversationId, "hello");
    await fetched("conversations.read", { conversation_id: other.conversationId });
    expect(await found("unread_count:[1 TO *]")).toEqual([visitor.conversationId]);
    expect(await found("unread_count:0")).toEqual([other.conversationId]);
    const of = `channel_id:(${channel.id}) AND source:(facebook OR chat_plugin)`;
    expect(await found(`unread_count:0 AND display_name:*isitor* AND ${of}`)).toEqual([
      other.conversationId,
    ]);
    expect(await found(`unread_count:[1 TO *] AND ${of}`)).toEqual([]);
  });
});

describe("Tags", () => {
  test("are read from data, each colour as Airy's server spells it, and written back as tag-…", async () => {
    const colors = { RED: "tag-red", BLUE: "tag-blue", GREEN: "tag-green", PURPLE: "tag-purple" };
    for (const [name, color] of Object.entries(colors)) {
      expect(await fetched("tags.create", { name, color })).toEqual({ id: UUID });
    }
    const list = () => fetched<TagList>("tags.list");
    const { data } = await list();
    expect(data.map(({ name, color }) => [name, color])).toEqual(
      Object.keys(colors).map((name) => [name, name as AiryTag["color"]]),
    );

    const tag = data[0]!;
    await fetched("tags.update", { ...tag, color: "tag-green", count: 0 });
    expect((await list()).data[0]).toEqual({ ...tag, color: "GREEN" });
    expect((await list()).tags[0]).toEqual({ ...tag, color: "tag-green" });

    const both = { conversation_id: visitor.conversationId, tag_id: tag.id };
    await fetched("conversations.tag", both);
    expect(await found(`tag_ids:(${tag.id})`)).toEqual([visitor.conversationId]);
    await fetched("conversations.untag", both);
    expect(await found(`tag_ids:(${tag.id})`)).toEqual([]);
  });
});

describe("Webhooks", () => {
  test("get every event when none is ticked, at first and when one is changed", async () => {
    const all = ["message.created", "message.updated", "conversation.updated", "channel.updated"];
    const form = { url: "http://93.184.216.34/", headers: { "X-Custom-Header": "" } };
    type Answer = { readonly id: string; readonly events: string[]; readonly status: string };
    const made = await fetched<Answer>("webhooks.subscribe", { ...form, events: [] });
    expect(made).toMatchObject({ ...form, id: UUID, events: all, status: "Subscribed" });
    const { data } = await fetched<{ data: Answer[] }>("webhooks.list");
    const [listed] = data;
    const one = { ...listed, events: ["message.created"] };
    expect((await fetched<Answer>("webhooks.update", one)).events).toEqual(["message.created"]);
    const none = await fetched<Answer>("webhooks.update", { ...listed, events: [] });
    expect(none.events).toEqual(all);
    expect(await fetched("webhooks.unsubscribe", listed)).toMatchObject({ status: "Unsubscribed" });
  });
});

/** As Airy's websocket client does: it subscribes to four queues when it is connected. */
const QUEUES = [
  "/queue/message",
  "/queue/unread-count",
  "/queue/channel/connected",
  "/queue/channel/disconnected",
] as const;

function connected(token: string) {
  const events = new Queue<readonly [string, unknown]>();
  const ready = Promise.withResolvers<void>();
  const refused = Promise.withResolvers<IFrame>();
  const client = new Client({
    brokerURL: `${server.url.replace(/^http/, "ws")}/ws.communication`,
    connectHeaders: { Authorization: `Bearer ${token}` },
    reconnectDelay: 0,
    onStompError: (frame) => refused.resolve(frame),
    onConnect: () => {
      for (const queue of QUEUES) {
        const put = ({ body }: IMessage): void => events.put([queue, JSON.parse(body)]);
        client.subscribe(queue, put, { receipt: queue });
      }
      client.watchForReceipt(QUEUES[3], () => ready.resolve());
    },
  });
  client.activate();
  return { client, events, ready: ready.promise, refused: refused.promise };
}

describe("The websocket client", () => {
  test("hears of channels, messages and counts by the names that it knows", async () => {
    const { client, events, ready } = connected(operator.token);
    await ready;
    const channel = await fetched<Channel>("channels.connect", {
      source: "chat_plugin",
      source_channel_id: "heard",
      name: "Heard",
    });
    expect(await events.next()).toEqual(["/queue/channel/connected", channel]);
    const { offset } = await visitor.send("heard");
    const [count, message] = (await events.take(2)).toSorted(([a], [b]) => (a < b ? 1 : -1));
    expect(count).toEqual([
      "/queue/unread-count",
      {
        conversation_id: visitor.conversationId,
        unread_message_count: offset,
        timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      },
    ]);
    expect(message).toMatchObject([
      "/queue/message",
      { conversation_id: visitor.conversationId, message: { content: { text: "heard" } } },
    ]);
    await fetched("channels.disconnect", { channel_id: channel.id });
    expect(await events.next()).toEqual(["/queue/channel/disconnected", channel]);
    await client.deactivate();
  });

  test("asks for a new login when it is refused: the ERROR's message says 401", async () => {
    const { client, refused } = connected("no token");
    expect((await refused).headers["message"]).toContain("401");
    await client.deactivate();
  });
});

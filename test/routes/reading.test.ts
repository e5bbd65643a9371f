/** What is unread: the visitor's messages behind the last one that an operator has read, whoever reads when. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { ConversationPage } from "../../protocol/conversation-list.ts";
import type { Conversation } from "../../protocol/conversations.ts";
import type { Message } from "../../protocol/message.ts";
import type { Visitor } from "../running-server.ts";
import { StompPeer } from "../stomp-peer.ts";
import { setScene, type Scene } from "./scene.ts";
import { expectRefusal, TIME } from "./shapes.ts";
import { listen, type Listener } from "./told.ts";

let scene: Scene;
let counts: Listener;
beforeAll(async () => {
  scene = await setScene();
  counts = await listen(scene.server, scene.agent.token, "/queue/unread-count");
});
afterAll(async () => {
  counts[Symbol.dispose]();
  await scene[Symbol.asyncDispose]();
});

async function ask<Body>(path: string, body: object, token = scene.agent.token): Promise<Body> {
  const answer = await scene.server.post<Body>(path, body, token);
  expect(answer.status).toBeLessThan(300);
  return answer.body;
}

function read(conversation_id: string, offset?: number, token?: string): Promise<object> {
  return ask("/conversations.read", { conversation_id, offset }, token);
}

async function unread(conversation_id: string): Promise<number> {
  const info = await ask<Conversation>("/conversations.info", { conversation_id });
  return info.unread_message_count;
}

/** A conversation in which the visitor (v) and an operator (o) have spoken in this order. */
async function conversationOf(turns: string): Promise<Visitor> {
  const visitor = await scene.server.visitor(scene.visitor.channel);
  for (const who of turns) {
    if (who === "v") await visitor.send("from the visitor");
    else await scene.operator.reply(visitor.conversationId, "from an operator");
  }
  await counts.told();
  return visitor;
}

describe("/conversations.read leaves unread what the visitor wrote behind the offset that was read:", () => {
  // Who has spoken; the offsets that are read, one after the other; what is unread after each.
  const table: [turns: string, offsets: (number | undefined)[], unread: number[]][] = [
    ["vvv", [undefined], [0]],
    ["vvv", [0, 1, 2, 3], [3, 2, 1, 0]],
    ["vvv", [2, 1, 2, 0], [1, 1, 1, 1]],
    ["vvv", [3, 1, undefined], [0, 0, 0]],
    ["vvv", [undefined, 1], [0, 0]],
    ["vvv", [99], [0]],
    ["vovov", [1, 2, 3, 4, 5], [2, 2, 1, 1, 0]],
    ["vvoo", [2], [0]],
    ["vooo", [4, 1], [0, 0]],
  ];
  test.each(table)("%s, read up to %j: %j", async (turns, offsets, expected) => {
    const { conversationId } = await conversationOf(turns);
    const found: number[] = [];
    for (const offset of offsets) {
      await read(conversationId, offset);
      found.push(await unread(conversationId));
    }
    expect(found).toEqual(expected);
  });
});

test("A message that arrives while somebody reads stays unread, also when it is answered by then", async () => {
  const visitor = await conversationOf("vv");
  const id = visitor.conversationId;
  const { data } = await ask<{ data: Message[] }>("/messages.list", { conversation_id: id });
  const seen = data.at(-1)!.offset;
  await visitor.send("meanwhile");
  await read(id, seen);
  expect(await unread(id)).toBe(1);
  await scene.operator.reply(id, "an answer to the first two");
  await read(id, seen);
  expect(await unread(id)).toBe(1);
  await read(id, seen + 2);
  expect(await unread(id)).toBe(0);
});

test("An offset from beyond the end reads what is there, and not what will be written up to it", async () => {
  const visitor = await conversationOf("v");
  await read(visitor.conversationId, 10);
  await visitor.send("the second");
  expect(await unread(visitor.conversationId)).toBe(1);
  await read(visitor.conversationId, 2);
  expect(await unread(visitor.conversationId)).toBe(0);
});

test("A read is told with the count that is left; one that changes nothing is answered alike and not told", async () => {
  const { conversationId: id } = await conversationOf("vvv");
  const count = (unread_message_count: number) => ({
    conversation_id: id,
    unread_message_count,
    timestamp: TIME,
  });
  expect(await read(id, 2)).toEqual({});
  expect(await counts.told()).toEqual([count(1)]);
  for (const late of [2, 1, 0]) expect(await read(id, late)).toEqual({});
  expect(await counts.told()).toEqual([]);
  await read(id);
  expect(await counts.told()).toEqual([count(0)]);
  await read(id);
  expect(await counts.told()).toEqual([]);
});

test("While many visitors write and two operators read, nothing unseen is read and nothing seen is unread", async () => {
  const VISITORS = 12;
  const MESSAGES = 25;
  const channel = await scene.server.channel("many visitors");
  const visitors = await Promise.all(
    Array.from({ length: VISITORS }, () => scene.server.visitor(channel)),
  );
  await Promise.all(visitors.map((visitor) => visitor.send("hello")));
  await counts.told();
  const lastRead = new Map<string, number>();
  const visit = { over: false };

  async function write(visitor: Visitor): Promise<void> {
    for (let n = 0; n < MESSAGES; n += 1) {
      await visitor.send(`message ${n}`);
      if (n % 7 === 3) await scene.operator.reply(visitor.conversationId, `answer ${n}`);
    }
  }

  /** Looks at each conversation in turn and reads what it has seen, or a part of it, while it goes on. */
  async function readAll(token: string, part: number): Promise<void> {
    while (!visit.over) {
      for (const { conversationId: id } of visitors) {
        const body = { conversation_id: id };
        const { data } = await ask<{ data: Message[] }>("/messages.list", body, token);
        const offset = Math.ceil((data.at(-1)?.offset ?? 0) * part);
        await read(id, offset, token);
        lastRead.set(id, Math.max(lastRead.get(id) ?? 0, offset));
      }
    }
  }

  const writers = Promise.all(visitors.map(write)).finally(() => (visit.over = true));
  const readers = [readAll(scene.operator.token, 0.9), readAll(scene.agent.token, 0.5)];
  await Promise.all([writers, ...readers]);

  const told = await counts.told();
  for (const visitor of visitors) {
    const id = visitor.conversationId;
    const { messages } = await ask<{ messages: Message[] }>(
      "/chatplugin.messages",
      { after: 0 },
      visitor.token,
    );
    const behind = messages.filter(
      ({ from_contact, offset }) => from_contact && offset > (lastRead.get(id) ?? 0),
    );
    expect(messages).toHaveLength(1 + MESSAGES + Math.ceil((MESSAGES - 3) / 7));
    expect(await unread(id)).toBe(behind.length);
    const last = told.findLast((one) => one["conversation_id"] === id);
    expect(last?.["unread_message_count"]).toBe(behind.length);
  }
  const body = { page_size: 100 };
  const list = await ask<ConversationPage>("/conversations.list", body);
  const isUnread = ({ unread_message_count }: Conversation): boolean => unread_message_count > 0;
  expect(list.data).toHaveLength(list.response_metadata.total);
  expect(list.response_metadata.badge_unread_count).toBe(list.data.filter(isUnread).length);
});

describe("/conversations.unread makes the visitor's last message unread again:", () => {
  // Who has spoken; up to where it was read; what is unread after it, and after reading up to each offset then.
  const table: [turns: string, read: number | undefined, offsets: number[], unread: number[]][] = [
    ["v", undefined, [0, 1], [1, 1, 0]],
    ["vvv", undefined, [2, 3], [1, 1, 0]],
    ["vovoo", undefined, [2, 5], [1, 1, 0]],
    ["vovoo", undefined, [3], [1, 0]],
    ["vvv", 1, [2, 3], [2, 1, 0]],
    ["vvv", 0, [3], [3, 0]],
  ];
  test.each(table)(
    "%s, read up to %j, then up to %j: %j",
    async (turns, upTo, offsets, expected) => {
      const { conversationId } = await conversationOf(turns);
      await read(conversationId, upTo);
      await ask("/conversations.unread", { conversation_id: conversationId });
      const found = [await unread(conversationId)];
      for (const offset of offsets) {
        await read(conversationId, offset);
        found.push(await unread(conversationId));
      }
      expect(found).toEqual(expected);
    },
  );

  test("what comes after it is counted with it, and the lists and the badge count it", async () => {
    const visitor = await conversationOf("vv");
    const id = visitor.conversationId;
    const badge = async (): Promise<number> => {
      const page = await ask<ConversationPage>("/conversations.list", {});
      return page.response_metadata.badge_unread_count;
    };
    await read(id);
    const before = await badge();
    await ask("/conversations.unread", { conversation_id: id });
    expect(await badge()).toBe(before + 1);
    await visitor.send("and one more");
    await scene.operator.reply(id, "an answer");
    expect(await unread(id)).toBe(2);
    expect(await badge()).toBe(before + 1);
    const filters = `id:${id} AND unread_message_count:2`;
    expect((await ask<ConversationPage>("/conversations.list", { filters })).data).toHaveLength(1);
  });

  test("operators are told once, with who did it; the visitor is told nothing", async () => {
    const visitor = await conversationOf("vo");
    const id = visitor.conversationId;
    await read(id);
    await counts.told();
    const { url } = scene.server;
    using peer = await StompPeer.connect(url, "/ws.chatplugin", visitor.token);
    for (const queue of ["message", "typing", "read"]) {
      await peer.settle("SUBSCRIBE", { id: queue, destination: `/user/queue/${queue}` });
    }
    // How far they have been read so far.
    await peer.settle("UNSUBSCRIBE", { id: "nothing" });
    for (const token of [scene.operator.token, scene.agent.token, scene.bot.token]) {
      await ask("/conversations.unread", { conversation_id: id }, token);
    }
    expect(await counts.told()).toEqual([
      {
        conversation_id: id,
        unread_message_count: 1,
        timestamp: TIME,
        marked_by: { id: scene.operator.id, name: "Ada Lovelace" },
      },
    ]);
    expect(await peer.settle("UNSUBSCRIBE", { id: "nothing" })).toEqual([]);
    await read(id);
    await ask("/conversations.unread", { conversation_id: id }, scene.bot.token);
    expect((await counts.told()).map((told) => told["marked_by"])).toEqual([
      undefined,
      { id: scene.bot.id, name: scene.bot.name },
    ]);
  });

  test("an unknown conversation is not found", async () => {
    const body = { conversation_id: crypto.randomUUID() };
    const answer = await scene.server.post("/conversations.unread", body, scene.agent.token);
    expectRefusal(answer, { status: 404, code: "conversation_not_found" });
  });
});

test("While it is marked, read and written to at once, the count that was told last is the one that holds", async () => {
  const visitor = await conversationOf("vov");
  const id = visitor.conversationId;
  const rounds = Array.from({ length: 30 }, (_, n) => n);
  await Promise.all([
    ...rounds.map((n) => read(id, 3 + n, scene.operator.token)),
    ...rounds.map(() => ask("/conversations.unread", { conversation_id: id })),
    ...rounds.slice(0, 10).map((n) => visitor.send(`message ${n}`)),
  ]);
  const told = await counts.told();
  expect(told.at(-1)?.["unread_message_count"]).toBe(await unread(id));
  await read(id);
  expect(await unread(id)).toBe(0);
  await ask("/conversations.unread", { conversation_id: id });
  expect(await unread(id)).toBe(1);
});

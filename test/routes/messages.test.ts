/** `/messages.send` and `/messages.list`. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Message } from "../../protocol/message.ts";
import type { MessagePage } from "../../protocol/messages.ts";
import type { Visitor } from "../running-server.ts";
import { setScene, type Scene } from "./scene.ts";
import { expectRefusal, operatorMessage, visitorMessage } from "./shapes.ts";

let scene: Scene;
beforeAll(async () => void (scene = await setScene()));
afterAll(() => scene[Symbol.asyncDispose]());

const UNKNOWN = { status: 404, code: "conversation_not_found" };

async function list(conversation_id: string, more: object = {}): Promise<MessagePage> {
  const body = { conversation_id, ...more };
  const answer = await scene.server.post<MessagePage>("/messages.list", body, scene.operator.token);
  expect(answer.status).toBe(200);
  return answer.body;
}

/** A visitor who has said "1", "2", … */
async function talker(count: number): Promise<Visitor> {
  const visitor = await scene.server.visitor();
  for (let n = 1; n <= count; n += 1) await visitor.send(`${n}`);
  return visitor;
}

function offsets({ data }: MessagePage): number[] {
  return data.map(({ offset }) => offset);
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, n) => from + n);
}

describe("/messages.send", () => {
  test("answers the message, sent by the operator under their name", async () => {
    const visitor = await talker(1);
    const message = await scene.operator.reply(visitor.conversationId, "how can I help?");
    expect(message).toEqual(operatorMessage("how can I help?", 2) as Message);
    expect(message.sender).toEqual({ id: scene.operator.id, name: "Ada Lovelace" });
    expect((await list(visitor.conversationId)).data).toEqual([
      visitorMessage("1", 1) as Message,
      message,
    ]);
  });

  test("keeps the id that the sender chose, in lower case", async () => {
    const id = crypto.randomUUID();
    const { conversationId } = scene.visitor;
    expect((await scene.operator.reply(conversationId, "x", id.toUpperCase())).id).toBe(id);
  });

  test("answers 404 for a conversation that does not exist, or that has no message yet", async () => {
    const visitor = await scene.server.visitor();
    for (const conversation_id of [crypto.randomUUID(), visitor.conversationId]) {
      const body = { conversation_id, message: { text: "hello?" } };
      expectRefusal(await scene.server.post("/messages.send", body, scene.operator.token), UNKNOWN);
    }
  });
});

describe("/messages.list", () => {
  test("has data and response_metadata, and empty cursors where everything fits", async () => {
    const { conversationId } = await talker(2);
    expect(await list(conversationId)).toEqual({
      data: [visitorMessage("1", 1) as Message, visitorMessage("2", 2) as Message],
      response_metadata: { previous_cursor: "", next_cursor: "", filtered_total: 2, total: 2 },
    });
  });

  test("answers 404 for a conversation that does not exist", async () => {
    const body = { conversation_id: crypto.randomUUID() };
    expectRefusal(await scene.server.post("/messages.list", body, scene.operator.token), UNKNOWN);
  });

  test("starts with the latest page, each oldest to latest; next_cursor goes back in time to the first message", async () => {
    const { conversationId } = await talker(25);
    const pages: number[][] = [];
    let cursor = "";
    do {
      const page = await list(conversationId, { cursor, page_size: 10 });
      expect(page.response_metadata).toMatchObject({ filtered_total: 25, total: 25 });
      pages.push(offsets(page));
      cursor = page.response_metadata.next_cursor;
    } while (cursor !== "");
    expect(pages).toEqual([range(16, 25), range(6, 15), range(1, 5)]);
  });

  test("previous_cursor leads the same way back, and is empty at the latest message", async () => {
    const { conversationId } = await talker(25);
    const latest = await list(conversationId, { page_size: 10 });
    expect(latest.response_metadata.previous_cursor).toBe("");
    const { next_cursor } = latest.response_metadata;
    const older = await list(conversationId, { cursor: next_cursor, page_size: 10 });
    const { previous_cursor } = older.response_metadata;
    expect(await list(conversationId, { cursor: previous_cursor, page_size: 10 })).toEqual(latest);
  });

  test("has 20 on a page unless told otherwise, from 1 to 100", async () => {
    const { conversationId } = await talker(101);
    expect(offsets(await list(conversationId))).toEqual(range(82, 101));
    expect(offsets(await list(conversationId, { page_size: 1 }))).toEqual([101]);
    expect(offsets(await list(conversationId, { page_size: 100 }))).toEqual(range(2, 101));
  });

  test("stays where it is while new messages arrive", async () => {
    const visitor = await talker(6);
    const id = visitor.conversationId;
    const first = await list(id, { page_size: 2 });
    await visitor.send("7");
    await scene.operator.reply(id, "8");
    const { next_cursor } = first.response_metadata;
    const second = await list(id, { cursor: next_cursor, page_size: 2 });
    expect([offsets(first), offsets(second)]).toEqual([
      [5, 6],
      [3, 4],
    ]);
    const { previous_cursor } = second.response_metadata;
    const back = await list(id, { cursor: previous_cursor, page_size: 2 });
    expect(offsets(back)).toEqual([5, 6]);
    // What has come meanwhile is the page before.
    const cursor = back.response_metadata.previous_cursor;
    expect(offsets(await list(id, { cursor, page_size: 2 }))).toEqual([7, 8]);
  });

  test("has an empty page, without cursors, where a cursor leads past both ends", async () => {
    const { conversationId } = await talker(3);
    for (const key of ["before:1", "before:0", "after:3", "after:900000000000000"]) {
      const cursor = Buffer.from(key).toString("base64url");
      expect(await list(conversationId, { cursor })).toEqual({
        data: [],
        response_metadata: { previous_cursor: "", next_cursor: "", filtered_total: 3, total: 3 },
      });
    }
  });
});

/** `/notes.create`, `.list` and `.remove`, and the queue that tells of them. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { NOTE_LIMITS } from "../../protocol/limits.ts";
import type { Note, NotePage } from "../../protocol/notes.ts";
import { startTestServer, type Answer } from "../running-server.ts";
import { setScene, type Scene, type Speaker } from "./scene.ts";
import { expectRefusal, TIME, UUID } from "./shapes.ts";
import { listen, type Listener } from "./told.ts";

let scene: Scene;
let heard: Listener;
beforeAll(async () => {
  scene = await setScene();
  heard = await listen(scene.server, scene.agent.token, "/queue/note");
});
afterAll(async () => {
  heard[Symbol.dispose]();
  await scene[Symbol.asyncDispose]();
});

const CONFLICT = { status: 409, code: "note_id_conflict" };
const UNKNOWN = { status: 404, code: "note_not_found" };

function ask<Body>(path: string, body: object, by: Speaker = "agent"): Promise<Answer<Body>> {
  return scene.server.post<Body>(path, body, scene.tokens[by]);
}

/** The id of a conversation of its own, with that many messages. */
async function newConversation(messages = 1): Promise<string> {
  const visitor = await scene.server.visitor(scene.visitor.channel);
  for (let n = 0; n < messages; n += 1) await visitor.send(`message ${n}`);
  return visitor.conversationId;
}

async function noted(conversation_id: string, text: string, by?: Speaker): Promise<Note> {
  const { status, body } = await ask<Note>("/notes.create", { conversation_id, text }, by);
  expect(status).toBe(200);
  return body;
}

async function page(body: object): Promise<NotePage> {
  const answer = await ask<NotePage>("/notes.list", body);
  expect(answer.status).toBe(200);
  return answer.body;
}

async function texts(conversation_id: string): Promise<string[]> {
  return (await page({ conversation_id, page_size: 100 })).data.map(({ text }) => text);
}

describe("/notes.create", () => {
  test("answers with the note, behind the message that was the last one, and the list has it", async () => {
    const id = await newConversation(2);
    const first = await noted(id, "  They called.\n<b>Twice</b>  ");
    expect(first).toEqual({
      id: UUID as string,
      conversation_id: id,
      text: "  They called.\n<b>Twice</b>  ",
      author: { id: scene.agent.id, name: "Grace Hopper" },
      created_at: TIME as string,
      offset: 2,
      number: 1,
    });
    await scene.operator.reply(id, "an answer");
    const second = await noted(id, "Refunded", "bot");
    expect(second).toMatchObject({ offset: 3, number: 2 });
    expect(second.author).toEqual({ id: scene.bot.id, name: scene.bot.name });
    expect((await page({ conversation_id: id })).data).toEqual([first, second]);
  });

  test("the same id with the same text by the same author is one note, told once", async () => {
    const conversation_id = await newConversation();
    await heard.told();
    const note = { id: crypto.randomUUID(), conversation_id, text: "once" };
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => ask<Note>("/notes.create", note)),
    );
    const [first] = answers;
    for (const { status, body } of answers) expect([status, body]).toEqual([200, first!.body]);
    expect(await texts(conversation_id)).toEqual(["once"]);
    expect(await heard.told()).toEqual([{ conversation_id, id: note.id, note: first!.body }]);

    for (const other of [{ text: "twice" }, { conversation_id: await newConversation() }]) {
      expectRefusal(await ask("/notes.create", { ...note, ...other }), CONFLICT);
    }
    expectRefusal(await ask("/notes.create", note, "admin"), CONFLICT);
    expect(await texts(conversation_id)).toEqual(["once"]);
    expect(await heard.told()).toEqual([]);
  });

  test("a note is neither activity nor a message: order, counts and state stay, and nobody is told", async () => {
    const conversation_id = await newConversation();
    await newConversation();
    await ask("/conversations.set-state", { conversation_id, state: "CLOSED" });
    using conversations = await listen(scene.server, scene.agent.token, "/queue/conversation");
    using counts = await listen(scene.server, scene.agent.token, "/queue/unread-count");
    using messages = await listen(scene.server, scene.agent.token, "/queue/message");
    const [info, list] = [{ conversation_id }, {}];
    const before = [
      (await ask("/conversations.info", info)).body,
      (await ask("/conversations.list", list)).body,
      (await ask("/messages.list", info)).body,
    ];
    await noted(conversation_id, "quietly");
    const after = [
      (await ask("/conversations.info", info)).body,
      (await ask("/conversations.list", list)).body,
      (await ask("/messages.list", info)).body,
    ];
    expect(after).toEqual(before);
    for (const listener of [conversations, counts, messages]) {
      expect(await listener.told()).toEqual([]);
    }
  });

  test("an unknown conversation, and one that has too many notes, get none", async () => {
    const unknown = { conversation_id: crypto.randomUUID(), text: "to nobody" };
    const notFound = { status: 404, code: "conversation_not_found" };
    expectRefusal(await ask("/notes.create", unknown), notFound);
    expectRefusal(await ask("/notes.list", { conversation_id: unknown.conversation_id }), notFound);

    const conversation_id = await newConversation();
    const many = Array.from({ length: NOTE_LIMITS.perConversation }, (_, n) => `note ${n}`);
    const [first] = await Promise.all(many.map((text) => noted(conversation_id, text)));
    const more = { conversation_id, text: "one more" };
    expectRefusal(await ask("/notes.create", more), { status: 409, code: "limit_reached" });
    await ask("/notes.remove", { id: first!.id });
    expect((await ask("/notes.create", more)).status).toBe(200);
    await heard.told();
  });
});

test("/notes.list pages by key, back and forth, and what is written or removed meanwhile moves nothing", async () => {
  const conversation_id = await newConversation();
  for (let n = 1; n <= 7; n += 1) await noted(conversation_id, `note ${n}`);
  const body = { conversation_id, page_size: 3 };
  const newest = await page(body);
  const namesOf = ({ data }: NotePage): string[] => data.map(({ text }) => text.slice(5));
  expect(namesOf(newest)).toEqual(["5", "6", "7"]);
  expect(newest.response_metadata).toMatchObject({
    previous_cursor: "",
    filtered_total: 7,
    total: 7,
  });
  await noted(conversation_id, "note 8");
  await ask("/notes.remove", { id: newest.data[0]!.id });
  const older = await page({ ...body, cursor: newest.response_metadata.next_cursor });
  expect(namesOf(older)).toEqual(["2", "3", "4"]);
  const oldest = await page({ ...body, cursor: older.response_metadata.next_cursor });
  expect(namesOf(oldest)).toEqual(["1"]);
  expect(oldest.response_metadata.next_cursor).toBe("");
  const back = await page({ ...body, cursor: older.response_metadata.previous_cursor });
  expect(namesOf(back)).toEqual(["6", "7", "8"]);
  expect(await page({ conversation_id: await newConversation() })).toEqual({
    data: [],
    response_metadata: { previous_cursor: "", next_cursor: "", filtered_total: 0, total: 0 },
  });
});

describe("/notes.remove", () => {
  // Who has written it, who removes it, and whether that is theirs to do.
  const table: [author: Speaker, by: Speaker, may: boolean][] = [
    ["agent", "agent", true],
    ["bot", "bot", true],
    ["admin", "admin", true],
    ["agent", "admin", true],
    ["bot", "admin", true],
    ["admin", "agent", false],
    ["bot", "agent", false],
    ["agent", "bot", false],
  ];
  test.each(table)("written by the %s, removed by the %s: %p", async (author, by, may) => {
    const conversation_id = await newConversation();
    const { id } = await noted(conversation_id, "a note", author);
    await heard.told();
    const answer = await ask("/notes.remove", { id }, by);
    if (may) expect([answer.status, answer.body]).toEqual([200, {}]);
    else expectRefusal(answer, { status: 403, code: "forbidden" });
    expect(await texts(conversation_id)).toEqual(may ? [] : ["a note"]);
    expect(await heard.told()).toEqual(may ? [{ conversation_id, id }] : []);
    if (may) expectRefusal(await ask("/notes.remove", { id }, by), UNKNOWN);
  });

  test("an admin who is made an agent removes no note of others any more", async () => {
    const other = await scene.server.agent("admin");
    const note = await noted(await newConversation(), "mine");
    await ask("/users.update", { id: other.id, role: "agent" }, "admin");
    const answer = await scene.server.post("/notes.remove", { id: note.id }, other.token);
    expectRefusal(answer, { status: 403, code: "forbidden" });
  });

  test("leaves the other notes where they are, with their numbers", async () => {
    const conversation_id = await newConversation();
    const [first, second, third] = [
      await noted(conversation_id, "one"),
      await noted(conversation_id, "two"),
      await noted(conversation_id, "three"),
    ];
    await ask("/notes.remove", { id: second.id });
    expect((await page({ conversation_id })).data).toEqual([first, third]);
  });
});

test("A note and a message at the same moment: everybody sees them in one order, by offset", async () => {
  const visitor = await scene.server.visitor(scene.visitor.channel);
  await visitor.send("hello");
  const conversation_id = visitor.conversationId;
  await heard.told();
  const turns = Array.from({ length: 20 }, (_, n) => n);
  await Promise.all(
    turns.flatMap((n) => [visitor.send(`message ${n}`), noted(conversation_id, `note ${n}`)]),
  );
  const { data } = await page({ conversation_id, page_size: 100 });
  expect(data.map(({ number }) => number)).toEqual(turns.map((n) => n + 1));
  const offsets = data.map(({ offset }) => offset);
  expect(offsets).toEqual(offsets.toSorted((a, b) => a - b));
  expect((await heard.told()).map(({ note }) => note)).toEqual(data as unknown[]);
});

test("A note survives the restart of the server, and is still the same one when it is sent again", async () => {
  const before = await startTestServer();
  const [operator, visitor] = [await before.operator(), await before.visitor()];
  await visitor.send("hello");
  const note = {
    id: crypto.randomUUID(),
    conversation_id: visitor.conversationId,
    text: "They called",
  };
  const { body: stored } = await before.post<Note>("/notes.create", note, operator.token);
  await using after = await before.restart();
  const list = { conversation_id: note.conversation_id };
  const { body } = await after.post<NotePage>("/notes.list", list, operator.token);
  expect(body.data).toEqual([stored]);
  expect((await after.post<Note>("/notes.create", note, operator.token)).body).toEqual(stored);
});

/** `/tags.create`, `.update`, `.delete` and `.list`. */
import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { TAG_LIMITS } from "../../protocol/limits.ts";
import type { Tag } from "../../protocol/tags.ts";
import { startTestServer, type Operator, type TestServer } from "../running-server.ts";
import { expectRefusal, UUID } from "./shapes.ts";

let server: TestServer;
let operator: Operator;
beforeEach(async () => {
  server = await startTestServer();
  operator = await server.operator();
});
afterEach(() => server[Symbol.asyncDispose]());

function ask<Body>(path: string, body: object = {}) {
  return server.post<Body>(path, body, operator.token);
}

async function made(name: string, color = "tag-red"): Promise<string> {
  return (await ask<{ id: string }>("/tags.create", { name, color })).body.id;
}

async function list(): Promise<readonly Tag[]> {
  const { status, body } = await ask<{ tags: Tag[] }>("/tags.list");
  expect([status, Object.keys(body)]).toEqual([200, ["tags", "data"]]);
  return body.tags;
}

const TAKEN = { status: 409, code: "tag_name_taken" };
const UNKNOWN = { status: 404, code: "tag_not_found" };

describe("/tags.create", () => {
  test("answers 201 with the id and nothing else; the list has the tag", async () => {
    expect(await list()).toEqual([]);
    for (const color of ["tag-red", "tag-blue", "tag-green", "tag-purple"]) {
      const { status, body } = await ask("/tags.create", { name: ` A ${color} one `, color });
      expect([status, body]).toEqual([201, { id: UUID }]);
    }
    expect(await list()).toEqual([
      { id: UUID as string, name: "A tag-red one", color: "tag-red" },
      { id: UUID as string, name: "A tag-blue one", color: "tag-blue" },
      { id: UUID as string, name: "A tag-green one", color: "tag-green" },
      { id: UUID as string, name: "A tag-purple one", color: "tag-purple" },
    ]);
  });

  test("answers 409 for a name that there is, in whatever colour; another spelling is another name", async () => {
    await made("Urgent");
    for (const name of ["Urgent", " Urgent "]) {
      expectRefusal(await ask("/tags.create", { name, color: "tag-blue" }), TAKEN);
    }
    expect((await ask("/tags.create", { name: "urgent", color: "tag-red" })).status).toBe(201);
    expect((await list()).map(({ name }) => name)).toEqual(["Urgent", "urgent"]);
  });

  test("makes one tag of ten at once with the same name", async () => {
    const body = { name: "At once", color: "tag-red" };
    const answers = await Promise.all(Array.from({ length: 10 }, () => ask("/tags.create", body)));
    const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b);
    expect(statuses).toEqual([201, ...Array(9).fill(409)]);
    expect(await list()).toHaveLength(1);
  });

  test(`makes ${TAG_LIMITS.tags} tags at most: then 409 until one is deleted`, async () => {
    const names = Array.from({ length: TAG_LIMITS.tags }, (_, n) => `Tag ${n}`);
    const [first] = await Promise.all(names.map((name) => made(name)));
    const more = { name: "One more", color: "tag-red" };
    expectRefusal(await ask("/tags.create", more), { status: 409, code: "limit_reached" });
    expect(await list()).toHaveLength(TAG_LIMITS.tags);
    await ask("/tags.delete", { id: first });
    expect((await ask("/tags.create", more)).status).toBe(201);
  });
});

describe("/tags.update", () => {
  test("changes name and colour, or one of them, and keeps id and place: 200 {}", async () => {
    const [id] = [await made("Urgent"), await made("Other")];
    const steps: [change: object, name: string, color: string][] = [
      [{ name: "Later", color: "tag-blue" }, "Later", "tag-blue"],
      [{ name: " Soon " }, "Soon", "tag-blue"],
      [{ color: "tag-purple" }, "Soon", "tag-purple"],
      [{}, "Soon", "tag-purple"],
      [{ name: "Soon" }, "Soon", "tag-purple"],
    ];
    for (const [change, name, color] of steps) {
      const { status, body } = await ask("/tags.update", { id: id.toUpperCase(), ...change });
      expect([status, body]).toEqual([200, {}]);
      expect((await list())[0] as object).toEqual({ id, name, color });
    }
    expect((await list())[1]).toMatchObject({ name: "Other", color: "tag-red" });
  });

  test("answers 409 for another tag's name and changes nothing; that name is free once it is changed", async () => {
    const [a, b] = [await made("A"), await made("B")];
    const rename = () => ask("/tags.update", { id: b, name: "A", color: "tag-blue" });
    expectRefusal(await rename(), TAKEN);
    expect((await list())[1]).toMatchObject({ name: "B", color: "tag-red" });
    await ask("/tags.update", { id: a, name: "C" });
    expect((await rename()).status).toBe(200);
  });

  test("answers 404 for a tag that does not exist", async () => {
    const body = { id: crypto.randomUUID(), name: "A", color: "tag-red" };
    expectRefusal(await ask("/tags.update", body), UNKNOWN);
    expect(await list()).toEqual([]);
  });
});

describe("/tags.delete", () => {
  test("answers 200 {}, takes the tag from all conversations, and frees its name", async () => {
    const [gone, kept] = [await made("Gone"), await made("Kept")];
    const visitors = [await server.visitor(), await server.visitor()];
    for (const { send, conversationId: conversation_id } of visitors) {
      await send("hello");
      for (const tag_id of [gone, kept])
        await ask("/conversations.tag", { conversation_id, tag_id });
    }
    const { status, body } = await ask("/tags.delete", { id: gone });
    expect([status, body]).toEqual([200, {}]);
    expect((await list()).map(({ id }) => id)).toEqual([kept]);
    for (const { conversationId: conversation_id } of visitors) {
      const info = await ask("/conversations.info", { conversation_id });
      expect(info.body).toMatchObject({ tags: [kept] });
      const tagging = { conversation_id, tag_id: gone };
      expectRefusal(await ask("/conversations.tag", tagging), UNKNOWN);
    }
    expect(await made("Gone")).not.toBe(gone);
  });

  test("answers 404 for a tag that does not exist, or no more", async () => {
    const id = await made("Gone");
    await ask("/tags.delete", { id });
    for (const unknown of [id, crypto.randomUUID()]) {
      expectRefusal(await ask("/tags.delete", { id: unknown }), UNKNOWN);
    }
  });
});

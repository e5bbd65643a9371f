/** `/answers.create`, `.update`, `.remove` and `.list`: what the team has written beforehand. */
import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import type { CannedAnswer } from "../../protocol/canned-answers.ts";
import { CANNED_ANSWER_LIMITS } from "../../protocol/limits.ts";
import { startTestServer, type Answer, type Operator, type TestServer } from "../running-server.ts";
import { expectRefusal, UUID } from "./shapes.ts";

let server: TestServer;
let operator: Operator;
beforeEach(async () => {
  server = await startTestServer();
  operator = await server.operator();
});
afterEach(() => server[Symbol.asyncDispose]());

function ask<Body>(path: string, body: object = {}, { token } = operator): Promise<Answer<Body>> {
  return server.post<Body>(path, body, token);
}

async function made(shortcut: string, text = "Hello {{visitor}}"): Promise<string> {
  const { status, body } = await ask<{ id: string }>("/answers.create", { shortcut, text });
  expect([status, body]).toEqual([201, { id: UUID as string }]);
  return body.id;
}

async function list(by = operator): Promise<readonly CannedAnswer[]> {
  const { status, body } = await ask<{ data: CannedAnswer[] }>("/answers.list", {}, by);
  expect([status, Object.keys(body)]).toEqual([200, ["data"]]);
  return body.data;
}

const TAKEN = { status: 409, code: "shortcut_taken" };
const UNKNOWN = { status: 404, code: "answer_not_found" };

describe("/answers.create", () => {
  test("keeps the shortcut in lower case and the text as it is; the list is in the order of the shortcuts", async () => {
    expect(await list()).toEqual([]);
    const text = "Hello {{visitor}},\n\n  I am {{me}}. <b>{{unknown}}</b>\n";
    const ids = [await made("Thanks"), await made("GRÜSSE-2", text), await made("مرحبا")];
    expect(await list()).toEqual([
      { id: ids[1]!, shortcut: "grüsse-2", text },
      { id: ids[0]!, shortcut: "thanks", text: "Hello {{visitor}}" },
      { id: ids[2]!, shortcut: "مرحبا", text: "Hello {{visitor}}" },
    ]);
  });

  test("answers 409 for a shortcut that there is, however it is spelled, also for ten at once", async () => {
    await made("grüße");
    for (const shortcut of ["grüße", "GRÜße", "gru\u0308ße"]) {
      expectRefusal(await ask("/answers.create", { shortcut, text: "x" }), TAKEN);
    }
    const body = { shortcut: "at-once", text: "x" };
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => ask("/answers.create", body)),
    );
    const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b);
    expect(statuses).toEqual([201, ...Array<number>(9).fill(409)]);
    expect(await list()).toHaveLength(2);
  });

  test(`makes ${CANNED_ANSWER_LIMITS.answers} at most: then 409 until one is removed`, async () => {
    const all = Array.from({ length: CANNED_ANSWER_LIMITS.answers }, (_, n) => `answer-${n}`);
    const [first] = await Promise.all(all.map((shortcut) => made(shortcut)));
    const more = { shortcut: "one-more", text: "x" };
    expectRefusal(await ask("/answers.create", more), { status: 409, code: "limit_reached" });
    await ask("/answers.remove", { id: first });
    expect((await ask("/answers.create", more)).status).toBe(201);
  });
});

describe("/answers.update", () => {
  test("changes shortcut and text, or one of them: 200 {}", async () => {
    const id = await made("hello");
    const steps: [change: object, shortcut: string, text: string][] = [
      [{ shortcut: "Hi", text: "Hi!" }, "hi", "Hi!"],
      [{ text: "Hi there" }, "hi", "Hi there"],
      [{ shortcut: "HI" }, "hi", "Hi there"],
      [{}, "hi", "Hi there"],
    ];
    for (const [change, shortcut, text] of steps) {
      const { status, body } = await ask("/answers.update", { id, ...change });
      expect([status, body]).toEqual([200, {}]);
      expect(await list()).toEqual([{ id, shortcut, text }]);
    }
  });

  test("answers 409 for another one's shortcut and 404 for an unknown id, and changes nothing", async () => {
    const [id] = [await made("hello"), await made("bye")];
    const before = await list();
    expectRefusal(await ask("/answers.update", { id, shortcut: "BYE", text: "x" }), TAKEN);
    const unknown = { id: crypto.randomUUID(), text: "x" };
    expectRefusal(await ask("/answers.update", unknown), UNKNOWN);
    expect(await list()).toEqual(before);
  });
});

test("/answers.remove takes one away, once", async () => {
  const [id, other] = [await made("hello"), await made("bye")];
  expect((await ask("/answers.remove", { id })).body).toEqual({});
  expectRefusal(await ask("/answers.remove", { id }), UNKNOWN);
  expect((await list()).map((each) => each.id)).toEqual([other]);
});

test("They are everybody's: an agent and a bot change what an admin has made, and they survive a restart", async () => {
  const id = await made("hello");
  const [agent, bot] = [await server.agent(), await server.bot()];
  expect((await ask("/answers.update", { id, text: "By an agent" }, agent)).status).toBe(200);
  const other = { ...operator, token: bot.token };
  expect(await list(other)).toEqual([{ id, shortcut: "hello", text: "By an agent" }]);
  server = await server.restart();
  expect(await list()).toEqual([{ id, shortcut: "hello", text: "By an agent" }]);
});

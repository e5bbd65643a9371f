/** `/views.create`, `.update`, `.remove` and `.list`: filters under a name. */
import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { VIEW_LIMITS } from "../../protocol/limits.ts";
import type { SavedView } from "../../protocol/saved-views.ts";
import { startTestServer, type Answer, type TestServer } from "../running-server.ts";
import { expectRefusal, UUID } from "./shapes.ts";

interface Asker {
  readonly token: string;
}

let server: TestServer;
let admin: Asker & { readonly id: string };
let agent: Asker & { readonly id: string };
let bot: Asker & { readonly id: string };
beforeEach(async () => {
  server = await startTestServer();
  const operator = await server.operator();
  admin = operator;
  agent = await server.agent();
  bot = await server.bot();
});
afterEach(() => server[Symbol.asyncDispose]());

function ask<Body>(path: string, body: object, { token }: Asker): Promise<Answer<Body>> {
  return server.post<Body>(path, body, token);
}

async function made(by: Asker, name: string, more: object = {}): Promise<string> {
  const view = { name, filters: "state:OPEN", ...more };
  const { status, body } = await ask<{ id: string }>("/views.create", view, by);
  expect([status, body]).toEqual([201, { id: UUID as string }]);
  return body.id;
}

async function list(by: Asker): Promise<readonly SavedView[]> {
  const { status, body } = await ask<{ data: SavedView[] }>("/views.list", {}, by);
  expect([status, Object.keys(body)]).toEqual([200, ["data"]]);
  return body.data;
}

async function names(by: Asker): Promise<readonly string[]> {
  return (await list(by)).map(({ name }) => name);
}

const UNKNOWN = { status: 404, code: "view_not_found" };
const FORBIDDEN = { status: 403, code: "forbidden" };
const LIMIT = { status: 409, code: "limit_reached" };

describe("/views.list", () => {
  test("answers one's own views and those that are shared, by name, with the filters as they were written", async () => {
    const filters = ' display_name:*<b>Ada* AND  "käse  brot"';
    const own = await made(agent, "Mine", { filters });
    const shared = await made(admin, "all of us", { shared: true, filters: "" });
    await made(admin, "The admin's");
    await made(bot, "The bot's");
    expect(await list(agent)).toEqual([
      { id: shared, name: "all of us", filters: "", shared: true, editable: false },
      { id: own, name: "Mine", filters, shared: false, editable: true },
    ]);
    expect(await names(admin)).toEqual(["all of us", "The admin's"]);
    expect(await names(bot)).toEqual(["all of us", "The bot's"]);
  });

  test("is the same after a restart", async () => {
    await made(agent, "Mine");
    const before = await list(agent);
    server = await server.restart();
    expect(await list(agent)).toEqual(before);
  });
});

describe("/views.create", () => {
  test("refuses a filter that does not parse, and says where", async () => {
    const body = { name: "Broken", filters: "state:OPEN AND (unread" };
    const answer = await ask<{ issues: unknown }>("/views.create", body, agent);
    expect(answer.status).toBe(400);
    const message = '"(" is never closed at character 16';
    expect(answer.body.issues).toEqual([{ path: "filters", message }]);
    expect(await list(agent)).toEqual([]);
  });

  test(`lets one have ${VIEW_LIMITS.owned} views, and all share ${VIEW_LIMITS.shared}`, async () => {
    const all = Array.from({ length: VIEW_LIMITS.owned }, (_, n) => `view ${n}`);
    const [first] = await Promise.all(all.map((name) => made(agent, name, { shared: true })));
    const more = { name: "More", filters: "" };
    expectRefusal(await ask("/views.create", more, agent), LIMIT);
    await Promise.all(all.map((name) => made(bot, name, { shared: true })));
    expectRefusal(await ask("/views.create", { ...more, shared: true }, admin), LIMIT);
    const own = await made(admin, "Not shared");
    expectRefusal(await ask("/views.update", { id: own, shared: true }, admin), LIMIT);
    expect((await ask("/views.remove", { id: first }, agent)).status).toBe(200);
    expect((await ask("/views.update", { id: own, shared: true }, admin)).status).toBe(200);
  });
});

describe("/views.update and /views.remove", () => {
  test("change what is given and leave the rest: 200 {}", async () => {
    const id = await made(agent, "Mine");
    const steps: readonly [object, Partial<SavedView>][] = [
      [{ name: "Renamed" }, { name: "Renamed", filters: "state:OPEN", shared: false }],
      [{ filters: "refund" }, { name: "Renamed", filters: "refund", shared: false }],
      [{ shared: true }, { name: "Renamed", filters: "refund", shared: true }],
      [{}, { name: "Renamed", filters: "refund", shared: true }],
    ];
    for (const [change, view] of steps) {
      const { status, body } = await ask("/views.update", { id, ...change }, agent);
      expect([status, body]).toEqual([200, {}]);
      expect(await list(agent)).toMatchObject([view]);
    }
    expect((await ask("/views.remove", { id }, agent)).body).toEqual({});
    expectRefusal(await ask("/views.remove", { id }, agent), UNKNOWN);
  });

  test("answer 404 for what is somebody else's alone, to an admin too", async () => {
    const id = await made(agent, "Mine");
    for (const other of [admin, bot]) {
      expectRefusal(await ask("/views.update", { id, name: "Theirs" }, other), UNKNOWN);
      expectRefusal(await ask("/views.remove", { id }, other), UNKNOWN);
    }
    expect(await names(agent)).toEqual(["Mine"]);
  });

  test("answer 403 for a shared one that somebody else has made, but not to an admin", async () => {
    const id = await made(agent, "Ours", { shared: true });
    expectRefusal(await ask("/views.update", { id, name: "Theirs" }, bot), FORBIDDEN);
    expectRefusal(await ask("/views.remove", { id }, bot), FORBIDDEN);
    expect((await list(bot))[0]?.editable).toBe(false);
    expect((await list(admin))[0]?.editable).toBe(true);
    expect((await ask("/views.update", { id, name: "All of ours" }, admin)).status).toBe(200);
    expect(await names(agent)).toEqual(["All of ours"]);
    expect((await ask("/views.remove", { id }, admin)).status).toBe(200);
  });
});

test("Of an account or a token that goes, the shared views stay and the others go", async () => {
  for (const by of [agent, bot]) {
    await made(by, "Mine");
    await made(by, "Ours", { shared: true });
  }
  await ask("/users.remove", { id: agent.id }, admin);
  await ask("/tokens.revoke", { id: bot.id }, admin);
  expect(await names(admin)).toEqual(["Ours", "Ours"]);
  for (const { id } of await list(admin)) {
    expect((await ask("/views.remove", { id }, admin)).status).toBe(200);
  }
});

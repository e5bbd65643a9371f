/** `/users.list`, `/users.update` and `/users.remove`: who is on the team, and what ends with a change. */
import { afterEach, beforeEach, describe, expect, spyOn, test } from "bun:test";
import type { Message } from "../../protocol/message.ts";
import type { Role, SignedIn, User, UserPage } from "../../protocol/users.ts";
import { startTestServer, type Operator, type TestServer } from "../running-server.ts";
import { StompPeer } from "../stomp-peer.ts";
import { expectInvalid, expectRefusal, TIME, UUID } from "./shapes.ts";

let server: TestServer;
let ada: Operator;
beforeEach(async () => {
  server = await startTestServer(["--rate-limit", "off"]);
  ada = await server.operator();
});
afterEach(() => server[Symbol.asyncDispose]());

const UNAUTHORIZED = { status: 401, code: "unauthorized" };
const ADMINS_ONLY = { code: "forbidden", message: "only an admin may do this" };
const LAST_ADMIN = { status: 409, code: "last_admin" };
const UNKNOWN = { status: 404, code: "user_not_found" };

function list(body: object = {}, token = ada.token) {
  return server.post<UserPage>("/users.list", body, token);
}

function update(body: object, token = ada.token) {
  return server.post<User>("/users.update", body, token);
}

function remove(id: string, token = ada.token) {
  return server.post("/users.remove", { id }, token);
}

async function logIn({ email }: Operator, password: string): Promise<number> {
  return (await server.post("/users.login", { email, password })).status;
}

/** Another login of the same account. */
async function loginOf({ email, password }: Operator): Promise<string> {
  return (await server.post<SignedIn>("/users.login", { email, password })).body.token;
}

function socket(token: string): Promise<StompPeer> {
  return StompPeer.connect(server.url, "/ws.communication", token);
}

async function expectEnded(peer: StompPeer, message: string): Promise<void> {
  expect(await peer.expect("ERROR")).toMatchObject({ headers: { code: "unauthorized", message } });
  expect(await peer.closed()).toBe(1008);
}

async function expectLive(peer: StompPeer): Promise<void> {
  expect(await peer.settle("SUBSCRIBE", { id: "1", destination: "/queue/message" })).toEqual([]);
}

describe("/users.list", () => {
  test("shows admins, agents and bots everybody, the oldest account first, and no hash", async () => {
    const grace = await server.agent();
    const expected = (person: Operator, first: string, last: string, role: Role) => ({
      id: person.id,
      first_name: first,
      last_name: last,
      email: person.email,
      role,
      availability: "available",
      online: false,
      created_at: TIME,
    });
    for (const { token } of [ada, grace, await server.bot()]) {
      const { status, body } = await list({}, token);
      expect<object>({ status, body }).toEqual({
        status: 200,
        body: {
          data: [
            expected(ada, "Ada", "Lovelace", "admin"),
            expected(grace, "Grace", "Hopper", "agent"),
          ],
          response_metadata: {
            previous_cursor: "",
            next_cursor: "",
            filtered_total: 2,
            total: 2,
          },
        },
      });
      expect(JSON.stringify(body)).not.toContain("argon2");
    }
  });

  test("goes through all accounts page by page, forth and back, also while one is made or removed", async () => {
    const people = [ada];
    for (let n = 0; n < 5; n += 1) people.push(await server.agent());
    const ids = people.map(({ id }) => id);
    const page = async (cursor: string) => {
      const { body } = await list({ cursor, page_size: 2 });
      const { previous_cursor: previous, next_cursor: next } = body.response_metadata;
      return { ids: body.data.map(({ id }) => id), previous, next };
    };
    const first = await page("");
    expect([first.ids, first.previous]).toEqual([ids.slice(0, 2), ""]);
    // A removed account moves nothing: the pages begin behind an id, not behind a number of rows.
    await remove(ids[1]!);
    const second = await page(first.next);
    expect(second.ids).toEqual(ids.slice(2, 4));
    ids.push((await server.agent()).id);
    const third = await page(second.next);
    expect(third.ids).toEqual(ids.slice(4, 6));
    const last = await page(third.next);
    expect([last.ids, last.next]).toEqual([ids.slice(6), ""]);
    expect((await page(last.previous)).ids).toEqual(third.ids);
    expect((await page(third.previous)).ids).toEqual(second.ids);
    const begin = await page(second.previous);
    expect([begin.ids, begin.previous]).toEqual([[ids[0]!], ""]);
    expect((await list()).body.response_metadata.total).toBe(6);
  });
});

describe("/users.update", () => {
  test("changes one's own name, which new messages carry and old ones do not", async () => {
    const grace = await server.agent();
    const visitor = await server.visitor();
    await visitor.send("hello");
    await grace.reply(visitor.conversationId, "before");
    const { status, body } = await update(
      { first_name: " Grace Brewster ", last_name: "Murray" },
      grace.token,
    );
    expect({ status, body }).toEqual({
      status: 200,
      body: {
        id: grace.id,
        first_name: "Grace Brewster",
        last_name: "Murray",
        email: grace.email,
        role: "agent",
        availability: "available",
        online: false,
        created_at: TIME as string,
      },
    });
    expect((await list()).body.data.at(-1)).toEqual(body);
    const after = await grace.reply(visitor.conversationId, "after");
    expect(after.sender).toEqual({ id: grace.id, name: "Grace Brewster Murray" });
    const page = await server.post<{ data: Message[] }>(
      "/messages.list",
      { conversation_id: visitor.conversationId },
      grace.token,
    );
    expect(page.body.data.map(({ sender }) => sender.name).slice(1)).toEqual([
      "Grace Hopper",
      "Grace Brewster Murray",
    ]);
  });

  test("changes what is given and nothing else", async () => {
    const { id } = await server.agent("admin");
    const before = (await update({ id })).body;
    expect((await update({ id, last_name: "Murray" })).body).toEqual({
      ...before,
      last_name: "Murray",
    });
    const other = (await list()).body.data.find((one) => one.id === ada.id);
    expect(other).toMatchObject({ first_name: "Ada", last_name: "Lovelace" });
  });

  test("changes no id and no time: what is unknown is ignored", async () => {
    const before = (await list()).body.data[0];
    const body = { created_at: "2020-01-01T00:00:00.000Z", admin: true, online: true };
    expect((await update({ ...body, avatar_url: "https://a.example/a.png" })).body).toEqual(
      before as User,
    );
  });

  /** What an agent is refused, all with 403. */
  test.each<[says: string, body: (other: Operator, own: Operator) => object]>([
    ["another's name", ({ id }) => ({ id, first_name: "Eve" })],
    ["another's password", ({ id }) => ({ id, password: "123456" })],
    ["another's role", ({ id }) => ({ id, role: "agent" })],
    ["another's account with nothing in it", ({ id }) => ({ id })],
    ["an account that is not there", () => ({ id: crypto.randomUUID(), first_name: "Eve" })],
    ["their own role", () => ({ role: "admin" })],
    ["their own role by id", (_, { id }) => ({ id, role: "admin" })],
    ["their own role, the same as before", () => ({ role: "agent" })],
    [
      "their own role beside their password",
      (_, { password }) => ({ role: "admin", password: "123456", current_password: password }),
    ],
  ])("lets no agent change %s", async (_, bodyOf) => {
    const grace = await server.agent();
    const before = (await list()).body;
    const answer = await update(bodyOf(ada, grace), grace.token);
    expectRefusal(answer, { status: 403, code: "forbidden" });
    expect<object>(answer.body).toEqual(ADMINS_ONLY);
    expect((await list()).body).toEqual(before);
    expect(await logIn(ada, ada.password)).toBe(200);
    expect(await logIn(grace, grace.password)).toBe(200);
  });

  test("answers an admin 404 for an account that is not there", async () => {
    const { id } = await server.agent();
    await remove(id);
    const bot = await server.bot();
    for (const unknown of [crypto.randomUUID(), id, bot.id]) {
      expectRefusal(await update({ id: unknown, first_name: "Eve" }), UNKNOWN);
    }
  });
});

describe("A role that is changed", () => {
  test("holds at once for the next request, also of who has a socket open, which goes on", async () => {
    const grace = await server.agent();
    using peer = await socket(grace.token);
    const tries = async () => (await server.post("/tokens.list", {}, grace.token)).status;
    for (const [role, status] of [
      ["admin", 200],
      ["agent", 403],
      ["admin", 200],
    ] as const) {
      expect((await update({ id: grace.id, role })).body.role).toBe(role);
      expect(await tries()).toBe(status);
    }
    await expectLive(peer);
  });

  test("leaves the last admin an admin: 409, until there is another one", async () => {
    await server.bot("admin");
    for (const body of [{ role: "agent" }, { id: ada.id, role: "agent" }]) {
      expectRefusal(await update(body), LAST_ADMIN);
    }
    expect((await update({ role: "admin" })).status).toBe(200);
    const grace = await server.agent("admin");
    expect((await update({ role: "agent" })).body.role).toBe("agent");
    expectRefusal(await update({ role: "admin" }), { status: 403, code: "forbidden" });
    expectRefusal(await update({ role: "agent" }, grace.token), LAST_ADMIN);
  });

  test("leaves one admin of two who take the role from each other at once", async () => {
    const grace = await server.agent("admin");
    const answers = await Promise.all([
      update({ id: grace.id, role: "agent" }),
      update({ id: ada.id, role: "agent" }, grace.token),
    ]);
    // Who comes second is no admin any more, or the last one.
    const [done, refused] = answers.map(({ status }) => status).toSorted((a, b) => a - b);
    expect(done).toBe(200);
    expect(refused).toBeOneOf([403, 409]);
    const { data } = (await list()).body;
    expect(data.map(({ role }) => role).toSorted()).toEqual(["admin", "agent"]);
  });

  test("changes nothing else of a request that is refused for it", async () => {
    const body = { role: "agent", first_name: "Eve", password: "123456" };
    expectRefusal(await update({ ...body, current_password: ada.password }), LAST_ADMIN);
    expect((await list()).body.data[0]).toMatchObject({ first_name: "Ada", role: "admin" });
    expect(await logIn(ada, ada.password)).toBe(200);
    using peer = await socket(ada.token);
    await expectLive(peer);
  });
});

describe("A password of one's own", () => {
  const NEW = "a new password";

  test("needs the current one, and then the old one is good no longer", async () => {
    for (const person of [await server.agent(), ada]) {
      const body = { password: NEW, current_password: person.password };
      expect((await update(body, person.token)).status).toBe(200);
      expect([await logIn(person, person.password), await logIn(person, NEW)]).toEqual([401, 200]);
    }
  });

  test("is refused with 400 without the current one or with a wrong one, and nothing changes", async () => {
    for (const person of [await server.agent(), ada]) {
      const wrong = [undefined, "", NEW, `${person.password}x`, person.password.toUpperCase()];
      for (const id of [undefined, person.id]) {
        for (const current_password of wrong) {
          const body = { id, first_name: "Eve", password: NEW, current_password };
          expectInvalid(await update(body, person.token), "current_password");
        }
      }
      expect([await logIn(person, person.password), await logIn(person, NEW)]).toEqual([200, 401]);
    }
    expect(JSON.stringify((await list()).body)).not.toContain("Eve");
  });

  test("ends the other logins and their sockets at once; the one that asks goes on", async () => {
    const other = await loginOf(ada);
    const grace = await server.agent();
    using mine = await socket(ada.token);
    using first = await socket(other);
    using second = await socket(other);
    using somebody = await socket(grace.token);
    await update({ password: NEW, current_password: ada.password });
    const why = "the password of this account has changed";
    for (const peer of [first, second]) await expectEnded(peer, why);
    expectRefusal(await list({}, other), UNAUTHORIZED);
    using again = await StompPeer.open(server.url, "/ws.communication");
    again.send("CONNECT", { "accept-version": "1.2", Authorization: other });
    await expectEnded(again, "a valid token is needed in the Authorization header (401)");
    for (const peer of [mine, somebody]) await expectLive(peer);
    for (const { token } of [ada, grace]) expect((await list({}, token)).status).toBe(200);
  });

  test("is changed by one of two who change it at once", async () => {
    const other = await loginOf(ada);
    const answers = await Promise.all([
      update({ password: "the first one", current_password: ada.password }, other),
      update({ password: "the second one", current_password: ada.password }),
    ]);
    expect(answers.filter(({ status }) => status === 200).length).toBe(1);
    const logins = [await logIn(ada, "the first one"), await logIn(ada, "the second one")];
    expect(logins.toSorted((a, b) => a - b)).toEqual([200, 401]);
  });
});

describe("A password that an admin gives somebody", () => {
  test("needs no current one, and ends all logins of that account and their sockets at once", async () => {
    const grace = await server.agent();
    const other = await loginOf(grace);
    using first = await socket(grace.token);
    using second = await socket(other);
    using mine = await socket(ada.token);
    expect((await update({ id: grace.id, password: "123456" })).status).toBe(200);
    for (const peer of [first, second]) {
      await expectEnded(peer, "the password of this account has changed");
    }
    for (const token of [grace.token, other]) expectRefusal(await list({}, token), UNAUTHORIZED);
    expect([await logIn(grace, grace.password), await logIn(grace, "123456")]).toEqual([401, 200]);
    await expectLive(mine);
    expect((await list()).status).toBe(200);
  });
});

describe("While a password is being checked, and found right,", () => {
  /** Runs once, after the next check has found its answer and before anybody is told. */
  function meanwhile(step: () => Promise<unknown>) {
    const { verify } = Bun.password;
    return spyOn(Bun.password, "verify").mockImplementationOnce(async (...given) => {
      const right = await verify(...given);
      await step();
      return right;
    });
  }

  const changes: Readonly<Record<string, (id: string) => Promise<{ status: number }>>> = {
    "the account gets another one": (id) => update({ id, password: "123456" }),
    "the account is removed": (id) => remove(id),
  };
  for (const [what, change] of Object.entries(changes)) {
    test(`${what}: the login is refused as a wrong one`, async () => {
      const { id, email, password } = await server.agent();
      const statuses: number[] = [];
      using _ = meanwhile(async () => void statuses.push((await change(id)).status));
      const answer = await server.post("/users.login", { email, password });
      expect(statuses).toEqual([200]);
      expectRefusal(answer, { status: 401, code: "invalid_credentials" });
    });
  }

  test("the account gets another one: its own change is refused, and the admin's stays", async () => {
    const grace = await server.agent();
    using _ = meanwhile(() => update({ id: grace.id, password: "123456" }));
    const body = { password: "my own", current_password: grace.password };
    expectInvalid(await update(body, grace.token), "current_password");
    expect([await logIn(grace, "my own"), await logIn(grace, "123456")]).toEqual([401, 200]);
  });
});

test("A name or a role that changes ends no login", async () => {
  const grace = await server.agent();
  using peer = await socket(grace.token);
  await update({ id: grace.id, first_name: "Grace B.", role: "admin" });
  expect((await list({}, grace.token)).status).toBe(200);
  await expectLive(peer);
});

describe("/users.remove", () => {
  test("ends all logins of the account and their sockets at once, and nobody else's", async () => {
    const grace = await server.agent();
    const other = await loginOf(grace);
    using first = await socket(grace.token);
    using second = await socket(other);
    using mine = await socket(ada.token);
    const { status, body } = await remove(grace.id);
    expect([status, body]).toEqual([200, {}]);
    for (const peer of [first, second]) await expectEnded(peer, "this account has been removed");
    for (const token of [grace.token, other]) expectRefusal(await list({}, token), UNAUTHORIZED);
    expect(await logIn(grace, grace.password)).toBe(401);
    await expectLive(mine);
    const { data, response_metadata } = (await list()).body;
    expect([data.map(({ id }) => id), response_metadata.total]).toEqual([[ada.id], 1]);
  });

  test("leaves what the person has written, under their name", async () => {
    const grace = await server.agent();
    const visitor = await server.visitor();
    await visitor.send("hello");
    const sent = await grace.reply(visitor.conversationId, "goodbye");
    await remove(grace.id);
    const page = await server.post<{ data: Message[] }>(
      "/messages.list",
      { conversation_id: visitor.conversationId },
      ada.token,
    );
    expect(page.body.data.at(-1)).toEqual(sent);
    expect(sent.sender).toEqual({ id: grace.id, name: "Grace Hopper" });
  });

  test("takes the person's conversations from them, and says so at once to who listens", async () => {
    const grace = await server.agent();
    const visitor = await server.visitor();
    await visitor.send("hello");
    const conversation_id = visitor.conversationId;
    const assigned = { conversation_id, user_id: grace.id };
    await server.post("/conversations.assign", assigned, ada.token);
    using peer = await socket(ada.token);
    await peer.settle("SUBSCRIBE", { id: "1", destination: "/queue/conversation" });
    await remove(grace.id);
    const told = JSON.parse((await peer.expect("MESSAGE")).body);
    const { body } = await server.post<object>(
      "/conversations.info",
      { conversation_id },
      ada.token,
    );
    expect(told).toEqual(body);
    expect(body).not.toHaveProperty("assignee");
  });

  test("frees the address: another account, with another id, may have it", async () => {
    const { id, email, password } = await server.agent();
    await remove(id);
    const body = { first_name: "Grace", last_name: "Hopper", email, password };
    const again = await server.post<SignedIn>("/users.signup", body, ada.token);
    expect(again.body).toMatchObject({ id: UUID });
    expect(again.body.id).not.toBe(id);
  });

  test("answers 404 for who is not there, or not there any more", async () => {
    const { id } = await server.agent();
    await remove(id);
    const bot = await server.bot();
    for (const unknown of [id, crypto.randomUUID(), bot.id]) {
      expectRefusal(await remove(unknown), UNKNOWN);
    }
  });

  test("takes the last admin by no way: 409, whatever agents and bots there are", async () => {
    await server.agent();
    const bot = await server.bot("admin");
    for (const token of [ada.token, bot.token]) {
      expectRefusal(await remove(ada.id, token), LAST_ADMIN);
    }
    expect((await list()).status).toBe(200);
  });

  test("takes an admin when there is another one, also oneself", async () => {
    const grace = await server.agent("admin");
    expect((await remove(ada.id)).status).toBe(200);
    expectRefusal(await list(), UNAUTHORIZED);
    expectRefusal(await remove(grace.id, grace.token), LAST_ADMIN);
  });

  test("leaves one admin of two who remove each other at once", async () => {
    const grace = await server.agent("admin");
    const answers = await Promise.all([remove(grace.id), remove(ada.id, grace.token)]);
    const [done, refused] = answers.map(({ status }) => status).toSorted((a, b) => a - b);
    expect(done).toBe(200);
    expect(refused).toBeOneOf([401, 409]);
    const left = answers[0].status === 200 ? ada : grace;
    const { data } = (await list({}, left.token)).body;
    expect(data.map(({ id, role }) => [id, role])).toEqual([[left.id, "admin"]]);
  });

  test("opens the first account to nobody: the setup token stays used", async () => {
    const { id } = await server.agent("admin");
    await remove(id);
    const body = { first_name: "E", last_name: "V", email: "eve@example.org", password: "123456" };
    const answer = await server.post("/users.signup", { ...body, setup_token: server.setupToken });
    expectRefusal(answer, UNAUTHORIZED);
  });
});

describe("Wrong current passwords: 10 a minute an account and an address, as wrong logins", () => {
  const from = (n: number) => ({ "X-Forwarded-For": `203.0.113.${n}` });

  test("after 10 the right one is refused too, for the login as well; X-Forwarded-For resets nothing", async () => {
    await using limited = await startTestServer();
    const { email, password, token } = await limited.operator();
    const change = (current_password: string, n: number) =>
      limited.post("/users.update", { password: "123456", current_password }, token, from(n));
    for (let n = 0; n < 10; n += 1) {
      expectInvalid(await change(`guess ${n}`, n), "current_password");
    }
    const refused = await change(password, 11);
    expectRefusal(refused, { status: 429, code: "too_many_requests" });
    expect(refused.headers.get("retry-after")).toMatch(/^\d+$/);
    const body = { email, password };
    const login = await limited.post("/users.login", body, undefined, from(12));
    expectRefusal(login, { status: 429, code: "too_many_requests" });
    // What needs no password goes on.
    const named = await limited.post("/users.update", { first_name: "Ada" }, token, from(13));
    expect(named.status).toBe(200);
  });

  test("behind a proxy that is trusted the account counts over all addresses", async () => {
    await using limited = await startTestServer(["--trust-proxy", "1"]);
    const { email, password, token } = await limited.operator();
    for (let n = 0; n < 10; n += 1) {
      const body = { password: "123456", current_password: `guess ${n}` };
      await limited.post("/users.update", body, token, from(n));
    }
    const login = await limited.post("/users.login", { email, password }, undefined, from(20));
    expectRefusal(login, { status: 429, code: "too_many_requests" });
  });

  test("right ones do not count", async () => {
    await using limited = await startTestServer();
    const { password, token } = await limited.operator();
    for (let n = 0; n < 12; n += 1) {
      const body = { password, current_password: password };
      expect((await limited.post("/users.update", body, token)).status).toBe(200);
    }
  });
});

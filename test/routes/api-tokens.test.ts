/** `/tokens.…`, and what a bot or a server may do with an API token. */
import { Database } from "bun:sqlite";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "bun:test";
import { API_TOKENS_MAX } from "../../protocol/limits.ts";
import type { Message } from "../../protocol/message.ts";
import type { ApiToken, CreatedToken } from "../../protocol/tokens.ts";
import type { Role } from "../../protocol/users.ts";
import { startTestServer, type TestServer } from "../running-server.ts";
import { StompPeer } from "../stomp-peer.ts";
import { expectRefusal, messageShape, TIME, UUID } from "./shapes.ts";

const UNAUTHORIZED = { status: 401, code: "unauthorized" };

/** `parley_` and 32 bytes. */
const API_TOKEN: unknown = expect.stringMatching(/^parley_[\w-]{43}$/);

describe("API tokens", () => {
  let server: TestServer;
  let admin: string;
  beforeEach(async () => {
    server = await startTestServer(["--rate-limit", "off"]);
    admin = (await server.operator()).token;
  });
  afterEach(() => server[Symbol.asyncDispose]());

  function create(name: string, role: Role) {
    return server.post<CreatedToken>("/tokens.create", { name, role }, admin);
  }

  async function list(): Promise<readonly ApiToken[]> {
    return (await server.post<{ data: ApiToken[] }>("/tokens.list", {}, admin)).body.data;
  }

  test("are answered once, when they are made", async () => {
    const { status, body } = await create(" The ordering bot ", "agent");
    expect({ status, body }).toEqual({
      status: 200,
      body: {
        id: UUID as string,
        name: "The ordering bot",
        role: "agent",
        created_at: TIME as string,
        token: API_TOKEN as string,
      },
    });
    const { body: other } = await create("The ordering bot", "admin");
    expect(other.token).not.toBe(body.token);
    // To the key: neither the token nor its hash.
    const { token: _, ...first } = body;
    const { token: __, ...second } = other;
    expect(await list()).toEqual([first, second]);
  });

  test("are kept as their SHA-256 and in no other form", async () => {
    const { token } = (await create("A bot", "agent")).body;
    using db = new Database(server.databasePath, { readonly: true });
    const kept = JSON.stringify(db.query("SELECT * FROM api_token").all());
    expect(kept).toContain(new Bun.CryptoHasher("sha256").update(token).digest("hex"));
    expect(kept).not.toContain(token.slice("parley_".length));
  });

  test("outlive a restart, and are good until they are revoked", async () => {
    const bot = (await create("A bot", "agent")).body;
    const other = (await create("Another bot", "agent")).body;
    server = await server.restart();
    expect((await server.post("/users.list", {}, bot.token)).status).toBe(200);
    const { status, body } = await server.post("/tokens.revoke", { id: bot.id }, admin);
    expect([status, body]).toEqual([200, {}]);
    expectRefusal(await server.post("/users.list", {}, bot.token), UNAUTHORIZED);
    expect((await server.post("/users.list", {}, other.token)).status).toBe(200);
    expect((await list()).map(({ id }) => id)).toEqual([other.id]);
    server = await server.restart();
    expectRefusal(await server.post("/users.list", {}, bot.token), UNAUTHORIZED);
  });

  test("that are not there cannot be revoked: 404", async () => {
    const bot = (await create("A bot", "agent")).body;
    await server.post("/tokens.revoke", { id: bot.id }, admin);
    const { id: account } = await server.operator();
    for (const id of [bot.id, crypto.randomUUID(), account]) {
      const answer = await server.post("/tokens.revoke", { id }, admin);
      expectRefusal(answer, { status: 404, code: "not_found" });
    }
    expect((await server.post("/users.list", {}, admin)).status).toBe(200);
  });

  test(`are ${API_TOKENS_MAX} at most: one more is refused with 409 until one is revoked`, async () => {
    const first = (await create("The first", "agent")).body;
    for (let n = 1; n < API_TOKENS_MAX; n += 1) await create(`Bot ${n}`, "agent");
    const answers = await Promise.all([create("Too many", "agent"), create("Too many", "agent")]);
    for (const one of answers) expectRefusal(one, { status: 409, code: "limit_reached" });
    expect((await list()).length).toBe(API_TOKENS_MAX);
    await server.post("/tokens.revoke", { id: first.id }, admin);
    expect((await create("The last", "agent")).status).toBe(200);
  });

  test("end their sockets at once when they are revoked, and nobody else's", async () => {
    const bot = (await create("A bot", "agent")).body;
    const other = (await create("Another bot", "agent")).body;
    using ended = await StompPeer.connect(server.url, "/ws.communication", bot.token);
    using second = await StompPeer.connect(server.url, "/ws.communication", bot.token);
    using going = await StompPeer.connect(server.url, "/ws.communication", other.token);
    using person = await StompPeer.connect(server.url, "/ws.communication", admin);
    await server.post("/tokens.revoke", { id: bot.id }, admin);
    for (const peer of [ended, second]) {
      expect(await peer.expect("ERROR")).toMatchObject({
        headers: { code: "unauthorized", message: "this API token has been revoked" },
      });
      expect(await peer.closed()).toBe(1008);
    }
    using again = await StompPeer.open(server.url, "/ws.communication");
    again.send("CONNECT", { "accept-version": "1.2", Authorization: bot.token });
    expect(await again.expect("ERROR")).toMatchObject({ headers: { code: "unauthorized" } });
    for (const peer of [going, person]) {
      expect(await peer.settle("SUBSCRIBE", { id: "1", destination: "/queue/message" })).toEqual(
        [],
      );
    }
  });

  test("are refused on the visitors' websocket", async () => {
    const bot = (await create("A bot", "admin")).body;
    using peer = await StompPeer.open(server.url, "/ws.chatplugin");
    peer.send("CONNECT", { "accept-version": "1.2", Authorization: bot.token });
    expect(await peer.expect("ERROR")).toMatchObject({ headers: { code: "forbidden" } });
    expect(await peer.closed()).toBe(1008);
  });
});

describe("A bot", () => {
  let server: TestServer;
  let bots: Readonly<Record<Role, CreatedToken>>;
  beforeAll(async () => {
    server = await startTestServer(["--rate-limit", "off"]);
    bots = { admin: await server.bot("admin"), agent: await server.bot("agent") };
  });
  afterAll(() => server[Symbol.asyncDispose]());

  test("answers under its token's id and name, and everybody sees so", async () => {
    const { id, name, token } = bots.agent;
    const visitor = await server.visitor();
    await visitor.send("hello");
    using operator = await StompPeer.connect(server.url, "/ws.communication", token);
    await operator.settle("SUBSCRIBE", { id: "1", destination: "/queue/message" });
    const body = { conversation_id: visitor.conversationId, message: { text: "I am a bot" } };
    const { status, body: sent } = await server.post<Message>("/messages.send", body, token);
    const expected = messageShape({
      content: { type: "text", text: "I am a bot" },
      sender_type: "app_user",
      from_contact: false,
      sender: { id, name },
      offset: 2,
    });
    expect({ status, body: sent }).toEqual({ status: 200, body: expected as Message });
    const { body: seen } = await server.post<{ messages: object[] }>(
      "/chatplugin.messages",
      { after: 1 },
      visitor.token,
    );
    expect(seen.messages).toEqual([expected]);
    const live = await operator.expect("MESSAGE");
    expect(JSON.parse(live.body)).toMatchObject({ message: { sender: { id, name } } });
  });

  test("keeps its name on what it has written when its token is revoked", async () => {
    const { id, name, token } = await server.bot();
    const visitor = await server.visitor();
    await visitor.send("hello");
    const body = { conversation_id: visitor.conversationId, message: { text: "goodbye" } };
    await server.post("/messages.send", body, token);
    const { token: admin } = await server.operator();
    await server.post("/tokens.revoke", { id }, admin);
    const page = await server.post<{ data: Message[] }>("/messages.list", body, admin);
    expect(page.body.data.at(-1)?.sender).toEqual({ id, name });
  });

  /** What makes no sense for it, with the sentence that says so. */
  const refused: readonly [
    says: string,
    path: string,
    body: () => Promise<object>,
    role: Role,
    message: string,
  ][] = [
    [
      "log out",
      "/users.logout",
      async () => ({}),
      "agent",
      "an API token has no login to end; an admin revokes it",
    ],
    [
      "change its own name, which is its token's",
      "/users.update",
      async () => ({ first_name: "Marvin" }),
      "admin",
      "an API token has no account of its own to change",
    ],
    [
      "change an account by the id of its token",
      "/users.update",
      async () => ({ id: bots.admin.id, role: "admin" }),
      "admin",
      "an API token has no account of its own to change",
    ],
    [
      "set somebody's password, as an admin",
      "/users.update",
      async () => ({ id: (await server.agent()).id, password: "123456" }),
      "admin",
      "an API token may not change a password",
    ],
    [
      "change somebody's name, as an agent",
      "/users.update",
      async () => ({ id: (await server.agent()).id, first_name: "Marvin" }),
      "agent",
      "only an admin may do this",
    ],
    [
      "make itself an admin",
      "/users.update",
      async () => ({ role: "admin" }),
      "agent",
      "only an admin may do this",
    ],
    [
      "make another token, as an agent",
      "/tokens.create",
      async () => ({ name: "Marvin", role: "agent" }),
      "agent",
      "only an admin may do this",
    ],
    [
      "make an account, as an agent",
      "/users.signup",
      async () => ({
        first_name: "Marvin",
        last_name: "Android",
        email: "marvin@example.org",
        password: "123456",
      }),
      "agent",
      "only an admin may do this",
    ],
  ];
  test.each(refused)("may not %s: 403", async (_, path, body, role, message) => {
    const answer = await server.post(path, await body(), bots[role].token);
    expectRefusal(answer, { status: 403, code: "forbidden" });
    expect(answer.body).toEqual({ code: "forbidden", message });
  });

  test("with an admin's role sets up what an admin does", async () => {
    const { token } = bots.admin;
    const person = await server.agent();
    const statuses = [];
    for (const [path, body] of [
      ["/channels.connect", { source: "chat_plugin", source_channel_id: "a bot's" }],
      ["/users.invite", { role: "agent" }],
      ["/users.update", { id: person.id, first_name: "Grace B.", role: "admin" }],
      ["/users.update", { id: person.id, role: "agent" }],
      ["/users.remove", { id: person.id }],
      ["/tokens.create", { name: "Its child", role: "agent" }],
      ["/tokens.list", {}],
    ] as const) {
      statuses.push((await server.post(path, body, token)).status);
    }
    expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 200]);
  });
});

/** Real answers, held against what the OpenAPI document says of them: status, body to the field, headers. */
import { Database } from "bun:sqlite";
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { startTestServer, type Answer } from "../running-server.ts";
import { ENDPOINTS, tokenFor, type Endpoint } from "../routes/endpoints.ts";
import { setScene, type Scene, type Speaker } from "../routes/scene.ts";
import { readDocument, type Described } from "./open-api.ts";

let scene: Scene;
let described: Described;
beforeAll(async () => {
  scene = await setScene();
  described = await readDocument(scene.server);
});
afterAll(() => scene[Symbol.asyncDispose]());

const KINDS: readonly Speaker[] = ["visitor", "admin", "agent", "bot", "resume"];

function withTokens({ speakers }: Endpoint): readonly (Speaker | undefined)[] {
  return speakers.length > 0 ? speakers : [undefined];
}

describe.each(ENDPOINTS)("$path answers as described", (endpoint) => {
  const { path, speakers } = endpoint;

  function ask(
    body: unknown,
    token = tokenFor(endpoint, scene),
    headers: Record<string, string> = {},
  ): Promise<Answer<unknown>> {
    return scene.server.post(path, body, token, headers);
  }

  test("to what it accepts", async () => {
    for (const speaker of withTokens(endpoint)) {
      const body = await endpoint.body(scene, speaker);
      expect(described.problemWith(path, body)).toBeUndefined();
      const answer = await ask(body, speaker && scene.tokens[speaker]);
      described.expectAnswer(path, answer);
      if (path !== "/users.signup") expect(answer.status).toBeLessThan(300);
      // The channel that a row has disconnected.
      await scene.server.channel();
    }
  });

  test("to whom it does not know, and to a token of another kind", async () => {
    if (speakers.length === 0) return;
    const none = await scene.server.post(path, await endpoint.body(scene));
    expect(none.status).toBe(401);
    described.expectAnswer(path, none);
    for (const kind of KINDS.filter((one) => !speakers.includes(one))) {
      const answer = await ask(await endpoint.body(scene), scene.tokens[kind]);
      expect(answer.status).toBe(403);
      described.expectAnswer(path, answer);
    }
  });

  test("to what is no JSON, no JSON object, of another type and too large", async () => {
    const cases: [string, Record<string, string>, number][] = [
      ["{", {}, 400],
      ["[]", {}, 400],
      ["{}", { "Content-Type": "text/plain" }, 415],
      [" ".repeat(70_000), {}, 413],
    ];
    for (const [body, headers, status] of cases) {
      const answer = await ask(body, undefined, headers);
      expect(answer.status).toBe(status);
      described.expectAnswer(path, answer);
    }
  });

  test("to things that do not exist", async () => {
    const body = await endpoint.body(scene);
    for (const [field, value] of Object.entries(body)) {
      if (typeof value !== "string" || !/^[0-9a-f-]{36}$/.test(value)) continue;
      const unknown = { ...body, [field]: crypto.randomUUID() };
      described.expectAnswer(path, await ask(unknown));
    }
  });

  test("to another method", async () => {
    const response = await fetch(`${scene.server.url}${path}`, { method: "PUT" });
    const { status, headers } = response;
    expect(status).toBe(405);
    described.expectRefusal("method_not_allowed", {
      status,
      headers,
      body: await response.json(),
    });
  });
});

test("A path that is not described is answered as described", async () => {
  const answer = await scene.server.post("/nothing.here");
  expect(answer.status).toBe(404);
  described.expectRefusal("not_found", answer);
});

test("/users.logout answers as described, and refuses as described", async () => {
  const { token } = await scene.server.agent();
  for (const [given, wanted] of [
    [token, 200],
    [token, 401],
    [undefined, 401],
    [scene.tokens.visitor, 403],
    [scene.tokens.bot, 403],
  ] as const) {
    const answer = await scene.server.post("/users.logout", {}, given);
    expect(answer.status).toBe(wanted);
    described.expectAnswer("/users.logout", answer);
  }
});

describe("GET /chatplugin.config answers as described", () => {
  async function ask(query: string, headers: Record<string, string> = {}) {
    const response = await fetch(`${scene.server.url}/chatplugin.config?${query}`, { headers });
    const text = await response.text();
    const body: unknown = text === "" ? undefined : JSON.parse(text);
    const answer = { status: response.status, headers: response.headers, body };
    described.expectAnswer("/chatplugin.config", answer, "get");
    return answer;
  }

  test("to a channel, to one that has not changed, to none and to an unknown one", async () => {
    const query = `channel_id=${scene.visitor.channel.id}`;
    const { status, headers } = await ask(query);
    expect(status).toBe(200);
    const etag = headers.get("etag") ?? "";
    expect((await ask(query, { "If-None-Match": etag })).status).toBe(304);
    expect((await ask("")).status).toBe(400);
    expect((await ask(`channel_id=${crypto.randomUUID()}`)).status).toBe(404);
  });
});

describe("What more there is to say is answered as described:", () => {
  async function expectStatus(
    path: string,
    body: unknown,
    token: string | undefined,
    status: number,
  ): Promise<Answer<unknown>> {
    const answer = await scene.server.post<unknown>(path, body, token);
    expect({ status: answer.status, body: answer.body }).toEqual({ status, body: answer.body });
    described.expectAnswer(path, answer);
    return answer;
  }

  const URL = "https://shop.example.org/a.png";
  const SUGGESTIONS = [
    { text: "Yes", postback_data: "yes" },
    { text: "Open", url: URL },
  ];
  const CARD = { title: "A", description: "B", media: { url: URL, alt: "C" } };
  const SAID: readonly object[] = [
    { text: "short" },
    { type: "text", text: "long" },
    ...["image", "video", "audio", "file"].map((type) => ({ type, url: URL, name: "a", size: 5 })),
  ];
  const BY_OPERATORS: readonly object[] = [
    { type: "quick_replies", text: "Well?", quick_replies: SUGGESTIONS },
    { type: "rich_text", text: "**a**", fallback: "a" },
    { type: "rich_card", fallback: "a", card: { ...CARD, suggestions: SUGGESTIONS } },
    { type: "rich_card_carousel", cards: [CARD, CARD] },
  ];
  const BY_VISITORS: readonly object[] = [
    { type: "suggestion_response", text: "Yes", postback_data: "yes" },
  ];

  test("messages of every type, by both sides, and every list that they are in", async () => {
    const { visitor, tokens } = scene;
    const conversation_id = visitor.conversationId;
    for (const message of [...SAID, ...BY_VISITORS]) {
      expect(described.problemWith("/chatplugin.send", { message })).toBeUndefined();
      await expectStatus("/chatplugin.send", { message }, tokens.visitor, 200);
    }
    for (const message of [...SAID, ...BY_OPERATORS]) {
      const body = { conversation_id, message };
      expect(described.problemWith("/messages.send", body)).toBeUndefined();
      await expectStatus("/messages.send", body, tokens.agent, 200);
    }
    await expectStatus("/messages.list", { conversation_id, page_size: 100 }, tokens.agent, 200);
    await expectStatus("/chatplugin.messages", { after: 0 }, tokens.visitor, 200);
    for (const message of BY_VISITORS) {
      await expectStatus("/chatplugin.send", { message }, tokens.visitor, 200);
      await expectStatus("/conversations.list", {}, tokens.agent, 200);
    }
    const { body } = await expectStatus("/chatplugin.resumeToken", {}, tokens.visitor, 200);
    await expectStatus("/chatplugin.authenticate", body, undefined, 200);
  });

  test("a channel with everything, the first time and the second", async () => {
    const channel = {
      source: "chat_plugin",
      source_channel_id: "with everything",
      name: "Everything",
      image_url: URL,
    };
    const { tokens } = scene;
    await expectStatus("/channels.connect", channel, tokens.admin, 200);
    const { body } = await expectStatus("/channels.connect", channel, tokens.admin, 202);
    const update = {
      channel_id: (body as { id: string }).id,
      config: { primaryColor: "#fff", another: { key: [1] } },
      allowed_origins: ["https://shop.example.org"],
    };
    expect(described.problemWith("/channels.update", update)).toBeUndefined();
    await expectStatus("/channels.update", update, tokens.admin, 200);
    for (const path of ["/channels.list", "/channels.explore"]) {
      await expectStatus(path, { source: "chat_plugin" }, tokens.agent, 200);
    }
    const { channel_id } = update;
    await expectStatus("/channels.disconnect", { channel_id }, tokens.admin, 200);
    await expectStatus("/channels.disconnect", { channel_id }, tokens.admin, 202);
  });

  test("a conversation with everything", async () => {
    const { tokens, visitor } = scene;
    const conversation_id = visitor.conversationId;
    const tag = await expectStatus(
      "/tags.create",
      { name: "Everything", color: "tag-red" },
      tokens.agent,
      201,
    );
    const changes: [string, object][] = [
      ["/conversations.tag", { tag_id: (tag.body as { id: string }).id }],
      ["/conversations.assign", { user_id: scene.agent.id }],
      ["/metadata.set", { key: "ad.id", value: [1, 2] }],
      [
        "/conversations.update-contact",
        { first_name: "Ada", last_name: "Lovelace", avatar_url: URL },
      ],
    ];
    for (const [path, change] of changes) {
      await expectStatus(path, { conversation_id, ...change }, tokens.agent, 200);
    }
    await expectStatus("/conversations.info", { conversation_id }, tokens.agent, 200);
    await expectStatus("/conversations.list", {}, tokens.agent, 200);
    await visitor.send("Something to be found, and to be shown where");
    const found = await expectStatus(
      "/conversations.list",
      { filters: "found AND state:OPEN" },
      tokens.agent,
      200,
    );
    expect(JSON.stringify(found.body)).toContain('"highlight"');
    await expectStatus("/conversations.list", { filters: "state:" }, tokens.agent, 400);
    for (const [path, change] of [
      ["/conversations.update-contact", { first_name: null, last_name: null, avatar_url: null }],
      ["/conversations.assign", { user_id: null }],
    ] as const) {
      const body = { conversation_id, ...change };
      expect(described.problemWith(path, body)).toBeUndefined();
      await expectStatus(path, body, tokens.agent, 200);
    }
  });

  test("conflicts: 409", async () => {
    const { tokens, visitor, operator } = scene;
    const { id } = await visitor.send("once");
    await expectStatus("/chatplugin.send", { id, message: { text: "twice" } }, visitor.token, 409);
    const answer = { conversation_id: visitor.conversationId, message: { text: "mine" } };
    await expectStatus("/messages.send", { id, ...answer }, tokens.agent, 409);
    const account = { first_name: "A", last_name: "B", password: "123456", email: operator.email };
    await expectStatus("/users.signup", account, tokens.admin, 409);
    await expectStatus("/users.remove", { id: operator.id }, tokens.admin, 409);
    const asked = { after: 0, history: crypto.randomUUID() };
    await expectStatus("/chatplugin.messages", asked, tokens.visitor, 409);
  });
});

test("What cannot be stored is answered as described: 503", async () => {
  await using server = await startTestServer();
  const { token } = await server.visitor();
  const document = await readDocument(server);
  using other = new Database(server.databasePath);
  other.run("BEGIN IMMEDIATE");
  const answer = await server.post("/chatplugin.send", { message: { text: "hello" } }, token);
  other.run("ROLLBACK");
  expect(answer.status).toBe(503);
  document.expectAnswer("/chatplugin.send", answer);
});

test("Who asks too often is answered as described, with Retry-After", async () => {
  await using server = await startTestServer();
  const limited = await readDocument(server);
  const { token, channel } = await server.visitor();
  const wrong = { email: "ada@example.org", password: "wrong" };
  const asked: [string, unknown, string?][] = [
    ["/chatplugin.send", { message: { text: "hello" } }, token],
    ["/chatplugin.authenticate", { channel_id: channel.id }],
    ["/users.login", wrong],
  ];
  for (const [path, body, by] of asked) {
    let answer = await server.post<unknown>(path, body, by);
    for (let tries = 0; answer.status !== 429 && tries < 100; tries += 1) {
      limited.expectAnswer(path, answer);
      answer = await server.post(path, body, by);
    }
    expect(answer.status).toBe(429);
    limited.expectAnswer(path, answer);
  }
});

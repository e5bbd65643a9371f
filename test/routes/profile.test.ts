/** One's own account: `/users.info`, the address, the picture, and whether one is away. */
import { Database } from "bun:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { AVATAR_BYTES } from "../../protocol/limits.ts";
import type { Message } from "../../protocol/message.ts";
import type { OwnAccount, SignedIn, User, UserPage } from "../../protocol/users.ts";
import {
  startTestServer,
  type Operator,
  type Refusal,
  type TestServer,
} from "../running-server.ts";
import { KNOWN, PNG } from "../sample-files.ts";
import { StompPeer } from "../stomp-peer.ts";
import { expectRefusal, TIME } from "./shapes.ts";
import { bytes, refused, upload } from "./upload.ts";

const SET = "/users.set-avatar";

let server: TestServer;
let ada: Operator;
let grace: Operator;
beforeEach(async () => {
  server = await startTestServer(["--rate-limit", "off"]);
  ada = await server.operator();
  grace = await server.agent();
});
afterEach(() => server[Symbol.asyncDispose]());

function update(body: object, token: string) {
  return server.post<User>("/users.update", body, token);
}

async function member(id: string): Promise<User | undefined> {
  const { body } = await server.post<UserPage>("/users.list", {}, ada.token);
  return body.data.find((one) => one.id === id);
}

describe("/users.info", () => {
  test("answers everybody with their own account", async () => {
    const { status, body } = await server.post<OwnAccount>("/users.info", {}, grace.token);
    expect<object>({ status, body }).toEqual({
      status: 200,
      body: {
        id: grace.id,
        first_name: "Grace",
        last_name: "Hopper",
        email: grace.email,
        role: "agent",
        availability: "available",
        online: false,
        created_at: TIME,
        is_bot: false,
      },
    });
  });

  test("answers an API token with its name and role, and no address", async () => {
    const bot = await server.bot("admin");
    const { body } = await server.post<OwnAccount>("/users.info", {}, bot.token);
    expect<object>(body).toEqual({
      id: bot.id,
      first_name: "A bot",
      last_name: "",
      role: "admin",
      availability: "available",
      online: false,
      created_at: TIME,
      is_bot: true,
    });
  });

  test("is up to date: with the next request after a change", async () => {
    await update({ id: grace.id, role: "admin" }, ada.token);
    const { body } = await server.post<OwnAccount>("/users.info", {}, grace.token);
    expect(body.role).toBe("admin");
  });
});

describe("An address", () => {
  const NEW = "grace.hopper@example.org";

  test("of one's own is changed with the password, and is logged in with from then on", async () => {
    const { password } = grace;
    const { body } = await update(
      { email: ` ${NEW.toUpperCase()} `, current_password: password },
      grace.token,
    );
    expect(body.email).toBe(NEW);
    const logIn = (email: string) => server.post<SignedIn>("/users.login", { email, password });
    expect((await logIn(NEW)).body.id).toBe(grace.id);
    expect((await logIn(grace.email)).status).toBe(401);
    expect((await server.post("/users.info", {}, grace.token)).status).toBe(200);
  });

  test.each([
    ["without the password", {}],
    ["with a wrong one", { current_password: "wrong one" }],
  ])("of one's own is not changed %s", async (_, more) => {
    const answer = await server.post<Refusal>(
      "/users.update",
      { email: NEW, ...more },
      grace.token,
    );
    expectRefusal(answer, {
      status: 400,
      code: "invalid_request",
      path: "current_password",
    });
    expect((await member(grace.id))?.email).toBe(grace.email);
  });

  test("that is the same as before needs no password", async () => {
    const { status } = await update({ email: grace.email, first_name: "G." }, grace.token);
    expect(status).toBe(200);
  });

  test("of somebody else is changed by an admin, without their password", async () => {
    expect((await update({ id: grace.id, email: NEW }, ada.token)).body.email).toBe(NEW);
    expect((await update({ id: ada.id, email: "eve@example.org" }, grace.token)).status).toBe(403);
  });

  test("that somebody has is refused, and nothing else of the request is done", async () => {
    const body = { id: grace.id, email: ada.email, first_name: "Eve" };
    const answer = await server.post<Refusal>("/users.update", body, ada.token);
    expect(refused(answer)).toEqual([409, "email_taken"]);
    expect(await member(grace.id)).toMatchObject({ email: grace.email, first_name: "Grace" });
  });
});

describe("A picture", () => {
  async function setPicture(by = grace, body: Uint8Array<ArrayBuffer> = PNG): Promise<string> {
    const answer = await upload<User>(server, SET, by.token, body);
    expect(answer.status).toBe(200);
    return answer.body.avatar_url ?? "";
  }

  function files(): number {
    using db = new Database(server.databasePath, { readonly: true });
    return db.query<{ n: number }, []>("SELECT count(*) AS n FROM file").get()?.n ?? -1;
  }

  test.each(KNOWN.filter(([, type]) => /png|jpeg|webp/.test(type)))(
    "may be %s, is served as what it is, and is on the account",
    async (_, type, content) => {
      const url = await setPicture(grace, new Uint8Array(content));
      expect(url).toStartWith(`${server.url}/files/`);
      const answer = await fetch(url);
      expect([
        answer.headers.get("content-type"),
        new Uint8Array(await answer.arrayBuffer()),
      ]).toEqual([type, new Uint8Array(content)]);
      expect((await member(grace.id))?.avatar_url).toBe(url);
      const { body } = await server.post<OwnAccount>("/users.info", {}, grace.token);
      expect(body.avatar_url).toBe(url);
      expect((await member(ada.id))?.avatar_url).toBeUndefined();
    },
  );

  test.each<[string, string, Buffer]>([
    ...KNOWN.filter(([, type]) => !/png|jpeg|webp/.test(type)).map(
      (one): [string, string, Buffer] => [...one],
    ),
    ["an SVG", "", Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'></svg>")],
    ["a page", "", Buffer.from("<!doctype html><script>alert(1)</script>")],
  ])("may not be %s: 415, and nothing is left of it", async (_, __, content) => {
    const url = await setPicture();
    const answer = await upload<Refusal>(
      server,
      SET,
      grace.token,
      new Uint8Array(content),
      "a.png",
      {
        "Content-Type": "image/png",
      },
    );
    expect(refused(answer)).toEqual([415, "unsupported_media_type"]);
    expect([(await member(grace.id))?.avatar_url, files()]).toEqual([url, 1]);
  });

  test("may have 1 MiB and no byte more, whether or not it says its length", async () => {
    const largest = Buffer.concat([PNG, bytes(AVATAR_BYTES - PNG.length)]);
    await setPicture(grace, largest);
    const larger = Buffer.concat([PNG, bytes(AVATAR_BYTES + 1 - PNG.length)]);
    for (const body of [larger, new Blob([larger]).stream()]) {
      const answer = await upload<Refusal>(server, SET, grace.token, body);
      expect(refused(answer)).toEqual([413, "payload_too_large"]);
    }
    expect(files()).toBe(1);
  });

  test("takes the place of the one before, which is gone", async () => {
    const first = await setPicture();
    const second = await setPicture();
    expect(second).not.toBe(first);
    expect([(await fetch(first)).status, (await fetch(second)).status, files()]).toEqual([
      404, 200, 1,
    ]);
  });

  test("is taken away by its owner or an admin, and by nobody else", async () => {
    const remove = (body: object, token: string) =>
      server.post<User>("/users.remove-avatar", body, token);
    const url = await setPicture();
    const adas = await setPicture(ada);
    expect((await remove({ id: ada.id }, grace.token)).status).toBe(403);
    expect((await remove({}, grace.token)).body).not.toHaveProperty("avatar_url");
    expect((await fetch(url)).status).toBe(404);
    expect((await fetch(adas)).status).toBe(200);
    await setPicture();
    expect((await remove({ id: grace.id }, ada.token)).body).not.toHaveProperty("avatar_url");
    expect((await remove({ id: crypto.randomUUID() }, ada.token)).status).toBe(404);
    expect(files()).toBe(1);
  });

  test("goes with the account", async () => {
    const url = await setPicture();
    await server.post("/users.remove", { id: grace.id }, ada.token);
    expect([(await fetch(url)).status, files()]).toEqual([404, 0]);
  });

  test("is not an API token's, a visitor's or anybody's without a token", async () => {
    const bot = await server.bot("admin");
    const visitor = await server.visitor();
    for (const [token, status] of [
      [bot.token, 403],
      [visitor.token, 403],
      ["nonsense", 401],
      [undefined, 401],
    ] as const) {
      expect((await upload(server, SET, token, PNG)).status).toBe(status);
    }
    expect((await server.post("/users.remove-avatar", {}, bot.token)).status).toBe(403);
    expect(files()).toBe(0);
  });

  test("is beside the name wherever a message of its owner is, and nowhere else", async () => {
    const visitor = await server.visitor();
    const conversation_id = visitor.conversationId;
    using peer = await StompPeer.connect(server.url, "/ws.chatplugin", visitor.token);
    await peer.settle("SUBSCRIBE", { id: "1", destination: "/user/queue/message" });
    const asked = await visitor.send("hello");
    const before = await grace.reply(conversation_id, "before");
    const url = await setPicture();
    const sender = { id: grace.id, name: "Grace Hopper", avatar_url: url };
    const after = await grace.reply(conversation_id, "after");
    expect([asked.sender, before.sender, after.sender]).toEqual([
      { id: conversation_id, name: asked.sender.name },
      { id: grace.id, name: "Grace Hopper" },
      sender,
    ]);
    const frames = await peer.settle("UNSUBSCRIBE", { id: "none" });
    const heard = frames.map(({ body }) => (JSON.parse(body) as { message: Message }).message);
    expect(heard).toEqual([asked, before, after]);

    const shown = [asked.sender, sender, sender];
    const page = await server.post<{ data: Message[] }>(
      "/messages.list",
      { conversation_id },
      ada.token,
    );
    const polled = await server.post<{ messages: Message[] }>(
      "/chatplugin.messages",
      { after: 0 },
      visitor.token,
    );
    for (const list of [page.body.data, polled.body.messages]) {
      expect(list.map((one) => one.sender)).toEqual(shown);
    }
    await server.post("/conversations.assign", { conversation_id, user_id: grace.id }, ada.token);
    const info = await server.post<object>("/conversations.info", { conversation_id }, ada.token);
    expect(info.body).toMatchObject({ assignee: sender, last_message: { sender } });
  });
});

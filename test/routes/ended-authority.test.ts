/** What somebody has begun while they were an operator, and what becomes of it when they are one no longer. */
import { Database } from "bun:sqlite";
import { afterEach, beforeEach, describe, expect, spyOn, test } from "bun:test";
import { startTestServer, type Operator, type TestServer } from "../running-server.ts";
import { untilSo } from "../until.ts";
import { beginPost, postHead } from "./raw-http.ts";
import { expectRefusal } from "./shapes.ts";

let server: TestServer;
let ada: Operator;
beforeEach(async () => {
  server = await startTestServer(["--rate-limit", "off"]);
  ada = await server.operator();
});
afterEach(() => server[Symbol.asyncDispose]());

const ACCOUNT = { first_name: "Eve", last_name: "Sly", password: "123456" };
const UNAUTHORIZED = { status: 401, code: "unauthorized" };
const FORBIDDEN = { status: 403, code: "forbidden", message: "only an admin may do this" };

/** Requests that would leave power, or a trace, to whoever has none any more. */
const REQUESTS: Readonly<Record<string, (victim: Operator) => object>> = {
  "/tokens.create": () => ({ name: "A bot", role: "admin" }),
  "/users.invite": () => ({ role: "admin" }),
  "/users.signup": () => ({ ...ACCOUNT, email: "eve@example.org", role: "admin" }),
  "/users.update": ({ id }) => ({ id, password: "taken over" }),
  "/webhooks.subscribe": () => ({ url: "https://198.41.0.4/" }),
};

/** A request of which only a part is sent before `meanwhile`. */
async function slowly(
  path: string,
  body: object | string,
  token: string,
  meanwhile: () => Promise<unknown>,
  headers: Readonly<Record<string, string>> = {},
) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const head = postHead(path, {
    ...headers,
    Authorization: token,
    "Content-Type": "application/json",
    "Content-Length": String(Buffer.byteLength(text)),
  });
  const finish = await beginPost(server.url, head + text.slice(0, -3));
  await meanwhile();
  return finish(text.slice(-3));
}

describe("a body that is not all here when its sender's rights end", () => {
  for (const [path, bodyFor] of Object.entries(REQUESTS)) {
    test(`${path} of an admin who is removed meanwhile is refused`, async () => {
      const eve = await server.agent("admin");
      const answer = await slowly(path, bodyFor(ada), eve.token, async () => {
        expect((await server.post("/users.remove", { id: eve.id }, ada.token)).status).toBe(200);
      });
      expectRefusal(answer, UNAUTHORIZED);
    });

    test(`${path} of an admin who is made an agent meanwhile is refused`, async () => {
      const eve = await server.agent("admin");
      const answer = await slowly(path, bodyFor(ada), eve.token, async () => {
        const demotion = { id: eve.id, role: "agent" };
        expect((await server.post("/users.update", demotion, ada.token)).status).toBe(200);
      });
      expectRefusal(answer, FORBIDDEN);
    });
  }

  test("a message of an agent who is removed meanwhile is refused and not stored", async () => {
    const visitor = await server.visitor();
    await visitor.send("hello");
    const grace = await server.agent();
    const body = { conversation_id: visitor.conversationId, message: { text: "too late" } };
    const answer = await slowly("/messages.send", body, grace.token, () =>
      server.post("/users.remove", { id: grace.id }, ada.token),
    );
    expectRefusal(answer, UNAUTHORIZED);
    expect((await visitor.send("anybody?")).offset).toBe(2);
  });

  const FILE = "x".repeat(70_000);

  /** Pieces of files that are stored: one says that an upload has begun. */
  function pieces(): number {
    using db = new Database(server.databasePath, { readonly: true });
    return db.query<{ n: number }, []>("SELECT count(*) AS n FROM file_piece").get()?.n ?? -1;
  }

  test("a file of an agent who is removed meanwhile is refused, and nothing of it stays", async () => {
    const grace = await server.agent();
    const answer = await slowly("/messages.upload", FILE, grace.token, async () => {
      await untilSo(server, () => pieces() === 1);
      await server.post("/users.remove", { id: grace.id }, ada.token);
    });
    expectRefusal(answer, UNAUTHORIZED);
    expect(pieces()).toBe(0);
  });

  /** The channel is for pages of this site alone. */
  function allow(channelId: string, site: string) {
    const update = { channel_id: channelId, allowed_origins: [site] };
    return server.post("/channels.update", update, ada.token);
  }
  const OLD = "https://old.example.org";
  const NEW = "https://new.example.org";
  const NOT_ALLOWED = { status: 403, code: "origin_not_allowed" };

  test("a visitor's file from a site that the channel takes away meanwhile is refused", async () => {
    const { token, channel } = await server.visitor();
    await allow(channel.id, OLD);
    const meanwhile = async () => {
      await untilSo(server, () => pieces() === 1);
      await allow(channel.id, NEW);
    };
    const answer = await slowly("/chatplugin.upload", FILE, token, meanwhile, { Origin: OLD });
    expectRefusal(answer, NOT_ALLOWED);
    expect(pieces()).toBe(0);
  });

  test("a visitor's message from a site that the channel takes away meanwhile is refused", async () => {
    const { token, channel } = await server.visitor();
    await allow(channel.id, OLD);
    const body = { message: { text: "too late" } };
    const meanwhile = () => allow(channel.id, NEW);
    const answer = await slowly("/chatplugin.send", body, token, meanwhile, { Origin: OLD });
    expectRefusal(answer, NOT_ALLOWED);
  });

  test("a token that is revoked meanwhile is refused", async () => {
    const bot = await server.bot("admin");
    const answer = await slowly("/users.invite", { role: "admin" }, bot.token, () =>
      server.post("/tokens.revoke", { id: bot.id }, ada.token),
    );
    expectRefusal(answer, UNAUTHORIZED);
  });
});

describe("what is under way when its sender's rights end", () => {
  /** Many at once, so that some of them are between their check and their commit. */
  async function besides(
    removal: () => Promise<unknown>,
    path: string,
    body: object,
    token: string,
  ) {
    const begun = Array.from({ length: 8 }, () => server.post(path, body, token));
    await Promise.all([removal(), ...begun]);
  }

  /** Passwords are hashed when the test says so. */
  function heldUpHashing() {
    const asked = Promise.withResolvers<void>();
    const held = Promise.withResolvers<void>();
    const { hash } = Bun.password;
    const spy = spyOn(Bun.password, "hash").mockImplementation(async (...given) => {
      asked.resolve();
      await held.promise;
      return hash(...given);
    });
    return { asked: asked.promise, goOn: held.resolve, [Symbol.dispose]: () => spy.mockRestore() };
  }

  function rowsBy(count: string, id: string): number {
    using db = new Database(server.databasePath, { readonly: true });
    return db.query<{ n: number }, [string]>(count).get(id)?.n ?? -1;
  }

  test("no invitation outlives the admin who was making it", async () => {
    const invited = "SELECT count(*) AS n FROM invitation WHERE created_by = ?";
    for (let turn = 0; turn < 5; turn += 1) {
      const eve = await server.agent("admin");
      const removal = () => server.post("/users.remove", { id: eve.id }, ada.token);
      await besides(removal, "/users.invite", { role: "admin" }, eve.token);
      expect(rowsBy(invited, eve.id)).toBe(0);
    }
  });

  test("no account is made by an admin who is removed while its password is hashed", async () => {
    const eve = await server.agent("admin");
    const body = { ...ACCOUNT, email: "eve@example.org", role: "admin" };
    using hashing = heldUpHashing();
    const answer = server.post("/users.signup", body, eve.token);
    await hashing.asked;
    expect((await server.post("/users.remove", { id: eve.id }, ada.token)).status).toBe(200);
    hashing.goOn();
    expectRefusal(await answer, FORBIDDEN);
  });

  test("no password is set by an admin who is made an agent while it is hashed", async () => {
    const eve = await server.agent("admin");
    using hashing = heldUpHashing();
    const body = { id: ada.id, password: "taken over" };
    const answer = server.post("/users.update", body, eve.token);
    await hashing.asked;
    const demotion = { id: eve.id, role: "agent" };
    expect((await server.post("/users.update", demotion, ada.token)).status).toBe(200);
    hashing.goOn();
    expectRefusal(await answer, FORBIDDEN);
  });
});

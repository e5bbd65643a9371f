/** What somebody has begun while they were an operator, and what becomes of it when they are one no longer. */
import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import type { Invited } from "../../protocol/users.ts";
import { startTestServer, type Operator, type TestServer } from "../running-server.ts";
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
  body: object,
  token: string,
  meanwhile: () => Promise<unknown>,
) {
  const text = JSON.stringify(body);
  const head = postHead(path, {
    Authorization: token,
    "Content-Type": "application/json",
    "Content-Length": String(Buffer.byteLength(text)),
  });
  const finish = await beginPost(server.url, head + text.slice(0, 3));
  await meanwhile();
  return finish(text.slice(3));
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

  test("a token that is revoked meanwhile is refused", async () => {
    const bot = await server.bot("admin");
    const answer = await slowly("/users.invite", { role: "admin" }, bot.token, () =>
      server.post("/tokens.revoke", { id: bot.id }, ada.token),
    );
    expectRefusal(answer, UNAUTHORIZED);
  });
});

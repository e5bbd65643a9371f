/** The rates of the contract: how many, who counts as one, what the one too many gets. */
import { describe, expect, test } from "bun:test";
import { RATES } from "../../protocol/limits.ts";
import { startTestServer, type Answer, type TestServer } from "../running-server.ts";
import { expectRefusal } from "./shapes.ts";

/** 429 with Retry-After, in whole seconds, at most the window. */
function expectTooMany(answer: Answer<unknown>, window: number): void {
  expectRefusal(answer, { status: 429, code: "too_many_requests" });
  const seconds = answer.headers.get("retry-after") ?? "";
  expect(seconds).toMatch(/^\d+$/);
  expect(Number(seconds)).toBeGreaterThanOrEqual(1);
  expect(Number(seconds)).toBeLessThanOrEqual(window / 1_000);
}

async function statuses(
  count: number,
  ask: (n: number) => Promise<Answer<unknown>>,
): Promise<number[]> {
  const found: number[] = [];
  for (let n = 0; n < count; n += 1) found.push((await ask(n)).status);
  return found;
}

/** One after another from as many addresses, as a proxy would say. */
function from(address: string): Record<string, string> {
  return { "X-Forwarded-For": address };
}

describe("A visitor's messages: 20 in 10 seconds", () => {
  const { count, window } = RATES.visitorMessages;
  const send = (server: TestServer, token: string, text = "hello", headers = {}) =>
    server.post("/chatplugin.send", { message: { text } }, token, headers);

  test("are the numbers of the contract", () => {
    expect(RATES.visitorMessages).toEqual({ count: 20, window: 10_000 });
  });

  test("the 21st is refused and not stored; another visitor and the operator are not held up", async () => {
    await using server = await startTestServer();
    const [visitor, other] = [await server.visitor(), await server.visitor()];
    expect(await statuses(count, () => send(server, visitor.token))).toEqual(
      Array(count).fill(200),
    );
    expectTooMany(await send(server, visitor.token, "too many"), window);
    // From wherever it comes: the visitor counts.
    expectTooMany(await send(server, visitor.token, "too many", from("203.0.113.9")), window);
    expect((await send(server, other.token)).status).toBe(200);
    const operator = await server.operator();
    for (let n = 0; n < 25; n += 1) await operator.reply(visitor.conversationId, `${n}`);
    const page = await server.post<{ messages: { offset: number }[] }>(
      "/chatplugin.messages",
      { after: 0 },
      visitor.token,
    );
    expect(page.body.messages.length).toBe(count + 25);
    expect(JSON.stringify(page.body)).not.toContain("too many");
  });

  test("twenty-five at once: twenty are stored", async () => {
    await using server = await startTestServer();
    const { token } = await server.visitor();
    const answers = await Promise.all(Array.from({ length: 25 }, () => send(server, token)));
    const refused = answers.filter(({ status }) => status === 429);
    expect([answers.length - refused.length, refused.length]).toEqual([20, 5]);
  });

  test("a new token for the same conversation is the same visitor", async () => {
    await using server = await startTestServer();
    const { token } = await server.visitor();
    await statuses(count, () => send(server, token));
    const resume = await server.post<object>("/chatplugin.resumeToken", {}, token);
    const again = await server.post<{ token: string }>("/chatplugin.authenticate", resume.body);
    expectTooMany(await send(server, again.body.token), window);
  });

  test("a message that is refused for its content does not count", async () => {
    await using server = await startTestServer();
    const { token } = await server.visitor();
    expect(await statuses(30, () => send(server, token, ""))).toEqual(Array(30).fill(400));
    expect((await send(server, token)).status).toBe(200);
  });
});

describe("/chatplugin.authenticate: 60 a minute an address", () => {
  const { count, window } = RATES.authenticate;
  const ask = (server: TestServer, channel_id: string, headers = {}) =>
    server.post("/chatplugin.authenticate", { channel_id }, undefined, headers);

  test("are the numbers of the contract", () => {
    expect(RATES.authenticate).toEqual({ count: 60, window: 60_000 });
  });

  test("the 61st is refused, good or bad ones before it, and whatever X-Forwarded-For says", async () => {
    await using server = await startTestServer();
    const { id } = await server.channel();
    const found = await statuses(count, (n) => ask(server, n % 2 === 0 ? id : crypto.randomUUID()));
    expect(found.filter((status) => status === 429)).toEqual([]);
    expectTooMany(await ask(server, id), window);
    expectTooMany(await ask(server, id, from("203.0.113.9")), window);
    expect((await ask(server, id)).headers.get("access-control-expose-headers")).toContain(
      "Retry-After",
    );
  });

  test("behind a trusted proxy each client has a rate of its own, whatever the client itself claims", async () => {
    await using server = await startTestServer(["--trust-proxy", "1"]);
    const { id } = await server.channel();
    // The client writes what it likes; the proxy appends the address that it saw.
    await statuses(count, (n) => ask(server, id, from(`198.51.100.${n}, 203.0.113.9`)));
    expectTooMany(await ask(server, id, from("192.0.2.1, 203.0.113.9")), window);
    expectTooMany(await ask(server, id, from("203.0.113.9")), window);
    expect((await ask(server, id, from("203.0.113.9, 203.0.113.10"))).status).toBe(200);
    expect((await ask(server, id)).status).toBe(200);
  });
});

describe("/users.login: 10 wrong ones a minute an account and an address", () => {
  const { count, window } = RATES.wrongPasswords;
  const WRONG = "not the password";
  const logIn = (server: TestServer, email: string, password: string, headers = {}) =>
    server.post("/users.login", { email, password }, undefined, headers);

  test("are the numbers of the contract", () => {
    expect(RATES.wrongPasswords).toEqual({ count: 10, window: 60_000 });
  });

  test("after 10 wrong ones the right one is refused too, and changing X-Forwarded-For resets nothing", async () => {
    await using server = await startTestServer();
    const { email, password } = await server.operator();
    const found = await statuses(count, (n) => logIn(server, email, WRONG, from(`203.0.113.${n}`)));
    expect(found).toEqual(Array(count).fill(401));
    expectTooMany(await logIn(server, email, password), window);
    expectTooMany(await logIn(server, email, password, from("198.51.100.1")), window);
  });

  test("an address that has tried 10 accounts may try no other", async () => {
    await using server = await startTestServer();
    await statuses(count, (n) => logIn(server, `user${n}@example.org`, WRONG));
    expectTooMany(await logIn(server, "somebody@example.org", WRONG), window);
  });

  test("an account that is tried from 10 addresses is closed to the 11th, another account is not", async () => {
    await using server = await startTestServer(["--trust-proxy", "1"]);
    const { email, password } = await server.operator();
    await statuses(count, (n) => logIn(server, email, WRONG, from(`203.0.113.${n}`)));
    expectTooMany(await logIn(server, email, password, from("198.51.100.1")), window);
    expectTooMany(await logIn(server, email.toUpperCase(), password, from("198.51.100.2")), window);
    const other = await logIn(server, "other@example.org", WRONG, from("198.51.100.3"));
    expect(other.status).toBe(401);
  });

  test("right ones do not count", async () => {
    await using server = await startTestServer();
    const { email, password } = await server.operator();
    const found = await statuses(count + 3, () => logIn(server, email, password));
    expect(found).toEqual(Array(count + 3).fill(200));
    expect((await logIn(server, email, WRONG)).status).toBe(401);
  });

  test("wrong ones at once are counted one by one", async () => {
    await using server = await startTestServer();
    const { email } = await server.operator();
    const answers = await Promise.all(
      Array.from({ length: 15 }, () => logIn(server, email, WRONG)),
    );
    const refused = answers.filter(({ status }) => status === 429);
    expect([answers.length - refused.length, refused.length]).toEqual([10, 5]);
  });

  test("what is refused for one account does not use up its address", async () => {
    await using server = await startTestServer(["--trust-proxy", "1"]);
    const { email, password } = await server.operator();
    const other = (n: number) => from(`203.0.113.${n}`);
    await statuses(count, (n) => logIn(server, "eve@example.org", WRONG, other(n)));
    const here = from("198.51.100.1");
    for (let n = 0; n < count; n += 1) {
      expectTooMany(await logIn(server, "eve@example.org", WRONG, here), window);
    }
    expect((await logIn(server, email, password, here)).status).toBe(200);
  });

  test("wrong setup tokens count as wrong passwords of that address", async () => {
    await using server = await startTestServer();
    const account = {
      first_name: "Eve",
      last_name: "Other",
      email: "eve@example.org",
      password: "123456",
    };
    const signUp = (setup_token: string | undefined, headers = {}) =>
      server.post("/users.signup", { ...account, setup_token }, undefined, headers);
    const found = await statuses(count, (n) => signUp(`guess ${n}`, from(`203.0.113.${n}`)));
    expect(found).toEqual(Array(count).fill(401));
    expectTooMany(await signUp(server.setupToken), window);
    expectTooMany(await logIn(server, "eve@example.org", "123456"), window);
  });
});

describe("--rate-limit off", () => {
  test.each<[string, string[], Record<string, string>]>([
    ["as a flag", ["--rate-limit", "off"], {}],
    ["as PARLEY_RATE_LIMIT", [], { PARLEY_RATE_LIMIT: "off" }],
  ])("%s turns every rate off", async (_, args, environment) => {
    await using server = await startTestServer(args, environment);
    const visitor = await server.visitor();
    for (let n = 0; n < 40; n += 1) await visitor.send(`${n}`);
    const body = { channel_id: visitor.channel.id };
    const found = await statuses(80, () => server.post("/chatplugin.authenticate", body));
    expect(found).toEqual(Array(80).fill(200));
    const wrong = { email: "ada@example.org", password: "not the password" };
    expect(await statuses(12, () => server.post("/users.login", wrong))).toEqual(
      Array(12).fill(401),
    );
  });
});

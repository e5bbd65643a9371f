/** `/users.signup` and `/users.login`. */
import { afterEach, beforeEach, describe, expect, spyOn, test } from "bun:test";
import { TOKEN_LIFETIMES } from "../../protocol/limits.ts";
import type { SignedIn, UserPage } from "../../protocol/users.ts";
import { claimsOf, startTestServer, type TestServer } from "../running-server.ts";
import { expectInvalid, expectRefusal, TOKEN, UUID } from "./shapes.ts";

let server: TestServer;
beforeEach(async () => void (server = await startTestServer(["--rate-limit", "off"])));
afterEach(() => server[Symbol.asyncDispose]());

const GRACE = {
  first_name: "Grace",
  last_name: "Hopper",
  email: "grace@example.org",
  password: "123456",
};

const UNAUTHORIZED = { status: 401, code: "unauthorized" };
const WRONG = { status: 401, code: "invalid_credentials" };

function signUp(body: object, token?: string) {
  return server.post<SignedIn>("/users.signup", body, token);
}

function logIn(email: string, password: string) {
  return server.post<SignedIn>("/users.login", { email, password });
}

describe("/users.signup", () => {
  test("makes the first account for the setup token, and answers with a token for 30 days", async () => {
    const { status, body } = await signUp({ ...GRACE, setup_token: server.setupToken });
    expect({ status, body }).toEqual({
      status: 200,
      body: { id: UUID, first_name: "Grace", last_name: "Hopper", token: TOKEN } as SignedIn,
    });
    const { exp, iat, sub } = claimsOf(body.token);
    expect((Number(exp) - Number(iat)) * 1_000).toBe(TOKEN_LIFETIMES.operator);
    expect(sub).toBe(body.id);
    expect((await server.post("/channels.list", {}, body.token)).status).toBe(200);
  });

  test("refuses the first account without the setup token or with a wrong one", async () => {
    const right = server.setupToken ?? "";
    const wrong = [undefined, "", "x", right.slice(1), `${right}x`, right.toUpperCase()];
    for (const setup_token of wrong) {
      expectRefusal(await signUp({ ...GRACE, setup_token }), UNAUTHORIZED);
    }
    expect((await signUp({ ...GRACE, setup_token: right })).status).toBe(200);
  });

  test("refuses the setup token once it has been used, after a restart too", async () => {
    const setup_token = server.setupToken;
    await signUp({ ...GRACE, setup_token });
    const second = { ...GRACE, email: "second@example.org", setup_token };
    expectRefusal(await signUp(second), UNAUTHORIZED);
    const old = server;
    server = await old.restart();
    expect(server.setupToken).toBeUndefined();
    expectRefusal(await signUp(second), UNAUTHORIZED);
  });

  test("keeps the same setup token over restarts until there is an account", async () => {
    const before = server.setupToken;
    expect(before).toMatch(/^[\w-]{43}$/);
    server = await server.restart();
    expect(server.setupToken).toBe(before);
  });

  test("makes one account of many that come at once with the setup token", async () => {
    const answers = await Promise.all(
      Array.from({ length: 5 }, (_, n) =>
        signUp({ ...GRACE, email: `grace${n}@example.org`, setup_token: server.setupToken }),
      ),
    );
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
      200, 401, 401, 401, 401,
    ]);
  });

  test("makes later accounts for an admin's token or an invitation, and for nothing else", async () => {
    const operator = await server.operator();
    const { body: grace } = await signUp(GRACE, operator.token);
    const visitor = await server.visitor();
    const bot = await server.bot("admin");
    const other = { ...GRACE, email: "other@example.org" };
    expectRefusal(await signUp(other), UNAUTHORIZED);
    expectRefusal(await signUp({ ...other, setup_token: server.setupToken }), UNAUTHORIZED);
    expectRefusal(await signUp(other, "no token"), UNAUTHORIZED);
    for (const token of [visitor.token, grace.token]) {
      expectRefusal(await signUp(other, token), { status: 403, code: "forbidden" });
    }
    const { body: second } = await signUp({ ...other, role: "admin" }, operator.token);
    const third = { ...GRACE, email: "third@example.org" };
    expect((await signUp(third, second.token)).status).toBe(200);
    expect((await signUp({ ...third, email: "fourth@example.org" }, bot.token)).status).toBe(200);
  });

  test("makes the first account an admin's, and later ones what the admin says, by default an agent's", async () => {
    const { token } = await server.operator();
    for (const [name, role] of [["one"], ["two", "agent"], ["three", "admin"]]) {
      const answer = await signUp({ ...GRACE, email: `${name}@example.org`, role }, token);
      expect(answer.body).toEqual({
        id: UUID as string,
        first_name: "Grace",
        last_name: "Hopper",
        token: TOKEN as string,
      });
    }
    const { body } = await server.post<UserPage>("/users.list", {}, token);
    expect(body.data.map(({ role }) => role)).toEqual(["admin", "agent", "agent", "admin"]);
  });

  test("lets nobody but an admin choose a role: 400, and nothing is made", async () => {
    const { setupToken: setup_token } = server;
    for (const role of ["agent", "admin"]) {
      expectInvalid(await signUp({ ...GRACE, setup_token, role }), "role");
    }
    expect((await signUp({ ...GRACE, setup_token })).status).toBe(200);
  });

  test("refuses an e-mail address that has an account with 409, in whatever case it is written", async () => {
    const { token } = await server.operator();
    await signUp(GRACE, token);
    for (const email of [GRACE.email, "GRACE@Example.org", " grace@example.org "]) {
      const answer = await signUp({ ...GRACE, email }, token);
      expectRefusal(answer, { status: 409, code: "email_taken" });
    }
  });

  test("makes one account of many that come at once with one address", async () => {
    const { token } = await server.operator();
    const answers = await Promise.all(Array.from({ length: 5 }, () => signUp(GRACE, token)));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
      200, 409, 409, 409, 409,
    ]);
  });

  test("takes any characters in names and password", async () => {
    const { token } = await server.operator();
    const account = {
      ...GRACE,
      first_name: " Ἀσπασία ",
      last_name: "O'Neil <b>",
      password: "päßwörd\u0000 ",
    };
    const { body } = await signUp(account, token);
    expect(body).toMatchObject({ first_name: "Ἀσπασία", last_name: "O'Neil <b>" });
    expect((await logIn(GRACE.email, account.password)).status).toBe(200);
    expectRefusal(await logIn(GRACE.email, account.password.trim()), WRONG);
  });
});

describe("/users.login", () => {
  test("answers as the signup did, with another token; both are good", async () => {
    const { body: signedUp } = await signUp({ ...GRACE, setup_token: server.setupToken });
    for (const email of [GRACE.email, " Grace@EXAMPLE.org"]) {
      const { status, body } = await logIn(email, GRACE.password);
      expect({ status, body }).toEqual({
        status: 200,
        body: { ...signedUp, token: TOKEN as string },
      });
      expect(body.token).not.toBe(signedUp.token);
      for (const token of [body.token, signedUp.token]) {
        expect((await server.post("/channels.list", {}, token)).status).toBe(200);
      }
    }
  });

  test("answers an unknown address exactly as it answers a wrong password", async () => {
    const { email, password } = await server.operator();
    const wrong = await logIn(email, `${password}x`);
    const unknown = await logIn("nobody@example.org", password);
    const empty = await logIn(email, "");
    expectRefusal(wrong, WRONG);
    for (const answer of [unknown, empty]) {
      expect({ ...answer, headers: comparable(answer.headers) }).toEqual({
        ...wrong,
        headers: comparable(wrong.headers),
      } as never);
    }
  });

  test("checks a password for an unknown address too, so that it takes as long", async () => {
    const { email } = await server.operator();
    using verify = spyOn(Bun.password, "verify");
    for (const address of [email, "nobody@example.org"]) {
      verify.mockClear();
      await logIn(address, "not the password");
      expect(verify.mock.calls.map(([password]) => password)).toEqual(["not the password"]);
      expect(verify.mock.calls[0]?.[1]).toStartWith("$argon2id$v=19$m=19456,t=2,p=1$");
    }
  });

  test("knows nobody on a server without an account", async () => {
    expectRefusal(await logIn(GRACE.email, GRACE.password), WRONG);
  });

  test("is not reachable by SQL, wildcards or the empty address", async () => {
    await server.operator();
    for (const email of ["ada@example.org' or '1'='1", "%@example.org", "a_a@example.org", ""]) {
      expect((await logIn(email, "correct horse")).status).toBeOneOf([400, 401]);
    }
  });
});

describe("Ten wrong passwords of an address and an account are the last ones of that minute,", () => {
  /** What a client may write about its own address, another one each time. */
  const headers: Readonly<Record<string, (n: number) => string>> = {
    "X-Forwarded-For": (n) => `203.0.113.${n}`,
    Forwarded: (n) => `for=203.0.113.${n};proto=https`,
    "X-Real-IP": (n) => `203.0.113.${n}`,
    "X-Client-IP": (n) => `203.0.113.${n}`,
    "CF-Connecting-IP": (n) => `203.0.113.${n}`,
    "True-Client-IP": (n) => `203.0.113.${n}`,
    "User-Agent": (n) => `another browser ${n}`,
    Authorization: (n) => `token ${n}`,
  };
  for (const [name, value] of Object.entries(headers)) {
    test(`whatever ${name} says`, async () => {
      await using limited = await startTestServer();
      const { email, password } = await limited.operator();
      const ask = (body: object, n: number) =>
        limited.post("/users.login", body, undefined, { [name]: value(n) });
      for (let n = 0; n < 10; n += 1) {
        // Half of them at an account that is not there: nobody is told which is which.
        const body = { email: n % 2 === 0 ? email : "nobody@example.org", password: `guess ${n}` };
        expectRefusal(await ask(body, n), WRONG);
      }
      for (const body of [
        { email, password },
        { email: "other@example.org", password },
      ]) {
        const refused = await ask(body, 11);
        expectRefusal(refused, { status: 429, code: "too_many_requests" });
        expect(Number(refused.headers.get("retry-after"))).toBeWithin(1, 61);
      }
    });
  }
});

/** The headers without the time. */
function comparable(headers: Headers): object {
  return Object.fromEntries([...headers].filter(([name]) => name !== "date"));
}

/** `/users.invite`, and `/users.signup` with what it gives: one account, once, with the role it says. */
import { Database } from "bun:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { INVITATION_LIFETIME, INVITATIONS_MAX } from "../../protocol/limits.ts";
import type { Invitation, InvitationList, Invited } from "../../protocol/invitations.ts";
import type { Role, SignedIn, UserPage } from "../../protocol/users.ts";
import { startTestServer, type Refusal, type TestServer } from "../running-server.ts";
import { expectInvalid, expectRefusal, TIME, TOKEN, UUID } from "./shapes.ts";

let server: TestServer;
let admin: string;
beforeEach(async () => {
  server = await startTestServer(["--rate-limit", "off"]);
  admin = (await server.operator()).token;
});
afterEach(() => server[Symbol.asyncDispose]());

const GRACE = {
  first_name: "Grace",
  last_name: "Hopper",
  email: "grace@example.org",
  password: "123456",
};
const OTHER = { ...GRACE, email: "other@example.org" };
const UNAUTHORIZED = { status: 401, code: "unauthorized" };

async function invite(role: Role, token = admin): Promise<string> {
  const { status, body } = await server.post<Invited>("/users.invite", { role }, token);
  expect(status).toBe(200);
  return body.invitation_token;
}

function signUp(body: object, token?: string) {
  return server.post<SignedIn>("/users.signup", body, token);
}

async function roles(): Promise<Record<string, Role>> {
  const { body } = await server.post<UserPage>("/users.list", {}, admin);
  return Object.fromEntries(body.data.map(({ email, role }) => [email, role]));
}

/** Moves the end of all invitations, as if so many milliseconds had passed. */
function letPass(milliseconds: number): void {
  using db = new Database(server.databasePath);
  db.run("PRAGMA busy_timeout = 5000");
  db.query("UPDATE invitation SET expires_at = expires_at - ?").run(milliseconds);
}

describe("/users.invite", () => {
  test("answers an admin with a token of 32 random bytes and the end of its 7 days", async () => {
    const before = Date.now();
    const { status, body } = await server.post<Invited>("/users.invite", { role: "agent" }, admin);
    expect({ status, body }).toEqual({
      status: 200,
      body: {
        id: expect.any(String) as string,
        invitation_token: expect.stringMatching(/^[\w-]{43}$/),
        expires_at: TIME as string,
      },
    });
    const lifetime = Date.parse(body.expires_at) - before;
    expect(INVITATION_LIFETIME).toBe(7 * 24 * 60 * 60 * 1_000);
    expect(lifetime).toBeGreaterThanOrEqual(INVITATION_LIFETIME);
    expect(lifetime).toBeLessThan(INVITATION_LIFETIME + 60_000);
    expect(await invite("agent")).not.toBe(body.invitation_token);
  });

  test("keeps no invitation's token in the database, only its hash", async () => {
    const token = await invite("agent");
    using db = new Database(server.databasePath, { readonly: true });
    const kept = JSON.stringify(db.query("SELECT * FROM invitation").all());
    expect(kept).not.toContain(token);
    expect(kept).toContain(new Bun.CryptoHasher("sha256").update(token).digest("hex"));
  });

  test(`refuses one more than ${INVITATIONS_MAX} open ones with 409, until one is used or has expired`, async () => {
    const first = await invite("agent");
    for (let n = 1; n < INVITATIONS_MAX; n += 1) await invite("agent");
    const full = () => server.post("/users.invite", { role: "agent" }, admin);
    expectRefusal(await full(), { status: 409, code: "limit_reached" });
    await signUp({ ...GRACE, invitation_token: first });
    await invite("agent");
    expectRefusal(await full(), { status: 409, code: "limit_reached" });
    letPass(INVITATION_LIFETIME + 1);
    await invite("agent");
  });
});

describe("/users.signup with an invitation", () => {
  test.each<Role>(["admin", "agent"])("makes an account with its role, %s", async (role) => {
    const invitation_token = await invite(role);
    const { status, body } = await signUp({ ...GRACE, invitation_token });
    expect({ status, body }).toEqual({
      status: 200,
      body: { id: UUID, first_name: "Grace", last_name: "Hopper", token: TOKEN } as SignedIn,
    });
    expect(await roles()).toEqual({ "ada@example.org": "admin", "grace@example.org": role });
    const { status: invited } = await server.post("/users.invite", { role: "agent" }, body.token);
    expect(invited).toBe(role === "admin" ? 200 : 403);
  });

  test("needs no other token, and minds none", async () => {
    const { token: visitor } = await server.visitor();
    const { token: agent } = await server.agent();
    for (const token of [undefined, visitor, agent, "no token"]) {
      const account = { ...GRACE, email: `${crypto.randomUUID()}@example.org` };
      const invitation_token = await invite("agent");
      expect((await signUp({ ...account, invitation_token }, token)).status).toBe(200);
    }
  });

  test("makes one account, and after a restart it is used up too", async () => {
    const invitation_token = await invite("agent");
    expect((await signUp({ ...GRACE, invitation_token })).status).toBe(200);
    expectRefusal(await signUp({ ...OTHER, invitation_token }), UNAUTHORIZED);
    server = await server.restart();
    expectRefusal(await signUp({ ...OTHER, invitation_token }), UNAUTHORIZED);
    expect(Object.keys(await roles())).not.toContain(OTHER.email);
  });

  test("makes one account of many that come at once", async () => {
    const invitation_token = await invite("agent");
    const answers = await Promise.all(
      Array.from({ length: 5 }, (_, n) =>
        signUp({ ...GRACE, email: `grace${n}@example.org`, invitation_token }),
      ),
    );
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
      200, 401, 401, 401, 401,
    ]);
    expect(Object.keys(await roles()).length).toBe(2);
  });

  test("is good until its time is over, and not after it", async () => {
    const invitation_token = await invite("agent");
    letPass(INVITATION_LIFETIME - 60_000);
    const body = { ...GRACE, invitation_token };
    expect((await signUp(body)).status).toBe(200);
    const late = await invite("agent");
    letPass(INVITATION_LIFETIME + 1);
    expectRefusal(await signUp({ ...OTHER, invitation_token: late }), UNAUTHORIZED);
  });

  test("is not used up by what is refused: a taken address, a short password", async () => {
    const invitation_token = await invite("agent");
    const taken = await signUp({ ...GRACE, email: "ada@example.org", invitation_token });
    expectRefusal(taken, { status: 409, code: "email_taken" });
    expectInvalid(await signUp({ ...GRACE, password: "12345", invitation_token }), "password");
    expect((await signUp({ ...GRACE, invitation_token })).status).toBe(200);
  });

  const wrong: Readonly<Record<string, (good: string) => string>> = {
    "an empty one": () => "",
    "one letter less": (good) => good.slice(1),
    "one letter more": (good) => `${good}A`,
    "other letters' case": (good) => swapCase(good),
    "its hash": (good) => new Bun.CryptoHasher("sha256").update(good).digest("hex"),
    "the setup token": () => server.setupToken ?? "",
    SQL: () => "' OR '1'='1",
  };
  for (const [what, make] of Object.entries(wrong)) {
    test(`refuses ${what} with 401 and leaves the good one good`, async () => {
      const good = await invite("agent");
      expectRefusal(await signUp({ ...GRACE, invitation_token: make(good) }), UNAUTHORIZED);
      expect((await signUp({ ...GRACE, invitation_token: good })).status).toBe(200);
    });
  }

  test("refuses another role than its own, and is not used up", async () => {
    const invitation_token = await invite("agent");
    for (const role of ["admin", "agent"]) {
      expectInvalid(await signUp({ ...GRACE, invitation_token, role }), "role");
    }
    expect((await signUp({ ...GRACE, invitation_token })).status).toBe(200);
    expect((await roles())["grace@example.org"]).toBe("agent");
  });

  test("is no token: it opens nothing else", async () => {
    const invitation_token = await invite("admin");
    for (const path of ["/users.list", "/channels.list", "/users.invite"]) {
      expectRefusal(await server.post(path, { role: "admin" }, invitation_token), UNAUTHORIZED);
    }
  });
});

describe("An invitation ends with the rights of who has made it:", () => {
  type Maker = { readonly id: string; readonly token: string };
  const ends: Readonly<Record<string, (maker: Maker) => Promise<{ status: number }>>> = {
    "an admin who is removed": ({ id }) => server.post("/users.remove", { id }, admin),
    "an admin who becomes an agent": ({ id }) =>
      server.post("/users.update", { id, role: "agent" }, admin),
    "a bot whose token is revoked": ({ id }) => server.post("/tokens.revoke", { id }, admin),
  };
  for (const [who, end] of Object.entries(ends)) {
    test(who, async () => {
      const maker = await (who.startsWith("a bot") ? server.bot("admin") : server.agent("admin"));
      const invitation_token = await invite("admin", maker.token);
      const others = await invite("agent");
      expect((await end(maker)).status).toBe(200);
      expectRefusal(await signUp({ ...GRACE, invitation_token }), UNAUTHORIZED);
      expect((await signUp({ ...GRACE, invitation_token: others })).status).toBe(200);
    });
  }
});

test("Wrong invitations count as wrong passwords of that address, whatever X-Forwarded-For says", async () => {
  await using limited = await startTestServer();
  const { token } = await limited.operator();
  const { body } = await limited.post<Invited>("/users.invite", { role: "agent" }, token);
  const ask = (invitation_token: string, n: number, path = "/users.signup") =>
    limited.post<Refusal>(path, { ...GRACE, invitation_token }, undefined, {
      "X-Forwarded-For": `203.0.113.${n}`,
    });
  for (let n = 0; n < 5; n += 1) expect((await ask(`guess ${n}`, n)).status).toBe(401);
  for (let n = 5; n < 10; n += 1) {
    expect((await ask(`guess ${n}`, n, "/invitations.info")).status).toBe(404);
  }
  const unread = await ask(body.invitation_token, 11, "/invitations.info");
  expectRefusal(unread, { status: 429, code: "too_many_requests" });
  const refused = await ask(body.invitation_token, 11);
  expectRefusal(refused, { status: 429, code: "too_many_requests" });
  expect(refused.headers.get("retry-after")).toMatch(/^\d+$/);
});

function swapCase(text: string): string {
  return text === text.toUpperCase() ? text.toLowerCase() : text.toUpperCase();
}

test("/invitations.info tells who has one by whom they are invited, and nobody else anything", async () => {
  const asked = { role: "admin", name: "that one" };
  const { body: made } = await server.post<Invited>("/users.invite", asked, admin);
  const read = (invitation_token: string) =>
    server.post<Refusal>("/invitations.info", { invitation_token });
  const { status, body } = await read(made.invitation_token);
  expect<object>({ status, body }).toEqual({
    status: 200,
    body: { role: "admin", invited_by: "Ada Lovelace", expires_at: made.expires_at },
  });
  for (const wrong of ["", made.id, swapCase(made.invitation_token), "x".repeat(43)]) {
    expectRefusal(await read(wrong), { status: 404, code: "not_found" });
  }
  await signUp({ ...GRACE, invitation_token: made.invitation_token });
  expectRefusal(await read(made.invitation_token), { status: 404, code: "not_found" });
});

describe("/invitations.list and /invitations.revoke", () => {
  async function open(): Promise<readonly Invitation[]> {
    return (await server.post<InvitationList>("/invitations.list", {}, admin)).body.data;
  }

  async function inviteNamed(name?: string): Promise<Invited> {
    const body = { role: "agent", ...(name !== undefined && { name }) };
    return (await server.post<Invited>("/users.invite", body, admin)).body;
  }

  test("show what is open, the newest first, with whom it is for and who has made it, and no token", async () => {
    const first = await inviteNamed(" Grace ");
    const second = await inviteNamed();
    const data = await open();
    expect<readonly object[]>(data.slice(0, 2)).toEqual([
      { id: second.id, role: "agent", invited_by: "Ada Lovelace", expires_at: second.expires_at },
      {
        id: first.id,
        role: "agent",
        name: "Grace",
        invited_by: "Ada Lovelace",
        expires_at: first.expires_at,
      },
    ]);
    expect(JSON.stringify(data)).not.toContain(first.invitation_token);
    for (const { id } of [first, second]) await server.post("/invitations.revoke", { id }, admin);
  });

  test("end one: it makes no account any more, and is 404 from then on", async () => {
    const { id, invitation_token } = await inviteNamed("Grace");
    const kept = await inviteNamed("Eve");
    expect((await server.post("/invitations.revoke", { id }, admin)).status).toBe(200);
    expect((await open()).map((one) => one.id)).toEqual([kept.id]);
    const body = { ...GRACE, email: "revoked@example.org", invitation_token };
    expect((await server.post("/users.signup", body)).status).toBe(401);
    expect((await server.post("/invitations.revoke", { id }, admin)).status).toBe(404);
    await server.post("/invitations.revoke", { id: kept.id }, admin);
  });

  test("do not show one that has been used or has expired", async () => {
    const { invitation_token } = await inviteNamed("Grace");
    const body = { ...GRACE, email: "used@example.org", invitation_token };
    expect((await server.post("/users.signup", body)).status).toBe(200);
    await inviteNamed("Late");
    letPass(INVITATION_LIFETIME + 1);
    expect(await open()).toEqual([]);
  });
});

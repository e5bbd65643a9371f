/** The command line as a person meets it: a process of its own, started in an empty folder. */
import { Database } from "bun:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { version } from "../package.json";
import { emptyFolder, type Folder, type ParleyProcess } from "./parley-process.ts";
import { ROOT } from "./project-files.ts";
import { StompPeer } from "./stomp-peer.ts";

let folder: Folder;
beforeEach(() => void (folder = emptyFolder()));
afterEach(() => folder[Symbol.asyncDispose]());

const SEEDED = "b7a9bb38-605d-5b80-a64d-c95a49d8a2fa";

interface Ended {
  readonly code: number;
  readonly printed: string;
  readonly errors: string;
}

/** Runs a command that ends by itself. */
async function run(args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  const child = Bun.spawn([process.execPath, join(ROOT, "cli.ts"), ...args], {
    cwd: folder.path,
    env,
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  const [printed, errors, code] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
    child.exited,
  ]);
  return { code, printed, errors };
}

/** One sentence on standard error, status 1, and nothing else. */
function expectStopped(ended: Ended, sentence: string | RegExp): void {
  expect({ ...ended, errors: "" }).toEqual({ code: 1, printed: "", errors: "" });
  expect(ended.errors).toMatch(/^parley: [^\n]+\n$/);
  expect(ended.errors).toMatch(sentence);
}

async function post<Body>(url: string, path: string, body: object, token = ""): Promise<Body> {
  const response = await fetch(`${url}${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: token },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return (await response.json()) as Body;
}

/** Makes the first account and gives its token. */
async function signUp({ url, setupToken: setup_token }: ParleyProcess): Promise<string> {
  const account = {
    first_name: "Ada",
    last_name: "Lovelace",
    email: "ada@example.org",
    password: "correct horse",
    setup_token,
  };
  return (await post<{ token: string }>(url, "/users.signup", account)).token;
}

describe("The start prints what a person does next, and nothing else:", () => {
  test("the URL and the way into the inbox, which is there", async () => {
    const { url, printed, end, errors } = await folder.start();
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(printed.split("\n")).toEqual([
      `URL    ${url}`,
      expect.stringMatching(/^Inbox  http:\/\/127\.0\.0\.1:\d+\/inbox#setup=[\w-]{43}$/),
      "",
    ]);
    expect((await fetch(`${url}/inbox`)).status).toBe(200);
    await end("SIGTERM");
    expect(await errors()).toMatch(/^\S+Z info stopping signal=SIGTERM\n$/);
  });

  test("no way to set up once there is an account", async () => {
    const first = await folder.start();
    await signUp(first);
    await first.end("SIGTERM");
    const second = await folder.start();
    expect(second.printed).toBe(`URL    ${second.url}\n`);
  });

  test("with --seed-channel the channel's id, its page and the snippet, all of which work", async () => {
    const { url, printed } = await folder.start(["--seed-channel"]);
    expect(printed).toContain(`\nPage   ${url}/example.html?channel_id=${SEEDED}\n`);
    expect(printed).toContain(`\nID     ${SEEDED}\n`);
    const snippet = /<script>[^]*<\/script>\n$/.exec(printed)?.[0] ?? "";
    expect(snippet).toContain(`"${SEEDED}"`);
    expect(snippet).toContain(`"${url}"`);
    const page = await fetch(`${url}/example.html?channel_id=${SEEDED}`);
    expect(await page.text()).toContain(SEEDED);
    const body = { channel_id: SEEDED };
    expect(await post(url, "/chatplugin.authenticate", body)).toMatchObject({ messages: [] });
  });

  test("everything under --public-url, when there is one", async () => {
    const child = Bun.spawn(
      [
        ...[process.execPath, join(ROOT, "cli.ts"), "--port=0", "--seed-channel"],
        "--public-url=https://chat.example.org/",
      ],
      { cwd: folder.path, env: {}, stdout: "pipe", stderr: "ignore" },
    );
    let printed = "";
    for await (const chunk of child.stdout) {
      printed += new TextDecoder().decode(chunk);
      if (printed.includes("</script>")) break;
    }
    child.kill();
    await child.exited;
    expect(printed).toStartWith("URL    https://chat.example.org\n");
    expect(printed).toContain("\nInbox  https://chat.example.org/inbox#setup=");
    expect(printed).toContain("\nPage   https://chat.example.org/example.html?channel_id=");
    expect(printed).toContain('"https://chat.example.org"');
    expect(printed).not.toContain("127.0.0.1");
  });
});

describe("--seed-channel", () => {
  test("seeds once, however often it starts, and connects again what was disconnected", async () => {
    const first = await folder.start(["--seed-channel"]);
    const token = await signUp(first);
    const { data } = await post<{ data: unknown[] }>(first.url, "/channels.list", {}, token);
    expect(data).toEqual([
      { id: SEEDED, name: "Chat plugin", source: "chat_plugin", source_channel_id: "demo" },
    ]);
    await post(first.url, "/channels.disconnect", { channel_id: SEEDED }, token);
    await first.end("SIGTERM");

    const second = await folder.start(["--seed-channel"]);
    expect(second.printed).toContain(`\nID     ${SEEDED}\n`);
    const again = await post<{ data: unknown[] }>(second.url, "/channels.list", {}, token);
    expect(again.data).toEqual(data);
  });

  test("takes a name, and has another channel for another name", async () => {
    const running = await folder.start(["--seed-channel", "website-identifier-42"]);
    expect(running.printed).toContain("\nID     625c0084-1043-5727-bfd9-40366ef08a64\n");
  });
});

describe("One sentence and status 1", () => {
  test("when another process uses the file; the other one goes on", async () => {
    const running = await folder.start();
    expectStopped(await run(["--port=0"]), "another Parley is using ./parley.db");
    expect((await fetch(`${running.url}/healthz`)).status).toBe(200);
    await running.end("SIGKILL");
    const next = await folder.start();
    expect((await fetch(`${next.url}/healthz`)).status).toBe(200);
  });

  test("when the port is taken, and the file is free again", async () => {
    const running = await folder.start();
    const args = [`--port=${running.port}`, "--db=other.db"];
    expectStopped(await run(args), `cannot listen on 127.0.0.1:${running.port}: `);
    await folder.start(["--db=other.db"]);
  });

  const UNUSABLE: readonly [what: string, make: (path: string) => void, sentence: string][] = [
    ["a text file", (path) => writeFileSync(path, "not a database\n".repeat(100)), "not a SQLite"],
    ["an empty folder", (path) => mkdirSync(path), "cannot be used"],
    ["somebody else's database", (path) => makeDatabase(path, 0, 1), "not one of Parley's"],
    ["a newer Parley's database", (path) => makeDatabase(path, 0x50524c59, 999), "newer Parley"],
  ];
  test.each(UNUSABLE)(
    "when the database is %s, which stays as it is",
    async (_, make, sentence) => {
      const path = join(folder.path, "parley.db");
      make(path);
      const before = isFolder(path) ? undefined : readFileSync(path);
      expectStopped(await run(["--port=0"]), sentence);
      expect(isFolder(path) ? undefined : readFileSync(path)).toEqual(before);
    },
  );

  test("when the database's folder does not exist, which is not made", async () => {
    const ended = await run(["--port=0", "--db=missing/parley.db"]);
    expectStopped(ended, "missing/parley.db cannot be used: the folder does not exist");
    expect(readdirSync(folder.path)).toEqual([]);
  });

  test("when a setting is unknown or does not fit; nothing is made", async () => {
    expectStopped(await run(["--prot=1"]), "unknown option --prot=1");
    expectStopped(await run(["start"]), "unknown command start");
    expectStopped(await run(["--port=x"]), '--port must be a number from 0 to 65535, not "x"');
    expectStopped(await run([], { PARLEY_PROT: "1" }), "unknown environment variable PARLEY_PROT");
    const secret = "short";
    const ended = await run([], { PARLEY_SECRET: secret });
    expectStopped(ended, "PARLEY_SECRET must have 32 bytes or more");
    expect(ended.errors).not.toContain(secret);
    expect(readdirSync(folder.path)).toEqual([]);
  });
});

test("--version says the version, --help every flag; both end with 0 and make nothing", async () => {
  expect(await run(["--version"])).toEqual({ code: 0, printed: `${version}\n`, errors: "" });
  const help = await run(["--help"]);
  expect({ ...help, printed: "" }).toEqual({ code: 0, printed: "", errors: "" });
  expect(help.printed).toStartWith(`Parley ${version}: `);
  expect(help.printed).toContain("--seed-channel [NAME]");
  expect(readdirSync(folder.path)).toEqual([]);
});

describe.each(["SIGTERM", "SIGINT"] as const)("DELIVERY-8: %s", (signal) => {
  test("finishes what is in flight, tells the sockets 1001, exits 0 within 5 seconds, leaves no log behind", async () => {
    const running = await folder.start(["--seed-channel", "--rate-limit=off"]);
    const { url } = running;
    const operator = await signUp(running);
    const body = { channel_id: SEEDED };
    const { token } = await post<{ token: string }>(url, "/chatplugin.authenticate", body);
    await post(url, "/chatplugin.send", { message: { text: "hello" } }, token);
    using visitor = await StompPeer.connect(url, "/ws.chatplugin", token);
    await visitor.settle("SUBSCRIBE", { id: "0", destination: "/user/queue/message" });
    using inbox = await StompPeer.connect(url, "/ws.communication", operator);
    using silent = await StompPeer.open(url, "/ws.chatplugin");
    const waiting = post(url, "/chatplugin.messages", { after: 1, wait: 25 }, token);
    const sent = Array.from({ length: 50 }, (_, n) =>
      post<{ offset: number }>(url, "/chatplugin.send", { message: { text: `${n}` } }, token),
    );
    const [first] = await Promise.all([sent[0], waiting]);
    const again = post(url, "/chatplugin.messages", { after: 51, wait: 25 }, token).catch(
      () => null,
    );
    const answered = Promise.allSettled(sent);

    const start = performance.now();
    expect(await running.end(signal)).toBe(0);
    expect(performance.now() - start).toBeLessThan(5_000);
    for (const peer of [visitor, inbox, silent]) expect(await peer.closed()).toBe(1001);
    await again;
    expect(first?.offset).toBeGreaterThan(1);
    expect(readdirSync(folder.path).toSorted()).toEqual(["parley.db", "parley.db-lock"]);
    expect(await running.errors()).toMatch(/^\S+Z info stopping signal=SIG(TERM|INT)\n$/);

    // What was answered is there.
    const next = await folder.start(["--rate-limit=off"]);
    const list = await post<{ messages: { offset: number }[] }>(
      next.url,
      "/chatplugin.messages",
      { after: 0 },
      token,
    );
    const stored = new Set(list.messages.map(({ offset }) => offset));
    for (const one of await answered) {
      if (one.status === "fulfilled") expect(stored.has(one.value.offset)).toBe(true);
    }
  });

  test("answers a long poll that waits, whole and at once", async () => {
    const running = await folder.start(["--seed-channel"]);
    const { url } = running;
    const body = { channel_id: SEEDED };
    const { token } = await post<{ token: string }>(url, "/chatplugin.authenticate", body);
    const waiting = post(url, "/chatplugin.messages", { after: 0, wait: 25 }, token);
    // One process, one loop: what is answered now has come after the poll.
    await post(url, "/chatplugin.messages", { after: 0 }, token);
    const start = performance.now();
    expect(await running.end(signal)).toBe(0);
    expect(performance.now() - start).toBeLessThan(5_000);
    expect(await waiting).toEqual({ messages: [] });
    expect(await fetch(`${url}/healthz`).catch(() => "refused")).toBe("refused");
  });
});

function makeDatabase(path: string, application: number, schema: number): void {
  using db = new Database(path, { create: true });
  db.run("CREATE TABLE recipe (name TEXT)");
  db.run(`PRAGMA application_id = ${application}`);
  db.run(`PRAGMA user_version = ${schema}`);
}

function isFolder(path: string): boolean {
  return statSync(path).isDirectory();
}

/** The command line as a person meets it: a process of its own, started in an empty folder. */
import { Database } from "bun:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { version } from "../package.json";
import { emptyFolder, type Folder, type ParleyProcess } from "./parley-process.ts";
import { ROOT } from "./project-files.ts";
import { StompPeer } from "./stomp-peer.ts";
import { expectStopped } from "./stopped.ts";

let folder: Folder;
beforeEach(() => void (folder = emptyFolder()));
afterEach(() => folder[Symbol.asyncDispose]());

const SEEDED = "b7a9bb38-605d-5b80-a64d-c95a49d8a2fa";

const run: Folder["run"] = (args, env) => folder.run(args, env);

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
    expectStopped(await run(["--port=0"]), /another Parley is using .*parley\.db\n/);
    expect((await fetch(`${running.url}/healthz`)).status).toBe(200);
    await running.end("SIGKILL");
    const next = await folder.start();
    expect((await fetch(`${next.url}/healthz`)).status).toBe(200);
  });

  test("when the port is taken; no file is made, and one that is there begins no history", async () => {
    const running = await folder.start();
    const files = readdirSync(folder.path).toSorted();
    const args = [`--port=${running.port}`, "--db=other.db"];
    expectStopped(await run(args), `cannot listen on 127.0.0.1:${running.port}: `);
    expect(readdirSync(folder.path).toSorted()).toEqual(files);

    const other = await folder.start(["--db=other.db"]);
    await other.end("SIGTERM");
    for (let n = 0; n < 3; n += 1) expect((await run(args)).code).toBe(1);
    using db = new Database(join(folder.path, "other.db"), { readwrite: true });
    expect(db.query("SELECT count(*) FROM history").values()).toEqual([[1]]);
    expect(readdirSync(folder.path)).toContain("other.db-lock");
  });

  test("when the file is in use under another name", async () => {
    const running = await folder.start();
    symlinkSync("parley.db", join(folder.path, "link.db"));
    mkdirSync(join(folder.path, "data"));
    symlinkSync("data", join(folder.path, "here"));
    const inFolder = await folder.start(["--db=data/chat.db"]);
    symlinkSync("here/chat.db", join(folder.path, "chat.db"));
    for (const name of ["link.db", "./data/../link.db", "here/chat.db", "chat.db"]) {
      expectStopped(await run(["--port=0", `--db=${name}`]), "another Parley is using ");
    }
    for (const { url } of [running, inFolder]) {
      expect((await fetch(`${url}/healthz`)).status).toBe(200);
    }
  });

  test("when nobody knows the host; nothing is made", async () => {
    const ended = await run(["--host=nosuch.invalid"]);
    expectStopped(ended, "cannot listen on nosuch.invalid: no machine has this name");
    expect(readdirSync(folder.path)).toEqual([]);
  });

  const UNUSABLE: readonly [what: string, make: (path: string) => void, sentence: string][] = [
    ["a text file", (path) => writeFileSync(path, "not a database\n".repeat(100)), "not a SQLite"],
    ["an empty folder", (path) => mkdirSync(path), "./parley.db is a folder; name a file in it"],
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
      expect(readdirSync(folder.path)).toEqual(["parley.db"]);
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
    expectStopped(await run(["--db=:memory:"]), '--db must be the path of a file, not ":memory:"');
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

test("What is made is for its user alone", async () => {
  const running = await folder.start();
  await signUp(running);
  expect(filesOf(folder).map(({ name }) => name)).toEqual([
    "parley.db",
    "parley.db-lock",
    "parley.db-shm",
    "parley.db-wal",
  ]);
  for (const { mode } of filesOf(folder)) expect((mode & 0o077).toString(8)).toBe("0");
});

test("DELIVERY-6: it goes on when nobody reads what it prints and logs any more", async () => {
  const child = Bun.spawn(
    [process.execPath, join(ROOT, "cli.ts"), "--port=0", "--log-level=debug", "--rate-limit=off"],
    { cwd: folder.path, env: {}, stdout: "pipe", stderr: "pipe" },
  );
  const reader = child.stdout.getReader();
  let printed = "";
  while (!/#setup=\S+\n/.test(printed)) {
    printed += new TextDecoder().decode((await reader.read()).value);
  }
  await reader.cancel();
  await child.stderr.cancel();
  const url = /^URL +(\S+)$/m.exec(printed)?.[1] ?? "";
  for (let n = 0; n < 5; n += 1) {
    const answer = await fetch(`${url}/users.login`, { method: "POST", body: "{}" });
    expect(answer.status).toBe(415);
  }
  child.kill("SIGTERM");
  expect(await child.exited).toBe(0);
});

test("DELIVERY-8: a second signal ends at once, with status 1", async () => {
  const running = await folder.start(["--seed-channel"]);
  // A request whose body does not come: it is waited for.
  const peer = await Bun.connect({
    hostname: "127.0.0.1",
    port: running.port,
    socket: { data: () => undefined },
  });
  peer.write("POST /users.login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n");
  peer.write("Content-Length: 10\r\n\r\n{");
  await fetch(`${running.url}/healthz`);
  const start = performance.now();
  const ended = running.end("SIGTERM");
  // The same signal at once is none: npm passes on what the terminal has sent already.
  process.kill(running.pid, "SIGTERM");
  const again = setInterval(() => process.kill(running.pid, "SIGINT"), 100);
  expect(await ended).toBe(1);
  clearInterval(again);
  expect(performance.now() - start).toBeGreaterThan(400);
  expect(performance.now() - start).toBeLessThan(2_500);
  peer.end();
});

function filesOf({ path }: Folder): { readonly name: string; readonly mode: number }[] {
  return readdirSync(path)
    .toSorted()
    .map((name) => ({ name, mode: statSync(join(path, name)).mode }));
}

function makeDatabase(path: string, application: number, schema: number): void {
  using db = new Database(path, { create: true });
  db.run("CREATE TABLE recipe (name TEXT)");
  db.run(`PRAGMA application_id = ${application}`);
  db.run(`PRAGMA user_version = ${schema}`);
}

function isFolder(path: string): boolean {
  return statSync(path).isDirectory();
}

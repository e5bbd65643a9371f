/** `parley backup` and `parley restore`, as processes of their own. */
import { Database } from "bun:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { ask, mustAsk } from "./faults/ask.ts";
import { emptyFolder, type Folder, type ParleyProcess } from "./parley-process.ts";
import { expectStopped } from "./stopped.ts";

let folder: Folder;
beforeEach(() => void (folder = emptyFolder()));
afterEach(() => folder[Symbol.asyncDispose]());

const ARGUMENTS = ["--seed-channel", "--rate-limit", "off"];
const PAGE = 4_096;

function at(name: string): string {
  return join(folder.path, name);
}

async function newVisitor({ url, printed }: ParleyProcess): Promise<string> {
  const channel_id = /^ID +(\S+)$/m.exec(printed)?.[1];
  const path = `${url}/chatplugin.authenticate`;
  return (await mustAsk<{ token: string }>(path, { channel_id })).token;
}

/** Ten at a time. */
async function send({ url }: ParleyProcess, token: string, texts: readonly string[]) {
  for (let n = 0; n < texts.length; n += 10) {
    const some = texts.slice(n, n + 10);
    const path = `${url}/chatplugin.send`;
    await Promise.all(some.map((text) => mustAsk(path, { message: { text } }, token)));
  }
}

function textsOf(count: number, word: string): string[] {
  return Array.from({ length: count }, (_, n) => `${word} ${n} ${"x".repeat(500)}`);
}

/** The newest messages, and what the file itself says of its health. */
async function stored(path: string): Promise<{ messages: number; health: unknown }> {
  using db = new Database(path, { readwrite: true });
  return {
    messages: db.query<{ n: number }, []>("SELECT count(*) AS n FROM message").get()?.n ?? -1,
    health: db.query("PRAGMA integrity_check").values(),
  };
}

const HEALTHY = [["ok"]];

describe("parley backup", () => {
  test("DELIVERY-9: copies the database beside a running server, whole, while messages are stored", async () => {
    const parley = await folder.start(ARGUMENTS);
    const token = await newVisitor(parley);
    await send(parley, token, textsOf(100, "before"));
    const sending = send(parley, token, textsOf(200, "meanwhile"));
    expect(await folder.run(["backup", "backup.db"])).toEqual({
      code: 0,
      printed: "backup.db is a backup of ./parley.db\n",
      errors: "",
    });
    await sending;
    const { messages, health } = await stored(at("backup.db"));
    expect(health).toEqual(HEALTHY);
    expect(messages).toBeGreaterThanOrEqual(100);
    expect((statSync(at("backup.db")).mode & 0o077).toString(8)).toBe("0");
    expect(readdirSync(folder.path).filter((name) => name.startsWith("backup"))).toEqual([
      "backup.db",
    ]);
    expect(await parley.end("SIGTERM")).toBe(0);
    expect((await stored(at("parley.db"))).messages).toBe(300);
  });

  test("DELIVERY-9: copies what a killed server has left in its log", async () => {
    const parley = await folder.start(ARGUMENTS);
    await send(parley, await newVisitor(parley), textsOf(20, "answered"));
    await parley.end("SIGKILL");
    expect(statSync(at("parley.db-wal")).size).toBeGreaterThan(0);
    expect((await folder.run(["backup", "backup.db", "--db", "parley.db"])).code).toBe(0);
    expect(await stored(at("backup.db"))).toEqual({ messages: 20, health: HEALTHY });
  });

  test("DELIVERY-9: writes over nothing, and leaves nothing where it fails", async () => {
    await (await folder.start()).end("SIGTERM");
    writeFileSync(at("kept.db"), "kept");
    mkdirSync(at("folder"));
    writeFileSync(at("text.db"), "not a database\n".repeat(100));
    const files = readdirSync(folder.path).toSorted();
    for (const [args, sentence] of [
      [["backup", "kept.db"], "kept.db is there already"],
      [["backup", "folder"], "folder is a folder; name a file in it"],
      [["backup", "parley.db"], "parley.db is there already"],
      [["backup", "missing/b.db"], "missing/b.db cannot be used: the folder does not exist"],
      [["backup", "b.db", "--db=missing.db"], "there is no missing.db"],
      [["backup", "b.db", "--db=text.db"], "it is not a SQLite database"],
    ] as const) {
      expectStopped(await folder.run(args), sentence);
      expect(readdirSync(folder.path).toSorted()).toEqual(files);
    }
    expect(readFileSync(at("kept.db"), "utf8")).toBe("kept");
  });
});

describe("parley restore", () => {
  test("DELIVERY-9, DELIVERY-4: brings a backup back after kill -9, without what its log still holds; clients load afresh", async () => {
    const first = await folder.start(ARGUMENTS);
    const token = await newVisitor(first);
    await send(first, token, textsOf(100, "before"));
    expect((await folder.run(["backup", "backup.db"])).code).toBe(0);
    await send(first, token, textsOf(300, "after"));
    const seen = await fetch(`${first.url}/chatplugin.messages`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Authorization: token },
      body: '{"after":0}',
    });
    const history = seen.headers.get("parley-history");
    await first.end("SIGKILL");
    expect(statSync(at("parley.db-wal")).size).toBeGreaterThan(0);

    expect(await folder.run(["restore", "backup.db"])).toEqual({
      code: 0,
      printed: "./parley.db is now what backup.db holds\n",
      errors: "",
    });
    expect(readdirSync(folder.path).filter((name) => /-(wal|shm)$/.test(name))).toEqual([]);
    expect((statSync(at("parley.db")).mode & 0o077).toString(8)).toBe("0");
    const second = await folder.start(ARGUMENTS);
    const messages = `${second.url}/chatplugin.messages`;
    const page = await mustAsk<{ messages: object[] }>(messages, { after: 0 }, token);
    expect(page.messages).toHaveLength(100);
    const patience = 10_000;
    const late = await ask(messages, { after: 200, history }, { token, patience });
    expect(late).toMatchObject({ status: 409, code: "history_changed" });
    await send(second, token, ["goes on"]);
    await second.end("SIGTERM");
    expect(await stored(at("parley.db"))).toEqual({ messages: 101, health: HEALTHY });
  });

  test("DELIVERY-9: takes a file with its log, as a disk's snapshot has it, and leaves both as they are", async () => {
    const parley = await folder.start(ARGUMENTS);
    await send(parley, await newVisitor(parley), textsOf(20, "answered"));
    await parley.end("SIGKILL");
    mkdirSync(at("snapshot"));
    for (const name of ["parley.db", "parley.db-wal"])
      copyFileSync(at(name), at(`snapshot/${name}`));
    const before = readdirSync(at("snapshot")).map((name) => readFileSync(at(`snapshot/${name}`)));
    expect((await folder.run(["restore", "snapshot/parley.db", "--db=new.db"])).code).toBe(0);
    expect(await stored(at("new.db"))).toEqual({ messages: 20, health: HEALTHY });
    expect(readdirSync(at("snapshot")).map((name) => readFileSync(at(`snapshot/${name}`)))).toEqual(
      before,
    );
    expect(readdirSync(folder.path).filter((name) => name.startsWith("new"))).toEqual(["new.db"]);
  });

  test("DELIVERY-9: touches nothing while a server uses the database", async () => {
    const parley = await folder.start(ARGUMENTS);
    const token = await newVisitor(parley);
    await send(parley, token, ["before"]);
    expect((await folder.run(["backup", "backup.db"])).code).toBe(0);
    expectStopped(await folder.run(["restore", "backup.db"]), "another Parley is using ");
    await send(parley, token, ["goes on"]);
    expect(await parley.end("SIGTERM")).toBe(0);
  });

  test("DELIVERY-9: touches nothing when the file is no whole backup", async () => {
    const parley = await folder.start(ARGUMENTS);
    await send(parley, await newVisitor(parley), textsOf(100, "kept"));
    await parley.end("SIGTERM");
    const whole = readFileSync(at("parley.db"));
    writeFileSync(at("text.db"), "not a database\n".repeat(1_000));
    writeFileSync(at("empty.db"), "");
    writeFileSync(at("cut.db"), whole.subarray(0, whole.length - 3 * PAGE));
    writeFileSync(at("hurt.db"), whole);
    spoil(at("hurt.db"), Math.floor(whole.length / PAGE / 2));
    makeForeign(at("theirs.db"));
    const files = readdirSync(folder.path).toSorted();
    for (const [file, sentence] of [
      ["missing.db", "there is no missing.db"],
      [".", ". is a folder"],
      ["parley.db", "parley.db is the database itself"],
      ["text.db", "text.db cannot be used: it is not a SQLite database"],
      ["empty.db", "empty.db holds nothing of Parley's"],
      ["cut.db", "cut.db "],
      // Which page it is decides whether the file opens at all.
      ["hurt.db", /hurt\.db (is damaged: |cannot be used: it is damaged)/],
      ["theirs.db", "theirs.db is a database, but not one of Parley's"],
    ] as const) {
      expectStopped(await folder.run(["restore", file]), sentence);
      expect(readdirSync(folder.path).toSorted()).toEqual(files);
      expect(readFileSync(at("parley.db")).equals(whole)).toBe(true);
    }
    expectStopped(await folder.run(["restore", "text.db", "--db=new.db"]), "not a SQLite database");
    expect(existsSync(at("new.db"))).toBe(false);
    expect(existsSync(at("new.db-lock"))).toBe(false);
  });
});

function spoil(path: string, page: number): void {
  const file = openSync(path, "r+");
  writeSync(file, Buffer.alloc(PAGE, 0xff), 0, PAGE, (page - 1) * PAGE);
  closeSync(file);
}

function makeForeign(path: string): void {
  using db = new Database(path, { create: true });
  db.run("CREATE TABLE recipe (name TEXT)");
}

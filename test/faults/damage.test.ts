/** What happens to the files themselves: each case ends with a sentence, or goes on with what is whole. */
import { Database } from "bun:sqlite";
import { describe, expect, test } from "bun:test";
import { closeSync, openSync, renameSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { Message } from "../../protocol/message.ts";
import { emptyFolder, type Folder, type ParleyProcess } from "../parley-process.ts";
import { StompPeer } from "../stomp-peer.ts";
import { ask, mustAsk } from "./ask.ts";
import { mountSmallDisk, WHY_NO_MOUNT } from "./tmpfs.ts";

const ARGUMENTS = ["--seed-channel", "--rate-limit", "off"];
const PAGE = 4_096;
/** More than are replayed at a time. */
const MESSAGES = 150;

async function newVisitor({ url, printed }: ParleyProcess): Promise<string> {
  const channel_id = /^ID +(\S+)$/m.exec(printed)?.[1];
  const path = `${url}/chatplugin.authenticate`;
  return (await mustAsk<{ token: string }>(path, { channel_id })).token;
}

function send({ url }: ParleyProcess, token: string, text: string): Promise<Message> {
  return mustAsk(`${url}/chatplugin.send`, { message: { text } }, token);
}

function read({ url }: ParleyProcess, token: string, after: number): ReturnType<typeof ask> {
  return ask(`${url}/chatplugin.messages`, { after }, { token, patience: 10_000 });
}

/** What the error of a start that fails says. */
async function whyNotStarted(folder: Folder, args: readonly string[]): Promise<string> {
  try {
    await folder.start(args);
    return "it has started";
  } catch (error) {
    return error instanceof Error ? error.message : "";
  }
}

/** Two visitors with messages on pages of their own; the server has stopped. */
async function twoConversations(folder: Folder): Promise<readonly [string, string]> {
  const parley = await folder.start(ARGUMENTS);
  const tokens = [await newVisitor(parley), await newVisitor(parley)] as const;
  for (const token of tokens) {
    for (let count = 0; count < MESSAGES; count += 1) await send(parley, token, "x".repeat(500));
  }
  await parley.end("SIGTERM");
  return tokens;
}

/** The pages of the messages, those of the first conversation first. */
function messagePages(path: string): number[] {
  using db = new Database(path, { readwrite: true });
  return db
    .query<{ pageno: number }, []>(
      "SELECT pageno FROM dbstat WHERE name = 'message' AND pagetype = 'leaf' ORDER BY path",
    )
    .all()
    .map(({ pageno }) => pageno);
}

function spoil(path: string, page: number): void {
  const file = openSync(path, "r+");
  writeSync(file, Buffer.alloc(PAGE, 0xff), 0, PAGE, (page - 1) * PAGE);
  closeSync(file);
}

describe("A damaged page", () => {
  test("DELIVERY-6: takes from its readers what it held, with 503, and nothing from anybody else", async () => {
    await using folder = emptyFolder();
    const [hurt, whole] = await twoConversations(folder);
    const path = join(folder.path, "parley.db");
    const pages = messagePages(path);
    spoil(path, pages[Math.floor(pages.length * 0.4)]!);

    const parley = await folder.start(ARGUMENTS);
    expect(await read(parley, hurt, 0)).toMatchObject({ kind: "answered" });
    expect(await read(parley, hurt, 100)).toMatchObject({ status: 503, code: "storage_failed" });
    for (const offset of ["0", "100"]) {
      using peer = await StompPeer.connect(parley.url, "/ws.chatplugin", hurt);
      peer.send("SUBSCRIBE", { id: "1", destination: "/user/queue/message", offset });
      let frame = await peer.frame();
      while (frame.command === "MESSAGE") frame = await peer.frame();
      expect(frame).toMatchObject({ command: "ERROR", headers: { code: "storage_failed" } });
      expect(await peer.closed()).toBe(1011);
    }

    expect(await read(parley, whole, 0)).toMatchObject({ kind: "answered" });
    expect(await send(parley, whole, "goes on")).toMatchObject({ offset: MESSAGES + 1 });
    expect(await send(parley, hurt, "goes on too")).toMatchObject({ offset: MESSAGES + 1 });
    expect((await fetch(`${parley.url}/healthz`)).status).toBe(200);
    await parley.end("SIGTERM");
    expect(await parley.errors()).toContain("SQLITE_CORRUPT");
  });

  test("DELIVERY-6: at the head of the file ends the start with a sentence", async () => {
    await using folder = emptyFolder();
    await twoConversations(folder);
    spoil(join(folder.path, "parley.db"), 1);
    expect(await whyNotStarted(folder, ARGUMENTS)).toMatch(
      /^Parley did not start: parley: .*cannot be used: .*\n$/,
    );
  });
});

describe("The database's file", () => {
  test("DELIVERY-6: taken away under the running server ends it with a sentence and status 1", async () => {
    await using folder = emptyFolder();
    const parley = await folder.start(ARGUMENTS);
    const token = await newVisitor(parley);
    await send(parley, token, "before");
    renameSync(join(folder.path, "parley.db"), join(folder.path, "elsewhere.db"));
    const sent = await ask(
      `${parley.url}/chatplugin.send`,
      { message: { text: "after" } },
      {
        token,
        patience: 10_000,
      },
    );
    expect(sent.kind).not.toBe("answered");
    expect(await parley.errors()).toContain("parley.db was deleted or replaced");
    expect(await parley.end("SIGKILL")).toBe(1);
  });

  test("DELIVERY-6: held by another program delays what is sent, and reading goes on", async () => {
    await using folder = emptyFolder();
    const parley = await folder.start(ARGUMENTS);
    const token = await newVisitor(parley);
    await send(parley, token, "before");
    using other = new Database(join(folder.path, "parley.db"), { readwrite: true });
    other.run("BEGIN IMMEDIATE");
    const sent = send(parley, token, "meanwhile");
    expect(await read(parley, token, 0)).toMatchObject({ body: { messages: [{ offset: 1 }] } });
    other.run("ROLLBACK");
    expect(await sent).toMatchObject({ offset: 2 });
  });

  test("DELIVERY-6, DELIVERY-8: held for good by another program refuses what is sent, and does not hold up the end", async () => {
    await using folder = emptyFolder();
    const parley = await folder.start(ARGUMENTS);
    const tokens = await Promise.all(Array.from({ length: 6 }, () => newVisitor(parley)));
    using other = new Database(join(folder.path, "parley.db"), { readwrite: true });
    other.run("BEGIN IMMEDIATE");
    const path = `${parley.url}/chatplugin.send`;
    const sent = tokens.map((token) =>
      ask(path, { message: { text: "never" } }, { token, patience: 10_000 }),
    );
    const start = performance.now();
    // Whoever asks after them is answered: they are in flight.
    expect(await read(parley, tokens[0]!, 0)).toMatchObject({ kind: "answered" });
    expect(await parley.end("SIGTERM")).toBe(0);
    expect(performance.now() - start).toBeLessThan(5_000);
    for (const one of await Promise.all(sent)) {
      expect(one).toMatchObject({ kind: "refused", status: 503, code: "storage_failed" });
    }
  });

  test("DELIVERY-6: is one server's: a second one ends with a sentence, the first goes on", async () => {
    await using folder = emptyFolder();
    const parley = await folder.start(ARGUMENTS);
    const token = await newVisitor(parley);
    expect(await whyNotStarted(folder, ARGUMENTS)).toMatch(
      /: parley: another Parley is using .*\n$/,
    );
    expect(await send(parley, token, "goes on")).toMatchObject({ offset: 1 });
  });

  const where = WHY_NO_MOUNT === undefined ? "" : ` (not here: ${WHY_NO_MOUNT})`;
  test.skipIf(WHY_NO_MOUNT !== undefined)(
    `DELIVERY-6: on a read-only disk ends the start with a sentence, and starts when it may be written${where}`,
    async () => {
      using disk = mountSmallDisk(16);
      await using folder = emptyFolder();
      const args = [...ARGUMENTS, "--db", join(disk.path, "parley.db")];
      const first = await folder.start(args);
      const token = await newVisitor(first);
      await send(first, token, "before");
      await first.end("SIGTERM");
      disk.setWritable(false);
      expect(await whyNotStarted(folder, args)).toMatch(
        /: parley: .*parley\.db cannot be used: .*\n$/,
      );
      disk.setWritable(true);
      const second = await folder.start(args);
      expect(await read(second, token, 0)).toMatchObject({ body: { messages: [{ offset: 1 }] } });
      await second.end("SIGTERM");
    },
  );
});

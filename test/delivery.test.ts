/** The promise of SPEC.md, over real processes and real sockets. */
import { Database } from "bun:sqlite";
import { describe, expect, setSystemTime, test } from "bun:test";
import { existsSync } from "node:fs";
import { createBatchRunner } from "../db/batch.ts";
import { connect } from "../db/open.ts";
import type { Message } from "../protocol/message.ts";
import { CHANNEL, databaseFile, visitorMessage } from "./db/database-file.ts";
import { emptyFolder, type ParleyProcess } from "./parley-process.ts";
import { startTestServer } from "./running-server.ts";
import { StompPeer } from "./stomp-peer.ts";

const NO_RATES = ["--rate-limit", "off"];

async function post<Body>(url: string, body: unknown, token?: string): Promise<Body> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...(token && { Authorization: token }) },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as Body;
}

async function newVisitor({ url, printed }: ParleyProcess): Promise<string> {
  const channel_id = /^ID +(\S+)$/m.exec(printed)?.[1];
  const body = await post<{ token: string }>(`${url}/chatplugin.authenticate`, { channel_id });
  return body.token;
}

describe("Killed at a random moment under load", () => {
  test("DELIVERY-1: every answered message is there afterwards, none is doubled, offsets are dense", async () => {
    await using folder = emptyFolder();
    const answered = new Map<string, Message>();
    const attempted = new Set<string>();
    for (let round = 0; round < 3; round += 1) {
      const parley = await folder.start(["--seed-channel", ...NO_RATES]);
      const enough = Promise.withResolvers<void>();
      let left = 40 + Math.floor(Math.random() * 200);
      const senders = Array.from({ length: 16 }, async () => {
        const token = await newVisitor(parley);
        for (;;) {
          const id = crypto.randomUUID();
          attempted.add(id);
          const message = { id, message: { text: id } };
          const stored = await post<Message>(`${parley.url}/chatplugin.send`, message, token);
          answered.set(id, stored);
          left -= 1;
          if (left === 0) enough.resolve();
        }
      });
      const ended = Promise.allSettled(senders);
      await Promise.race([enough.promise, ended]);
      await parley.end("SIGKILL");
      await ended;
    }

    using db = new Database(`${folder.path}/parley.db`, { readwrite: true });
    expect(db.query("PRAGMA integrity_check").values()).toEqual([["ok"]]);
    const rows = db
      .query<{ id: string; offset: number; content: string; position: number }, []>(
        "SELECT id, offset, position, content FROM message ORDER BY position",
      )
      .all();
    const stored = new Map(rows.map((row) => [row.id, row]));
    expect(answered.size).toBeGreaterThan(100);
    expect(stored.size).toBe(rows.length);
    expect(rows.filter(({ id }) => !attempted.has(id))).toEqual([]);
    for (const { id, offset, content } of answered.values()) {
      expect(stored.get(id)).toMatchObject({ offset, content: JSON.stringify(content) });
    }
    expect(rows.map(({ position }) => position)).toEqual(rows.map((_, index) => index + 1));
    const gaps = db
      .query(
        `SELECT c.id FROM conversation c JOIN message m ON m.conversation = c.key GROUP BY c.key
         HAVING count(*) <> max(m.offset) OR min(m.offset) <> 1 OR max(m.offset) <> c.last_offset`,
      )
      .all();
    expect(gaps).toEqual([]);
  });

  test("DELIVERY-2: a message sent again after the kill is one message with the same answer", async () => {
    await using folder = emptyFolder();
    const first = await folder.start(["--seed-channel", ...NO_RATES]);
    const token = await newVisitor(first);
    const messages = Array.from({ length: 20 }, () => crypto.randomUUID());
    const send = ({ url }: ParleyProcess, id: string): Promise<Message> =>
      post(`${url}/chatplugin.send`, { id, message: { text: id } }, token);
    const before = await Promise.all(messages.map((id) => send(first, id)));
    const lost = crypto.randomUUID();
    const inFlight = Promise.allSettled([send(first, lost)]);
    await first.end("SIGKILL");
    await inFlight;

    const second = await folder.start(["--seed-channel", ...NO_RATES]);
    const all = [...messages, lost, ...messages, lost];
    const after = await Promise.all(all.map((id) => send(second, id)));
    expect(after.slice(0, 20)).toEqual(before);
    expect(after.slice(21, 41)).toEqual(before);
    expect(after[41]).toEqual(after[20]);
    const rest = await post<{ messages: Message[] }>(
      `${second.url}/chatplugin.messages`,
      { after: 0 },
      token,
    );
    expect(rest.messages.map(({ offset }) => offset)).toEqual(
      all.slice(0, 21).map((_, i) => i + 1),
    );
  });
});

test("DELIVERY-6: a full disk refuses what does not fit, keeps what was answered, and recovers by itself", async () => {
  await using file = databaseFile();
  file.open();
  using db = connect(file.path);
  const run = createBatchRunner(db);
  const store = (text: string) =>
    run([{ name: "storeMessage", input: visitorMessage("a", text) }])[0];
  run([{ name: "connectChannel", input: CHANNEL }]);
  expect(store("fits")).toMatchObject({ ok: true });
  const [[pages] = []] = db.query("PRAGMA page_count").values() as number[][];
  db.run(`PRAGMA max_page_count = ${pages}`);
  const large = "x".repeat(60_000);
  expect(store(large)).toMatchObject({ ok: false, code: "storage_full" });
  expect(db.query("SELECT offset FROM message").values()).toEqual([[1]]);
  db.run("PRAGMA max_page_count = 1000000");
  expect(store(large)).toMatchObject({ ok: true, result: { placed: { offset: 2 } } });
});

test("DELIVERY-7: messages keep their order when the clock jumps", async () => {
  await using server = await startTestServer(NO_RATES);
  const visitor = await server.visitor();
  using peer = await StompPeer.connect(server.url, "/ws.chatplugin", visitor.token);
  await peer.settle("SUBSCRIBE", { id: "1", destination: "/user/queue/message" });
  try {
    const texts = ["now", "an hour ago", "in an hour"];
    const hour = 3_600_000;
    const now = Date.now();
    for (const [index, shift] of [0, -hour, hour].entries()) {
      setSystemTime(now + shift);
      await visitor.send(texts[index] ?? "");
    }
    const bodies: { message: Message }[] = [];
    for (const _ of texts) bodies.push(JSON.parse((await peer.expect("MESSAGE")).body));
    expect(bodies.map(({ message }) => [message.offset, message.content])).toEqual(
      texts.map((text, index) => [index + 1, { type: "text", text }]),
    );
  } finally {
    setSystemTime();
  }
});

test.each(["SIGTERM", "SIGINT"] as const)(
  "DELIVERY-8: %s finishes what is in flight, tells the sockets 1001 and exits with 0",
  async (signal) => {
    await using folder = emptyFolder();
    const parley = await folder.start(["--seed-channel", ...NO_RATES]);
    const token = await newVisitor(parley);
    using peer = await StompPeer.connect(parley.url, "/ws.chatplugin", token);
    await peer.settle("SUBSCRIBE", { id: "1", destination: "/user/queue/message" });
    const poll = post<{ messages: Message[] }>(
      `${parley.url}/chatplugin.messages`,
      { after: 1, wait: 25 },
      token,
    ).catch(() => undefined);
    const sent = Array.from({ length: 50 }, (_, index) =>
      post<Message>(`${parley.url}/chatplugin.send`, { message: { text: `${index}` } }, token),
    );
    await Promise.any(sent);
    const code = await parley.end(signal);
    const answers = await Promise.allSettled(sent);
    await poll;
    expect(code).toBe(0);
    expect(existsSync(`${folder.path}/parley.db-wal`)).toBe(false);
    expect(await peer.closed()).toBe(1001);

    const answered = answers.filter((answer) => answer.status === "fulfilled");
    using db = new Database(`${folder.path}/parley.db`, { readwrite: true });
    const ids = new Set(db.query("SELECT id FROM message").values().flat());
    expect(answered.length).toBeGreaterThan(0);
    expect(answered.filter(({ value }) => !ids.has(value.id))).toEqual([]);
  },
);

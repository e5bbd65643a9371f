import { Database } from "bun:sqlite";
import { describe, expect, test } from "bun:test";
import { statSync } from "node:fs";
import { messageReads, type NewMessage } from "../../db/messages.ts";
import { CHANNEL, databaseFile, visitorMessage } from "./database-file.ts";

const ALL = Number.MAX_SAFE_INTEGER;

describe("The writer", () => {
  test("stores everything that waits in one transaction, and answers in the order of the queue", async () => {
    await using file = databaseFile();
    file.open();
    const commits: number[] = [];
    const writer = await file.writer({ onCommit: (commands) => commits.push(commands) });
    await writer.write("connectChannel", CHANNEL);
    const answered: number[] = [];
    await Promise.all(
      Array.from({ length: 100 }, async (_, index) => {
        await writer.write("storeMessage", visitorMessage("c", `${index}`));
        answered.push(index);
      }),
    );
    expect(answered).toEqual(Array.from({ length: 100 }, (_, index) => index));
    expect(commits).toEqual([1, 100]);
  });

  test("gives dense offsets in each conversation and dense positions over all of them", async () => {
    await using file = databaseFile();
    const { reader } = file.open();
    const writer = await file.writer();
    await writer.write("connectChannel", CHANNEL);
    const order = ["a", "b", "a", "c", "a", "b"];
    await Promise.all(order.map((c) => writer.write("storeMessage", visitorMessage(c, c))));
    const rows = [...messageReads(reader).eachAfterPosition(0, ALL, 10)];
    expect(rows.map((row) => [row.conversationId, row.offset, row.position])).toEqual([
      ["a", 1, 1],
      ["b", 1, 2],
      ["a", 2, 3],
      ["c", 1, 4],
      ["a", 3, 5],
      ["b", 2, 6],
    ]);
  });

  test("DELIVERY-2: answers an id that is stored already with the stored message, in the same batch too", async () => {
    await using file = databaseFile();
    const { reader } = file.open();
    const writer = await file.writer();
    await writer.write("connectChannel", CHANNEL);
    const message = visitorMessage("a", "once");
    const same = Array.from({ length: 20 }, () => writer.write("storeMessage", message));
    const outcomes = await Promise.all([...same, writer.write("storeMessage", message)]);
    const [first, ...others] = outcomes;
    expect(first?.status).toBe("stored");
    expect(others.every((outcome) => outcome.status === "known")).toBe(true);
    expect(messageReads(reader).after("a", 0, ALL, 10)).toHaveLength(1);
  });

  test.each([
    ["other content", visitorMessage("a", "other")],
    ["another conversation", visitorMessage("b", "once")],
    ["another side", { ...visitorMessage("a", "once"), sender: operator("ada") }],
  ])("DELIVERY-2: refuses a stored id with %s", async (_, changed) => {
    await using file = databaseFile();
    const { reader } = file.open();
    const writer = await file.writer();
    await writer.write("connectChannel", CHANNEL);
    const message = visitorMessage("a", "once");
    await writer.write("storeMessage", message);
    const outcome = await writer.write("storeMessage", { ...changed, id: message.id });
    expect(outcome).toEqual({ status: "id_conflict" });
    expect([...messageReads(reader).eachAfterPosition(0, ALL, 10)]).toHaveLength(1);
  });

  test("DELIVERY-6: lets a command that fails alone fail alone", async () => {
    await using file = databaseFile();
    const { reader } = file.open();
    const failed: unknown[] = [];
    const commits: number[] = [];
    const writer = await file.writer({
      onCommit: (commands) => commits.push(commands),
      onFailure: (command, _, count) => failed.push([command, count]),
    });
    await writer.write("connectChannel", CHANNEL);
    const lost = visitorMessage("b", "2", {
      sender: { type: "source_contact", channelId: "no such channel", displayName: "?" },
    });
    const outcomes = await Promise.allSettled([
      writer.write("storeMessage", visitorMessage("a", "1")),
      writer.write("storeMessage", visitorMessage("a", "2")),
      writer.write("storeMessage", lost),
      writer.write("storeMessage", { ...lost, id: crypto.randomUUID() }),
      writer.write("storeMessage", visitorMessage("a", "3")),
    ]);
    const became = outcomes.map(({ status }) => status);
    expect(became).toEqual(["fulfilled", "fulfilled", "rejected", "rejected", "fulfilled"]);
    expect(outcomes[2]).toMatchObject({ reason: { code: "storage_failed" } });
    // What fails alike is told once.
    expect(failed).toEqual([["storeMessage", 2]]);
    // Counted is what is stored.
    expect(commits).toEqual([1, 3]);
    const rows = [...messageReads(reader).eachAfterPosition(0, ALL, 10)];
    expect(rows.map((row) => [row.offset, row.position])).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
  });

  test("DELIVERY-8: finishes what waits when it is closed, and takes nothing more", async () => {
    await using file = databaseFile();
    const { reader } = file.open();
    const writer = await file.writer();
    await writer.write("connectChannel", CHANNEL);
    const waiting = Array.from({ length: 1_000 }, (_, index) =>
      writer.write("storeMessage", visitorMessage("a", `${index}`)),
    );
    const closing = writer.close();
    expect(writer.write("storeMessage", visitorMessage("a", "late"))).rejects.toMatchObject({
      code: "shutting_down",
    });
    await Promise.all([...waiting, closing]);
    expect(messageReads(reader).lastPosition()).toBe(1_000);
  });

  test("DELIVERY-8: closes within its time while another program holds the database, and refuses what waits", async () => {
    await using file = databaseFile();
    const { reader } = file.open();
    const writer = await file.writer();
    await writer.write("connectChannel", CHANNEL);
    using other = new Database(file.path, { readwrite: true });
    other.run("BEGIN IMMEDIATE");
    const waiting = Promise.allSettled(
      // Three batches, each of which would wait for the lock.
      Array.from({ length: 1_200 }, (_, index) =>
        writer.write("storeMessage", visitorMessage("a", `${index}`)),
      ),
    );
    const start = performance.now();
    await writer.close();
    expect(performance.now() - start).toBeLessThan(2_900);
    for (const one of await waiting) {
      expect(one).toMatchObject({ status: "rejected", reason: { code: "storage_failed" } });
    }
    other.run("ROLLBACK");
    expect(messageReads(reader).lastPosition()).toBe(0);
  });

  test("DELIVERY-8: closes within its time while another program reads; the log stays beside the file", async () => {
    await using file = databaseFile();
    const { reader } = file.open();
    const writer = await file.writer();
    await writer.write("connectChannel", CHANNEL);
    using other = new Database(file.path, { readwrite: true });
    other.run("BEGIN");
    other.query("SELECT count(*) FROM message").get();
    await writer.write("storeMessage", visitorMessage("a", "meanwhile"));
    const start = performance.now();
    await writer.close();
    expect(performance.now() - start).toBeLessThan(2_900);
    expect(messageReads(reader).lastPosition()).toBe(1);
  });

  test("DELIVERY-6: refuses at once what is too much to wait, by bytes too", async () => {
    await using file = databaseFile();
    const { reader } = file.open();
    const writer = await file.writer();
    await writer.write("connectChannel", CHANNEL);
    const content = JSON.stringify({ type: "text", text: "x".repeat(60_000) });
    const sent = Array.from({ length: 1_200 }, () =>
      writer.write("storeMessage", visitorMessage("a", "", { content })),
    );
    const outcomes = await Promise.allSettled(sent);
    const stored = outcomes.filter(({ status }) => status === "fulfilled");
    // 64 MiB of them.
    expect(stored.length).toBeGreaterThan(1_000);
    expect(stored.length).toBeLessThan(1_150);
    expect(outcomes.at(-1)).toMatchObject({ reason: { code: "storage_failed" } });
    expect(messageReads(reader).lastPosition()).toBe(stored.length);
    expect(await writer.write("storeMessage", visitorMessage("a", "again"))).toMatchObject({
      status: "stored",
    });
  });

  test("DELIVERY-6: counts the bytes of every command that waits", async () => {
    await using file = databaseFile();
    file.open();
    const writer = await file.writer();
    const path = ["note"];
    const value = Array.from({ length: 30 }, () => "x".repeat(2_000));
    const change = { conversationId: "a", path, value, bytesMax: 8_192 };
    const sent = Array.from({ length: 1_200 }, () => writer.write("setMetadata", change));
    const outcomes = await Promise.allSettled(sent);
    const taken = outcomes.filter(({ status }) => status === "fulfilled");
    expect(taken.length).toBeGreaterThan(1_000);
    expect(taken.length).toBeLessThan(1_150);
  });

  test("keeps its log small, whatever the size of the messages", async () => {
    await using file = databaseFile();
    file.open();
    const writer = await file.writer();
    await writer.write("connectChannel", CHANNEL);
    const content = JSON.stringify({ type: "text", text: "x".repeat(60_000) });
    let largest = 0;
    for (let round = 0; round < 50; round += 1) {
      await Promise.all(
        Array.from({ length: 10 }, () =>
          writer.write("storeMessage", visitorMessage("a", "", { content })),
        ),
      );
      largest = Math.max(largest, statSync(`${file.path}-wal`).size);
    }
    // 30 MB went through it.
    expect(largest).toBeLessThan(12_000_000);
  });

  test("opens a closed conversation again and counts what nobody has read", async () => {
    await using file = databaseFile();
    file.open();
    const writer = await file.writer();
    await writer.write("connectChannel", CHANNEL);
    await writer.write("storeMessage", visitorMessage("a", "1"));
    await writer.write("storeMessage", visitorMessage("a", "2"));
    const reply = visitorMessage("a", "3", { sender: operator("ada") });
    await writer.write("storeMessage", reply);
    await writer.write("storeMessage", visitorMessage("b", "1"));
    using look = new Database(file.path, { readonly: true });
    const unread = (): unknown[] =>
      look.query("SELECT id, unread, last_offset FROM conversation ORDER BY id").values();
    const totals = (): unknown[] =>
      look.query("SELECT name, value FROM total WHERE name LIKE '%conversations'").values();
    expect(unread()).toEqual([
      ["a", 2, 3],
      ["b", 1, 1],
    ]);
    expect(totals()).toEqual([
      ["conversations", 2],
      ["unread_conversations", 2],
    ]);
    const read = (id: string) =>
      writer.write("readConversation", { id, offset: undefined, readAt: 0 });
    expect(await read("a")).toMatchObject({ status: "changed", unread: 0 });
    expect(await read("nobody's")).toEqual({ status: "unknown_conversation" });
    expect(unread()).toEqual([
      ["a", 0, 3],
      ["b", 1, 1],
    ]);
    expect(totals()).toEqual([
      ["conversations", 2],
      ["unread_conversations", 1],
    ]);
  });

  test("refuses an operator's message to a conversation that does not exist", async () => {
    await using file = databaseFile();
    file.open();
    const writer = await file.writer();
    const message = visitorMessage("nobody's", "1", { sender: operator("ada") });
    expect(await writer.write("storeMessage", message)).toEqual({ status: "unknown_conversation" });
  });
});

function operator(id: string): Extract<NewMessage["sender"], { type: "app_user" }> {
  return { type: "app_user", id, name: "Ada", avatarUrl: null };
}

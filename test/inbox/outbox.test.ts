import { describe, expect, test } from "bun:test";
import { createStore } from "../../inbox/store.ts";
import type { Office } from "./fakes.ts";
import { conversation, message, messagePage, openLoadedOffice, reply } from "./fakes.ts";

const SEND = "/messages.send";
const known = [conversation("a", message(1, 1)), conversation("b", message(1, 1))];

function texts({ desk }: Office, conversationId = "a"): readonly string[] {
  return desk.outbox
    .of(conversationId)
    .map(({ content }) => ("text" in content ? content.text : content.type));
}

function sentTexts({ server }: Office): readonly unknown[] {
  return server.waiting(SEND).map((body) => (body["message"] as { text: string }).text);
}

describe("A reply", () => {
  test("is shown and kept before the server has it, and its draft is cleared", async () => {
    const office = await openLoadedOffice(known);
    office.desk.drafts.set("a", "hi");
    office.desk.reply("a", "hi");
    expect(texts(office)).toEqual(["hi"]);
    expect(office.store.keys("parley.outbox.")).toHaveLength(1);
    expect(office.desk.drafts.get("a")).toBe("");
    expect(office.server.waiting(SEND)).toEqual([
      { id: "reply-1", conversation_id: "a", message: { type: "text", text: "hi" } },
    ]);
  });

  test("that is stored leaves the outbox for the thread", async () => {
    const office = await openLoadedOffice(known);
    office.desk.open("a");
    await office.server.answer("/messages.list", messagePage([message(1, 1)]));
    office.desk.reply("a", "hi");
    await office.server.answer(SEND, reply(2, 2, "reply-1"));
    expect(texts(office)).toEqual([]);
    expect(office.store.keys("parley.outbox.")).toEqual([]);
    expect(office.desk.openThread?.messages.at(-1)?.id).toBe("reply-1");
  });

  test("whose answer overtakes a visitor's message moves the list only in its turn", async () => {
    const office = await openLoadedOffice(known);
    office.desk.reply("a", "hi");
    await office.server.answer(SEND, reply(3, 3, "reply-1"));
    await office.feed.message(101, "a", message(2, 2));
    expect(office.desk.conversations.get("a")?.last_message.offset).toBe(2);
    await office.feed.message(102, "a", reply(3, 3, "reply-1"));
    expect(office.desk.conversations.get("a")?.last_message.id).toBe("reply-1");
  });

  test("waits its turn behind earlier ones of its conversation, not of others", async () => {
    const office = await openLoadedOffice(known);
    office.desk.reply("a", "one");
    office.desk.reply("a", "two");
    office.desk.reply("b", "three");
    expect(sentTexts(office)).toEqual(["one", "three"]);
    await office.server.answer(SEND, reply(2, 2, "reply-1"));
    expect(sentTexts(office)).toEqual(["three", "two"]);
  });

  const passing: readonly [string, number, number][] = [
    ["no network", 0, 0],
    ["a server that cannot store now", 503, 0],
    ["too many requests", 429, 4_000],
  ];
  test.each(passing)("is tried again with its id after %s", async (_, status, retryAfter) => {
    const office = await openLoadedOffice(known);
    office.desk.reply("a", "hi");
    await office.server.fail(SEND, status, "", retryAfter);
    expect(office.desk.outbox.isPaused("a")).toBe(true);
    const pause = Math.max(1_000, retryAfter);
    await office.clock.advance(pause - 1);
    expect(sentTexts(office)).toEqual([]);
    await office.clock.advance(1);
    expect(office.server.waiting(SEND)).toMatchObject([{ id: "reply-1" }]);
  });

  test("waits longer after each failure, and no longer once the feed stands again", async () => {
    const office = await openLoadedOffice(known);
    office.desk.reply("a", "hi");
    await office.server.fail(SEND, 0);
    await office.clock.advance(1_000);
    await office.server.fail(SEND, 0);
    await office.clock.advance(1_000);
    expect(sentTexts(office)).toEqual([]);
    await office.feed.down();
    await office.feed.up(100);
    expect(sentTexts(office)).toEqual(["hi"]);
    expect(office.clock.pending).toBe(0);
  });

  test("whose answer was lost is recognised when it comes in live", async () => {
    const office = await openLoadedOffice(known);
    office.desk.reply("a", "one");
    office.desk.reply("a", "two");
    await office.server.fail(SEND, 0);
    await office.feed.message(101, "a", reply(2, 2, "reply-1"));
    expect(texts(office)).toEqual(["two"]);
    await office.clock.advance(1_000);
    expect(sentTexts(office)).toEqual(["two"]);
  });

  test("that is refused steps aside until the person retries or discards it", async () => {
    const office = await openLoadedOffice(known);
    office.desk.reply("a", "bad");
    office.desk.reply("a", "good");
    await office.server.fail(SEND, 413, "payload_too_large");
    expect(office.desk.outbox.of("a")[0]?.refusal?.code).toBe("payload_too_large");
    expect(sentTexts(office)).toEqual(["good"]);
    await office.server.answer(SEND, reply(2, 2, "reply-2"));
    office.desk.outbox.retry("reply-1");
    expect(sentTexts(office)).toEqual(["bad"]);
    await office.server.fail(SEND, 413, "payload_too_large");
    office.desk.outbox.remove("reply-1");
    expect(texts(office)).toEqual([]);
    expect(office.store.keys("parley.outbox.")).toEqual([]);
  });

  test("survives a reload and keeps its id", async () => {
    const store = createStore(undefined);
    const before = await openLoadedOffice(known, store);
    before.desk.reply("a", "one");
    await before.clock.advance(5);
    before.desk.reply("a", "two");
    before.desk.stop();
    const after = await openLoadedOffice(known, store);
    expect(texts(after)).toEqual(["one", "two"]);
    expect(after.server.waiting(SEND)).toMatchObject([{ id: "reply-1" }]);
  });

  test("that was refused is not sent again by a reload", async () => {
    const store = createStore(undefined);
    const before = await openLoadedOffice(known, store);
    before.desk.reply("a", "bad");
    await before.server.fail(SEND, 400, "invalid_request");
    const after = await openLoadedOffice(known, store);
    expect(sentTexts(after)).toEqual([]);
    expect(after.desk.outbox.of("a")[0]?.refusal?.code).toBe("invalid_request");
  });

  test("stays for the next session when the token has run out", async () => {
    const store = createStore(undefined);
    const before = await openLoadedOffice(known, store);
    before.desk.reply("a", "hi");
    await before.server.fail(SEND, 401, "unauthorized");
    before.desk.stop();
    const after = await openLoadedOffice(known, store);
    expect(sentTexts(after)).toEqual(["hi"]);
  });

  test("on its way when the desk ends is taken off the store by its answer, and nothing follows", async () => {
    const office = await openLoadedOffice(known);
    office.desk.reply("a", "one");
    office.desk.reply("a", "two");
    office.desk.stop();
    await office.server.answer(SEND, reply(2, 2, "reply-1"));
    expect(office.store.keys("parley.outbox.")).toHaveLength(1);
    expect(sentTexts(office)).toEqual([]);
    expect(office.clock.pending).toBe(0);
  });
});

import { describe, expect, test } from "bun:test";
import type { Office } from "./fakes.ts";
import { conversation, conversationPage, message, openLoadedOffice, openOffice } from "./fakes.ts";

const LIST = "/conversations.list";

function ids({ desk }: Office): readonly string[] {
  return desk.conversations.conversations.map(({ id }) => id);
}

function unread({ desk }: Office, id: string): number | undefined {
  return desk.conversations.get(id)?.unread_message_count;
}

describe("The list of conversations", () => {
  test("is in the server's order, and a live message brings its conversation to the top", async () => {
    const office = await openLoadedOffice([
      conversation("b", message(1, 2)),
      conversation("a", message(1, 1)),
    ]);
    expect(ids(office)).toEqual(["b", "a"]);
    await office.feed.message(101, "a", message(2, 3));
    expect(ids(office)).toEqual(["a", "b"]);
  });

  test("counts as unread what the server says, whenever the message itself comes", async () => {
    const office = await openLoadedOffice([conversation("a", message(1, 1))]);
    await office.feed.unread("a", 1, 2);
    await office.feed.message(101, "a", message(2, 2));
    expect(unread(office, "a")).toBe(1);
    expect(office.desk.conversations.unread).toBe(1);
    expect(office.desk.conversations.get("a")?.last_message.offset).toBe(2);
  });

  test("takes the later one of two counts", async () => {
    const office = await openLoadedOffice([conversation("a", message(1, 1))]);
    await office.feed.unread("a", 3, 5);
    await office.feed.unread("a", 1, 4);
    expect(unread(office, "a")).toBe(3);
  });

  test("loses no count to a page that is older than it", async () => {
    const office = openOffice();
    await office.feed.up(100);
    await office.feed.unread("a", 4, 9);
    await office.server.answer(LIST, conversationPage([conversation("a", message(1, 1), 1)]));
    expect(unread(office, "a")).toBe(4);
  });

  test("loads its first page for a message of an unknown conversation", async () => {
    const office = await openLoadedOffice([conversation("a", message(1, 1))]);
    await office.feed.message(101, "new", message(1, 5));
    expect(ids(office)).toEqual(["a"]);
    expect(office.server.waiting(LIST)).toEqual([]);
    await office.clock.advance(250);
    expect(office.server.waiting(LIST)).toMatchObject([{ cursor: "" }]);
    const page = [conversation("new", message(1, 5), 1), conversation("a", message(1, 1))];
    await office.server.answer(LIST, conversationPage(page));
    expect(ids(office)).toEqual(["new", "a"]);
    expect(unread(office, "new")).toBe(1);
    expect(office.server.waiting(LIST)).toEqual([]);
  });

  test("asks nothing about a new conversation: the feed tells of it right after its message", async () => {
    const office = await openLoadedOffice([conversation("a", message(1, 1))]);
    await office.feed.message(101, "new", message(1, 5));
    await office.feed.tell("/queue/conversation", conversation("new", message(1, 5), 1));
    expect(ids(office)).toEqual(["new", "a"]);
    await office.clock.advance(250);
    expect(office.server.waiting(LIST)).toEqual([]);
  });

  test("applies what came in while the page of its conversation was on its way", async () => {
    const office = await openLoadedOffice([]);
    await office.feed.message(101, "new", message(1, 5));
    await office.clock.advance(250);
    await office.feed.message(102, "new", message(2, 6));
    const page = conversationPage([conversation("new", message(1, 5), 1)]);
    await office.server.answer(LIST, page);
    expect(office.desk.conversations.get("new")?.last_message.offset).toBe(2);
  });

  test("searches again for a conversation that began after the page was made", async () => {
    const office = await openLoadedOffice([]);
    await office.feed.message(101, "one", message(1, 5));
    await office.clock.advance(250);
    await office.feed.message(102, "two", message(1, 6));
    await office.server.answer(LIST, conversationPage([conversation("one", message(1, 5), 1)]));
    expect(office.server.waiting(LIST)).toEqual([]);
    await office.clock.advance(250);
    expect(office.server.waiting(LIST)).toHaveLength(1);
    const page = [conversation("two", message(1, 6), 1), conversation("one", message(1, 5), 1)];
    await office.server.answer(LIST, conversationPage(page));
    expect(ids(office)).toEqual(["two", "one"]);
    expect(office.server.waiting(LIST)).toEqual([]);
  });

  test("searches page after page, but not behind what is older than the message", async () => {
    const office = await openLoadedOffice([conversation("a", message(1, 1))]);
    await office.feed.message(101, "x", message(1, 5));
    await office.clock.advance(250);
    const newer = conversationPage([conversation("y", message(1, 7))], "page-2");
    await office.server.answer(LIST, newer);
    expect(office.server.waiting(LIST)).toMatchObject([{ cursor: "page-2" }]);
    const older = conversationPage([conversation("a", message(1, 1))], "page-3");
    await office.server.answer(LIST, older);
    expect(office.server.waiting(LIST)).toEqual([]);
  });

  test("loses no live message to a page that is older than it", async () => {
    const office = openOffice();
    await office.feed.down();
    await office.server.answer(LIST, conversationPage([conversation("a", message(1, 1))]));
    await office.feed.up(100);
    await office.feed.message(101, "a", message(2, 2));
    await office.server.answer(LIST, conversationPage([conversation("a", message(1, 1))]));
    expect(office.desk.conversations.get("a")?.last_message.offset).toBe(2);
  });

  test("goes on by cursor and keeps what is newer than the page", async () => {
    const office = openOffice();
    await office.feed.up(100);
    const first = conversationPage([conversation("c", message(1, 3))], "page-2");
    await office.server.answer(LIST, first);
    office.desk.conversations.loadMore();
    office.desk.conversations.loadMore();
    expect(office.server.waiting(LIST)).toMatchObject([{ cursor: "page-2" }]);
    await office.feed.message(101, "c", message(2, 9));
    const page = [conversation("c", message(1, 3)), conversation("b", message(1, 2))];
    await office.server.answer(LIST, conversationPage(page));
    expect(ids(office)).toEqual(["c", "b"]);
    expect(office.desk.conversations.get("c")?.last_message.offset).toBe(2);
    expect(office.desk.conversations.more).toBe("none");
  });

  test("counts the unread conversations of pages that are not loaded", async () => {
    const office = openOffice();
    await office.feed.up(100);
    const page = [conversation("a", message(2, 2), 2), conversation("b", message(1, 1))];
    await office.server.answer(LIST, conversationPage(page, "page-2", 7));
    expect(office.desk.conversations.unread).toBe(7);
    await office.feed.unread("b", 1, 3);
    expect(office.desk.conversations.unread).toBe(8);
  });

  test("asks how many are unread, once for a burst, when one is that it does not know", async () => {
    const office = openOffice();
    await office.feed.up(100);
    const page = [conversation("a", message(2, 2), 2)];
    await office.server.answer(LIST, conversationPage(page, "page-2", 7));
    await office.feed.unread("far", 1, 3);
    await office.feed.unread("further", 1, 4);
    expect(office.server.waiting(LIST)).toEqual([]);
    await office.clock.advance(1_000);
    expect(office.server.waiting(LIST)).toEqual([
      { cursor: "", page_size: 1, filters: "state:OPEN" },
    ]);
    await office.server.answer(LIST, conversationPage([], "", 9));
    expect(office.desk.conversations.unread).toBe(9);
  });

  test("says that it could not be loaded, and tries again by itself", async () => {
    const office = openOffice();
    await office.feed.up(100);
    await office.server.fail(LIST, 503);
    expect(office.desk.conversations.state).toBe("failed");
    expect(office.server.waiting(LIST)).toEqual([]);
    await office.clock.advance(1_000);
    await office.server.answer(LIST, conversationPage([conversation("a", message(1, 1))]));
    expect(office.desk.conversations.state).toBe("ready");
    expect(ids(office)).toEqual(["a"]);
  });
});

describe("Reading", () => {
  const READ = "/conversations.read";
  const MESSAGES = "/messages.list";

  async function openUnread(): Promise<Office> {
    const office = await openLoadedOffice([conversation("a", message(1, 1), 1)]);
    office.desk.open("a");
    await office.server.answer(MESSAGES, { data: [message(1, 1)], response_metadata: {} });
    return office;
  }

  test("happens when the page is seen, not before", async () => {
    const office = await openUnread();
    expect(office.server.waiting(READ)).toEqual([]);
    office.desk.look(true);
    expect(office.server.waiting(READ)).toEqual([{ conversation_id: "a", offset: 1 }]);
    expect(unread(office, "a")).toBe(0);
  });

  test("goes on with each message that comes in under the eyes", async () => {
    const office = await openUnread();
    office.desk.look(true);
    await office.feed.message(101, "a", message(2, 2));
    await office.feed.unread("a", 1, 2);
    expect(unread(office, "a")).toBe(0);
    await office.server.answer(READ, {});
    expect(office.server.waiting(READ)).toEqual([{ conversation_id: "a", offset: 2 }]);
    await office.server.answer(READ, {});
    expect(office.server.waiting(READ)).toEqual([]);
  });

  test("is told again until the server knows", async () => {
    const office = await openUnread();
    office.desk.look(true);
    await office.server.fail(READ, 0);
    await office.clock.advance(1_000);
    expect(office.server.waiting(READ)).toHaveLength(1);
  });

  test("of a conversation that the list has not loaded is told too", async () => {
    const office = await openLoadedOffice([]);
    office.desk.look(true);
    office.desk.open("far");
    await office.server.answer(MESSAGES, { data: [message(1, 1)], response_metadata: {} });
    await office.server.answer("/conversations.info", conversation("far", message(1, 1), 1));
    expect(office.server.waiting(READ)).toEqual([{ conversation_id: "far", offset: 1 }]);
    expect(unread(office, "far")).toBe(0);
  });
});

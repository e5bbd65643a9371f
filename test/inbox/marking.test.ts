import { beforeEach, describe, expect, test } from "bun:test";
import { conversation, message, messagePage, openLoadedOffice, type Office } from "./fakes.ts";

const READ = "/conversations.read";
const UNREAD = "/conversations.unread";
const ADA = { id: "operator-2", name: "Ada Lovelace" };

let office: Office;

/** "a" is open and on the screen, all of it read; "b" is known. */
beforeEach(async () => {
  office = await openLoadedOffice([
    conversation("a", message(2, 2)),
    conversation("b", message(1, 1)),
  ]);
  office.desk.look(true);
  office.desk.open("a");
  await office.server.answer("/messages.list", messagePage([message(1, 1), message(2, 2)]));
});

function unread(id = "a"): number | undefined {
  return office.desk.conversations.get(id)?.unread_message_count;
}

async function count(unreadCount: number, second: number, marked_by?: object): Promise<void> {
  await office.feed.tell("/queue/unread-count", {
    conversation_id: "a",
    unread_message_count: unreadCount,
    timestamp: new Date(Date.UTC(2026, 0, 7, 9, 0, second)).toISOString(),
    ...(marked_by && { marked_by }),
  });
}

describe("An open conversation that is marked as unread stays so", () => {
  async function mark(): Promise<void> {
    office.desk.reading.markUnread("a");
    await count(1, 10, { id: office.desk.operator.id, name: "Grace Hopper" });
    await office.server.answer(UNREAD, {});
  }

  test("while it is open, and when the page is looked at again", async () => {
    await mark();
    office.desk.look(false);
    office.desk.look(true);
    expect([unread(), office.desk.reading.isKept("a")]).toEqual([1, true]);
    expect(office.server.waiting(READ)).toEqual([]);
  });

  test("when somebody else has marked it", async () => {
    await count(1, 10, ADA);
    expect([unread(), office.desk.reading.isKept("a")]).toEqual([1, true]);
    expect(office.server.waiting(READ)).toEqual([]);
  });

  test("when the visitor writes more, and when a note is written", async () => {
    await mark();
    await office.feed.message(101, "a", message(3, 3));
    await count(2, 11);
    office.desk.type("a", "Ada, please", "note");
    expect(unread()).toBe(2);
    expect(office.server.waiting(READ)).toEqual([]);
  });

  test("until it is opened anew", async () => {
    await mark();
    office.desk.open("b");
    expect(unread()).toBe(1);
    office.desk.open("a");
    expect(office.server.waiting(READ)).toEqual([{ conversation_id: "a", offset: 2 }]);
    expect(unread()).toBe(0);
  });

  test("until an answer is begun", async () => {
    await mark();
    office.desk.type("a", "D");
    expect(office.server.waiting(READ)).toEqual([{ conversation_id: "a", offset: 2 }]);
  });

  test("until somebody says that it is read", async () => {
    await mark();
    office.desk.reading.markRead("a");
    expect(office.server.waiting(READ)).toEqual([{ conversation_id: "a", offset: 2 }]);
    expect(office.desk.reading.isKept("a")).toBe(false);
  });
});

test("A count that rises by a message is read, as long as nobody has marked anything", async () => {
  await office.feed.message(101, "a", message(3, 3));
  await count(1, 10);
  expect(office.server.waiting(READ)).toEqual([{ conversation_id: "a", offset: 3 }]);
});

test("What could not be marked is said, and the conversation is read as before", async () => {
  office.desk.reading.markUnread("a");
  await office.server.fail(UNREAD, 503);
  expect(office.desk.actions.failure?.status).toBe(503);
  expect(office.desk.reading.isKept("a")).toBe(false);
});

test("A reading that still waits for its next try is not told after the mark", async () => {
  await office.feed.message(101, "a", message(3, 3));
  await count(1, 10);
  await office.server.fail(READ, 503);
  office.desk.reading.markUnread("a");
  await office.clock.advance(120_000);
  expect(office.server.waiting(READ)).toEqual([]);
});

test("A conversation of the list is marked as unread and as read without being opened", async () => {
  office.desk.reading.markUnread("b");
  expect(office.server.waiting(UNREAD)).toEqual([{ conversation_id: "b" }]);
  expect(office.desk.reading.isKept("b")).toBe(false);
  await office.feed.unread("b", 1, 10);
  office.desk.reading.markRead("b");
  expect(office.server.waiting(READ)).toEqual([{ conversation_id: "b", offset: 1 }]);
  expect(unread("b")).toBe(0);
});

import { describe, expect, test } from "bun:test";
import type { Office } from "./fakes.ts";
import { conversation, message, messagePage, openLoadedOffice } from "./fakes.ts";

const MESSAGES = "/messages.list";

function offsets({ desk }: Office): readonly number[] {
  return desk.openThread?.messages.map(({ offset }) => offset) ?? [];
}

function run(from: number, to: number): ReturnType<typeof message>[] {
  return Array.from({ length: to - from + 1 }, (_, at) => message(from + at, from + at));
}

async function openThread(last: number): Promise<Office> {
  const office = await openLoadedOffice([conversation("a", message(last, last))]);
  office.desk.open("a");
  return office;
}

describe("A thread", () => {
  test("is the newest page, and live messages after it, each once", async () => {
    const office = await openThread(3);
    expect(office.desk.openThread?.newest).toBe("loading");
    await office.feed.message(101, "a", message(4, 4));
    await office.server.answer(MESSAGES, messagePage(run(2, 4), "older"));
    await office.feed.message(101, "a", message(4, 4));
    await office.feed.message(102, "a", message(5, 5));
    expect(offsets(office)).toEqual([2, 3, 4, 5]);
  });

  test("goes back in time by cursor, one page at a time", async () => {
    const office = await openThread(5);
    await office.server.answer(MESSAGES, messagePage(run(4, 5), "older"));
    void office.desk.openThread?.loadOlder();
    void office.desk.openThread?.loadOlder();
    expect(office.server.waiting(MESSAGES)).toMatchObject([{ cursor: "older" }]);
    await office.server.answer(MESSAGES, messagePage(run(1, 3)));
    expect(offsets(office)).toEqual([1, 2, 3, 4, 5]);
    expect(office.desk.openThread?.older).toBe("none");
  });

  test("says that older messages could not be loaded, and can try again", async () => {
    const office = await openThread(5);
    await office.server.answer(MESSAGES, messagePage(run(4, 5), "older"));
    void office.desk.openThread?.loadOlder();
    await office.server.fail(MESSAGES, 0);
    expect(office.desk.openThread?.older).toBe("failed");
    void office.desk.openThread?.loadOlder();
    expect(office.server.waiting(MESSAGES)).toHaveLength(1);
  });

  test("has no hole: a message that does not follow makes the newest page load again", async () => {
    const office = await openThread(2);
    await office.server.answer(MESSAGES, messagePage(run(1, 2)));
    await office.feed.message(105, "a", message(5, 5));
    expect(offsets(office)).toEqual([1, 2]);
    await office.server.answer(MESSAGES, messagePage(run(3, 5), "older"));
    expect(offsets(office)).toEqual([1, 2, 3, 4, 5]);
  });

  test("begins anew at a page that does not join on to what is known", async () => {
    const office = await openThread(2);
    await office.server.answer(MESSAGES, messagePage(run(1, 2)));
    await office.feed.message(150, "a", message(50, 50));
    await office.server.answer(MESSAGES, messagePage(run(48, 50), "older"));
    expect(offsets(office)).toEqual([48, 49, 50]);
    expect(office.desk.openThread?.older).toBe("waiting");
  });

  test("that does not exist says so; one that could not be loaded can be tried again", async () => {
    const office = await openThread(1);
    await office.server.fail(MESSAGES, 0);
    expect(office.desk.openThread?.newest).toBe("failed");
    void office.desk.openThread?.loadNewest();
    await office.server.fail(MESSAGES, 404, "conversation_not_found");
    expect(office.desk.openThread?.newest).toBe("missing");
  });

  test("stays loaded while others are opened", async () => {
    const office = await openThread(1);
    await office.server.answer(MESSAGES, messagePage(run(1, 1)));
    office.desk.open("b");
    await office.server.fail(MESSAGES, 404);
    await office.feed.message(102, "a", message(2, 2));
    office.desk.open("a");
    expect(office.server.waiting(MESSAGES)).toEqual([]);
    expect(offsets(office)).toEqual([1, 2]);
  });
});

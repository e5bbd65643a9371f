/** The thread that answers filters, and the index that is filled behind the messages. */
import { describe, expect, test } from "bun:test";
import { createFilterThread } from "../../db/filter-thread.ts";
import type { FilteredQuery } from "../../db/filtered-list.ts";
import { createSearchFeed } from "../../db/search-feed.ts";
import type { Indexed } from "../../db/search-index.ts";
import { databaseFile } from "../db/database-file.ts";
import { Queue } from "../queue.ts";

const QUERY: FilteredQuery = {
  filter: { kind: "and", of: [] },
  direction: "before",
  position: 1,
  size: 1,
};

async function refusal(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error: unknown) => (error as { code?: unknown }).code,
  );
}

describe("The filters' thread", () => {
  test("refuses what takes longer than it may, and answers the next one", async () => {
    await using file = databaseFile();
    file.open();
    const thread = createFilterThread({ path: file.path, onFailure: () => undefined });
    expect(await refusal(thread.read(QUERY, 0))).toBe("invalid_request");
    expect(await thread.read(QUERY, 60_000)).toMatchObject({ rows: [], total: 0 });
    await thread.close();
  });

  test("takes no more than fifty at a time", async () => {
    await using file = databaseFile();
    file.open();
    const thread = createFilterThread({ path: file.path, onFailure: () => undefined });
    const asked = Array.from({ length: 51 }, () => refusal(thread.read(QUERY, 60_000)));
    const codes = await Promise.all(asked);
    expect(codes).toEqual([...Array<undefined>(50).fill(undefined), "too_many_requests"]);
    await thread.close();
  });

  test("says that it cannot read, tells the log why, and tries again with the next one", async () => {
    const failures = new Queue<string>();
    await using file = databaseFile();
    const onFailure = (read: string, reason: string): void => failures.put(`${read}: ${reason}`);
    const thread = createFilterThread({ path: `${file.path}/nothing.db`, onFailure });
    expect(await refusal(thread.read(QUERY, 60_000))).toBe("storage_failed");
    expect(await failures.next()).toBe("filter: SQLITE_CANTOPEN: unable to open database file");
    expect(await refusal(thread.read(QUERY, 60_000))).toBe("storage_failed");
    await thread.close();
  });

  test("takes nothing more once it is closed, and ends what waits", async () => {
    await using file = databaseFile();
    file.open();
    const thread = createFilterThread({ path: file.path, onFailure: () => undefined });
    const waiting = refusal(thread.read(QUERY, 60_000));
    const closing = thread.close();
    expect(await waiting).toBe("shutting_down");
    expect(await refusal(thread.read(QUERY, 60_000))).toBe("shutting_down");
    await closing;
  });
});

describe("The search index", () => {
  /** An index over so many messages, and how much was asked of it. */
  function feedOver(messages: number, onStep: (limit: number) => void = () => undefined) {
    const stored = { messages };
    let upTo = 0;
    const steps: number[] = [];
    const feed = createSearchFeed({
      async index(limit): Promise<Indexed> {
        onStep(limit);
        steps.push(limit);
        const isBehind = stored.messages - upTo >= limit;
        upTo = Math.min(stored.messages, upTo + limit);
        return { upTo, isBehind };
      },
      lastPosition: () => stored.messages,
      pause: 0,
      pauseBetween: 0,
      patience: 60_000,
    });
    return { feed, steps, stored, upTo: () => upTo };
  }

  test("is filled before somebody searches, and asked for nothing when it is full", async () => {
    const { feed, steps, stored, upTo } = feedOver(300);
    await feed.catchUp();
    expect(upTo()).toBe(300);
    const before = steps.length;
    await feed.catchUp();
    expect(steps.length).toBe(before);
    stored.messages = 301;
    await feed.catchUp();
    expect(upTo()).toBe(301);
    feed.close();
  });

  test("lets a search wait for five steps at most, and goes on by itself", async () => {
    const done = Promise.withResolvers<void>();
    const { feed, steps, upTo } = feedOver(3_000, () => {
      if (upTo() >= 2_800) done.resolve();
    });
    await feed.catchUp();
    expect(steps.length).toBe(5);
    await done.promise;
    feed.close();
  });

  test("fills what is far behind without a pause for its own commits", async () => {
    const done = Promise.withResolvers<void>();
    let upTo = 0;
    const feed = createSearchFeed({
      async index(limit): Promise<Indexed> {
        // As from another thread: later.
        await Promise.resolve();
        upTo += limit;
        feed.notice(1);
        if (upTo >= 2_000) done.resolve();
        return { upTo, isBehind: upTo < 2_000 };
      },
      lastPosition: () => 2_000,
      // So long that the test would end before the second one.
      pause: 500,
      pauseBetween: 10,
      patience: 60_000,
    });
    feed.notice(1);
    await done.promise;
    feed.close();
  }, 4_000);

  test("is filled by itself after something was stored", async () => {
    const { promise, resolve } = Promise.withResolvers<number>();
    const { feed } = feedOver(1, resolve);
    feed.notice(1);
    expect(await promise).toBeGreaterThan(0);
    feed.close();
  });

  test("holds up no search while the writer does not answer", async () => {
    const feed = createSearchFeed({
      index: () => Promise.withResolvers<Indexed>().promise,
      lastPosition: () => 1,
      pause: 0,
      pauseBetween: 0,
      patience: 0,
    });
    await feed.catchUp();
    feed.close();
  });

  test("that cannot be written holds up no search", async () => {
    const { feed } = feedOver(1, () => {
      throw new Error("the disk is full");
    });
    await feed.catchUp();
    feed.close();
  });
});

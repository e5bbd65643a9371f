/** What is remembered of the pages that visitors open. */
import { expect, test } from "bun:test";
import { createBatchRunner } from "../../db/batch.ts";
import { connect } from "../../db/open.ts";
import { pageVisitReads, type NewPageVisit } from "../../db/page-visits.ts";
import { CHANNEL, databaseFile, visitorMessage } from "./database-file.ts";

function open(path: string) {
  const db = connect(path);
  const batch = createBatchRunner(db);
  batch([{ name: "connectChannel", input: CHANNEL }]);
  for (const id of ["c1", "c2"]) batch([{ name: "storeMessage", input: visitorMessage(id, "hi") }]);
  const reads = pageVisitReads(db);
  return {
    store(opened: NewPageVisit[], limit = 50): void {
      const [outcome] = batch([{ name: "storePageVisits", input: { opened, limit } }]);
      expect(outcome).toMatchObject({ ok: true });
    },
    urls: (id: string) => reads.of(id).map(({ url }) => url),
    of: reads.of,
    [Symbol.dispose]: () => db.close(),
  };
}

function visit(conversationId: string, url: string, title: string | null = null): NewPageVisit {
  return { conversationId, url, title, openedAt: 5 };
}

test("The newest pages of each conversation are kept, the newest first", async () => {
  await using file = databaseFile();
  file.open();
  using pages = open(file.path);
  pages.store(["a", "b", "c"].map((url) => visit("c1", url)));
  pages.store([visit("c2", "x"), visit("c1", "d"), visit("c1", "a")], 3);
  expect(pages.urls("c1")).toEqual(["a", "d", "c"]);
  expect(pages.of("c2")).toEqual([{ url: "x", title: null, openedAt: 5 }]);
});

test("The same page once more is no other page, but may tell its title later", async () => {
  await using file = databaseFile();
  file.open();
  using pages = open(file.path);
  pages.store([visit("c1", "a"), visit("c1", "a", "Prices"), visit("c1", "a")]);
  expect(pages.of("c1")).toEqual([{ url: "a", title: "Prices", openedAt: 5 }]);
});

test("Without a conversation nothing is kept, and the others are", async () => {
  await using file = databaseFile();
  file.open();
  using pages = open(file.path);
  pages.store([visit("nobody", "a"), visit("c1", "b")]);
  expect(pages.urls("nobody")).toEqual([]);
  expect(pages.urls("c1")).toEqual(["b"]);
});

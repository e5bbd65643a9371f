/** The list of conversations, of which only a stretch is loaded: by desk and server alone, without a page. */
import { expect, test } from "bun:test";
import type { Conversation } from "../../protocol/conversations.ts";
import { conversation, message, openOffice, type Office } from "./fakes.ts";

const LIST = "/conversations.list";
const ALL = 2_000;
const KNOWN_MAX = 700;

/** The newest first: `c0`, `c1` … A cursor is the number that the page begins at, or ends before. */
const crowd = Array.from({ length: ALL }, (_, index) =>
  conversation(`c${index}`, message(1, ALL - index), 1),
);

/** Answers the request for a page as the server would, of these conversations. */
async function answer(office: Office, from: readonly Conversation[] = crowd): Promise<number> {
  const [request] = office.server.waiting(LIST);
  const size = Number(request?.["page_size"]);
  const cursor = typeof request?.["cursor"] === "string" ? request["cursor"] : "";
  const [direction, place] = cursor.split(":");
  const at = from.findIndex(({ id }) => id === place);
  const end = direction === "newer" ? at : Math.max(0, at) + size + 1;
  const begin = direction === "newer" ? Math.max(0, end - size) : at + 1;
  const data = from.slice(begin, Math.min(end, begin + size));
  const response_metadata = {
    previous_cursor: begin > 0 ? `newer:${data[0]?.id}` : "",
    next_cursor: begin + data.length < from.length ? `older:${data.at(-1)?.id}` : "",
    filtered_total: from.length,
    total: from.length,
    badge_unread_count: from.length,
  };
  await office.server.answer(LIST, { data, response_metadata });
  return begin;
}

async function openCrowd(): Promise<Office> {
  const office = openOffice();
  await office.feed.up(100);
  await answer(office);
  return office;
}

async function scrollDown(office: Office, pages: number): Promise<void> {
  for (let page = 0; page < pages; page += 1) {
    office.desk.conversations.loadMore();
    await answer(office);
    office.desk.conversations.standAt(office.desk.conversations.conversations.at(-10)?.id);
  }
}

function shown({ desk }: Office): { first: string; last: string; rows: number; above: number } {
  const { conversations, rows } = desk.conversations;
  return {
    first: conversations[0]?.id ?? "",
    last: conversations.at(-1)?.id ?? "",
    rows: conversations.length,
    above: rows.above,
  };
}

test("Scrolled far, the list knows where it is and keeps no more than a few pages", async () => {
  const office = await openCrowd();
  await scrollDown(office, 30);
  expect(shown(office)).toEqual({ first: "c1050", last: "c1549", rows: 500, above: 1_050 });
  expect(office.desk.conversations.rows.index.size).toBeLessThan(KNOWN_MAX);
  expect(office.desk.conversations.unread).toBe(ALL);
  expect(office.desk.conversations.found).toBe(ALL);
});

test("Scrolled to its end and back to its beginning, the list is whole and in order everywhere", async () => {
  const office = await openCrowd();
  await scrollDown(office, ALL / 50 - 1);
  expect(shown(office)).toMatchObject({ last: `c${ALL - 1}`, above: ALL - 500 });
  expect(office.desk.conversations.more).toBe("none");
  while (office.desk.conversations.newer === "waiting") {
    office.desk.conversations.loadNewer();
    await answer(office);
    const { conversations, rows } = office.desk.conversations;
    const numbers = conversations.map(({ id }) => Number(id.slice(1)));
    expect(numbers).toEqual(numbers.map((_, index) => rows.above + index));
  }
  expect(shown(office)).toEqual({ first: "c0", last: "c499", rows: 500, above: 0 });
  expect(office.desk.conversations.more).toBe("waiting");
});

test("Far above what is loaded one page is asked for, not all that lie between", async () => {
  const office = await openCrowd();
  await scrollDown(office, 30);
  office.desk.conversations.turnBack(420);
  expect(office.server.waiting(LIST)).toHaveLength(1);
  await answer(office);
  expect(shown(office)).toEqual({ first: "c400", last: "c449", rows: 50, above: 400 });
  office.desk.conversations.turnBack(0);
  await answer(office);
  expect(shown(office)).toEqual({ first: "c0", last: "c49", rows: 50, above: 0 });
});

test("For who has scrolled down, a message takes its conversation up and away, and says that there is news", async () => {
  const office = await openCrowd();
  await scrollDown(office, 30);
  await office.feed.message(101, "c1200", message(2, ALL + 10));
  expect(shown(office)).toEqual({ first: "c1050", last: "c1549", rows: 499, above: 1_051 });
  expect(office.desk.conversations.hasNews).toBe(true);
  await office.feed.message(102, "unknown", message(1, ALL + 11));
  await office.clock.advance(250);
  expect(office.server.waiting(LIST)).toEqual([]);
  office.desk.conversations.standAt(undefined);
  expect(office.desk.conversations.hasNews).toBe(false);
});

test("At its top, what comes in comes on top, and is no news", async () => {
  const office = await openCrowd();
  await office.feed.message(101, "c30", message(2, ALL + 10));
  expect(shown(office)).toEqual({ first: "c30", last: "c49", rows: 50, above: 0 });
  expect(office.desk.conversations.hasNews).toBe(false);
});

test("Loaded again after a break, the list stays where the reader is", async () => {
  const office = await openCrowd();
  await scrollDown(office, 30);
  office.desk.conversations.standAt("c1320");
  await office.feed.down();
  await office.feed.up(100);
  expect(await answer(office)).toBe(1_300);
  expect(shown(office)).toEqual({ first: "c1300", last: "c1399", rows: 100, above: 1_300 });
});

test("Another view begins at its top, and shows nothing of the middle of the one before", async () => {
  const office = await openCrowd();
  await scrollDown(office, 30);
  office.desk.browsing.choose("all");
  expect(shown(office)).toMatchObject({ rows: 0, above: 0 });
  expect(await answer(office)).toBe(0);
  expect(shown(office)).toEqual({ first: "c0", last: "c49", rows: 50, above: 0 });
});

test("A thousand changes of conversations that are far away take no memory, and one question", async () => {
  const office = await openCrowd();
  for (const far of crowd.slice(500, 1_500)) {
    await office.feed.tell("/queue/conversation", { ...far, tags: ["tag-1"] });
  }
  expect(office.desk.conversations.rows.index.size).toBeLessThan(KNOWN_MAX);
  expect(shown(office)).toEqual({ first: "c0", last: "c49", rows: 50, above: 0 });
  await office.clock.advance(1_000);
  expect(office.server.waiting(LIST)).toHaveLength(1);
});

test("The conversation that is open stays known, wherever the list is", async () => {
  const office = await openCrowd();
  office.desk.open("c3");
  await scrollDown(office, 30);
  expect(office.desk.conversations.get("c3")?.id).toBe("c3");
  expect(office.desk.conversations.get("c4")).toBeUndefined();
});

test("How many there are is counted on when one is closed or opened", async () => {
  const office = await openCrowd();
  await office.feed.tell("/queue/conversation", { ...crowd[7], state: "CLOSED" });
  expect(office.desk.conversations.found).toBe(ALL - 1);
  await office.feed.tell("/queue/conversation", { ...crowd[7], state: "OPEN" });
  expect(office.desk.conversations.found).toBe(ALL);
  expect(shown(office)).toMatchObject({ rows: 50 });
});

test("Messages of fifty conversations that nobody knows make one question", async () => {
  const office = await openCrowd();
  for (let index = 0; index < 50; index += 1) {
    await office.feed.message(101 + index, `c${500 + index}`, message(2, ALL + index));
  }
  await office.clock.advance(250);
  expect(office.server.waiting(LIST)).toHaveLength(1);
});

test("Where the server's clock has jumped, no conversation of a page is missing", async () => {
  const office = openOffice();
  await office.feed.up(100);
  const times = [5, 90, 1, 70, 3];
  const jumped = times.map((second, index) => conversation(`j${index}`, message(1, second)));
  await answer(office, [...jumped, ...crowd]);
  const shownNow = office.desk.conversations.conversations.map(({ id }) => id);
  expect(shownNow).toEqual(expect.arrayContaining(jumped.map(({ id }) => id)));
  expect(shownNow).toHaveLength(50);
});

test("Conversations of the same millisecond stand in the server's order", async () => {
  const office = openOffice();
  await office.feed.up(100);
  await answer(
    office,
    ["x", "y", "z"].map((id) => conversation(id, message(1, 1))),
  );
  expect(office.desk.conversations.conversations.map(({ id }) => id)).toEqual(["x", "y", "z"]);
});

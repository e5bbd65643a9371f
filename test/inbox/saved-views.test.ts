/** Saved views at the desk: which one the list shows, and what becomes of it. */
import { expect, test } from "bun:test";
import { placeIn } from "../../inbox/views/filter-problem.tsx";
import type { SavedView } from "../../protocol/saved-views.ts";
import { conversation, conversationPage, message, openLoadedOffice, openOffice } from "./fakes.ts";

const LIST = "/conversations.list";
const VIEWS = "/views.list";
const VIEW: SavedView = {
  id: "view-1",
  name: "Refunds",
  filters: "tag:refund",
  shared: true,
  editable: true,
};

test("A view of the page's address is shown once it is known, and nothing else before", async () => {
  const office = openOffice();
  office.desk.browsing.follow("view-1");
  expect(office.desk.browsing.isWaiting).toBe(true);
  await office.feed.up(100);
  await office.server.answer(VIEWS, { data: [VIEW] });
  expect(office.desk.browsing.isWaiting).toBe(false);
  expect(office.server.waiting(LIST).at(-1)).toMatchObject({ filters: "tag:refund", cursor: "" });
});

test("A view that is not there is said to be missing, and leads to nothing", async () => {
  const { desk, server } = await openLoadedOffice([conversation("a", message(1, 1))]);
  desk.browsing.follow("view-2");
  await server.answer(VIEWS, { data: [VIEW] });
  expect([desk.browsing.isWaiting, desk.browsing.saved]).toEqual([false, undefined]);
  await server.answer(LIST, conversationPage([]));
  expect(desk.conversations.conversations).toEqual([]);
});

test("A tab, a search and another view each take the place of a view", async () => {
  const { desk, server } = await openLoadedOffice([]);
  desk.browsing.follow("view-1");
  await server.answer(VIEWS, { data: [VIEW] });
  desk.browsing.search("tag:vip");
  expect(desk.browsing.view.filters).toBe("tag:vip");
  desk.browsing.search("");
  expect(desk.browsing.view.filters).toBe("tag:refund");
  desk.browsing.choose("closed");
  expect(desk.browsing.viewId).toBeUndefined();
  expect(desk.browsing.view.filters).toBe("state:CLOSED");
});

test("A view that is changed is loaded again; one without a filter holds everything", async () => {
  const { desk, server } = await openLoadedOffice([]);
  desk.browsing.follow("view-1");
  await server.answer(VIEWS, { data: [VIEW] });
  const change = desk.views.update({ ...VIEW, filters: "" });
  await server.answer("/views.update", {});
  await change;
  desk.browsing.refresh();
  expect(desk.browsing.view.holds?.(conversation("a", message(1, 1)))).toBe(true);
  expect(server.waiting(LIST).at(-1)).not.toHaveProperty("filters");
});

test("A filter that the server refuses is said, and not asked again by what comes in", async () => {
  const { desk, server, clock, feed } = await openLoadedOffice([conversation("a", message(1, 1))]);
  desk.browsing.search("state:(");
  await clock.advance(200);
  await server.refuse(LIST, [{ path: "filters", message: '"(" is never closed at character 7' }]);
  expect(desk.conversations.refused).toBe('"(" is never closed at character 7');
  await feed.message(101, "a", message(2, 2));
  await clock.advance(1_000);
  expect(server.waiting(LIST)).toEqual([]);
  desk.browsing.search("state:(OPEN)");
  await clock.advance(200);
  expect(desk.conversations.refused).toBeUndefined();
  await server.answer(LIST, conversationPage([conversation("a", message(2, 2))]));
  expect(desk.conversations.conversations).toHaveLength(1);
});

test("The place in a filter is taken out of what the server says", () => {
  expect(placeIn("a value is missing at character 7")).toEqual({
    problem: "a value is missing",
    at: 6,
  });
  expect(placeIn("it takes too long")).toEqual({ problem: "it takes too long" });
});

import { describe, expect, test } from "bun:test";
import { searchView, TABS, tabView, type Tab } from "../../inbox/desk/list-view.ts";
import { pieces } from "../../inbox/views/highlighted.tsx";
import type { Conversation } from "../../protocol/conversations.ts";
import { parseFilter } from "../../protocol/filter-parser.ts";
import {
  conversation,
  conversationPage,
  message,
  openLoadedOffice,
  OPERATOR,
  type Office,
} from "./fakes.ts";

const LIST = "/conversations.list";
const own = { id: OPERATOR.id, name: "Grace Hopper" };
const other = { id: "operator-2", name: "Ada" };

function ids({ desk }: Office): readonly string[] {
  return desk.conversations.conversations.map(({ id }) => id);
}

function changed(id: string, second: number, change: Partial<Conversation>): Conversation {
  return { ...conversation(id, message(1, second)), ...change };
}

describe("A tab", () => {
  const cases: readonly [string, Partial<Conversation>, readonly Tab[]][] = [
    ["an open one of nobody's", {}, ["open", "all"]],
    ["an open one of one's own", { assignee: own }, ["open", "mine", "all"]],
    ["an open one of somebody else's", { assignee: other }, ["open", "all"]],
    ["a closed one of one's own", { state: "CLOSED", assignee: own }, ["closed", "all"]],
  ];
  test.each(cases)("holds the same here as at the server: %s", (_, change, tabs) => {
    const one = changed("a", 1, change);
    expect(TABS.filter((tab) => tabView(tab, OPERATOR.id).holds?.(one)).toSorted()).toEqual(
      [...tabs].toSorted(),
    );
  });

  test("is asked for in the words of the API", () => {
    const filters = TABS.map((tab) => tabView(tab, "9d2a").filters);
    expect(filters).toEqual(["state:OPEN", "state:OPEN AND assignee_id:me", "state:CLOSED", ""]);
  });

  test("loses a conversation that is closed and gets one that is opened, where it belongs", async () => {
    const office = await openLoadedOffice([
      conversation("c", message(1, 3)),
      conversation("a", message(1, 1)),
    ]);
    await office.feed.tell("/queue/conversation", changed("b", 2, {}));
    expect(ids(office)).toEqual(["c", "b", "a"]);
    await office.feed.tell("/queue/conversation", changed("c", 3, { state: "CLOSED" }));
    expect(ids(office)).toEqual(["b", "a"]);
    expect(office.desk.conversations.get("c")?.state).toBe("CLOSED");
  });

  test("shows nothing that lies further down than its pages go", async () => {
    const office = await openLoadedOffice([]);
    office.desk.browsing.choose("all");
    const page = conversationPage([conversation("z", message(1, 30))], "page-2");
    await office.server.answer(LIST, page);
    await office.feed.tell("/queue/conversation", changed("old", 2, {}));
    expect(ids(office)).toEqual(["z"]);
    await office.feed.message(101, "old", message(2, 40));
    expect(ids(office)).toEqual(["old", "z"]);
  });

  test("shows at once what is known of it, and then what the server says; it is remembered", async () => {
    const { desk, server, store } = await openLoadedOffice([
      changed("mine", 2, { assignee: own }),
      conversation("a", message(1, 1)),
    ]);
    desk.browsing.choose("mine");
    expect(server.waiting(LIST)).toMatchObject([
      { filters: "state:OPEN AND assignee_id:me", cursor: "" },
    ]);
    expect(desk.conversations.conversations.map(({ id }) => id)).toEqual(["mine"]);
    await server.answer(LIST, conversationPage([changed("mine-2", 3, { assignee: own })]));
    expect(desk.conversations.conversations.map(({ id }) => id)).toEqual(["mine-2"]);
    expect((await openLoadedOffice([], store)).desk.browsing.tab).toBe("mine");
  });

  test("without a conversation is empty, but the inbox is not", async () => {
    const { desk, server } = await openLoadedOffice([]);
    expect(desk.conversations.isEmpty).toBe(true);
    const page = conversationPage([]);
    desk.browsing.choose("closed");
    const response_metadata = { ...page.response_metadata, total: 7 };
    await server.answer(LIST, { ...page, response_metadata });
    expect(desk.conversations.isEmpty).toBe(false);
  });
});

describe("A search", () => {
  test("is for what was typed as words: none of it is an operator, a field or a sign", () => {
    const typed = [
      "iceland",
      "Do you SHIP to",
      "AND",
      "or (not) and: http://example.org/a:b",
      '"unfinished',
      "a* ?b [1 TO 2] \\ /x/ ~",
      "Straße ümlaut 山田 مرحبا",
      "one two three four five six seven eight nine ten eleven twelve",
    ];
    for (const text of typed) {
      const { filters = "" } = searchView(text) ?? {};
      expect(() => parseFilter(filters)).not.toThrow();
    }
    expect(searchView("Closed: or?")?.filters).toBe("(closed or*) OR display_name:*closed*or*");
    for (const nothing of ["", "  ", "?!", '"("']) expect(searchView(nothing)).toBeUndefined();
  });

  test("is a filter of the API as soon as it has a field, an operator or quotes in it", () => {
    for (const filter of [
      "tag:vip",
      "state:",
      "-assignee_id:me (",
      "(metadata.plan:pro",
      "a AND b",
      "a NOT b",
      'say "next to each other"',
      "unread_count:>0",
    ]) {
      expect(searchView(` ${filter} `)).toEqual({ filters: filter });
    }
  });

  async function search(typed: string): Promise<Office> {
    const office = await openLoadedOffice([conversation("a", message(1, 1))]);
    office.desk.browsing.search(typed);
    return office;
  }

  test("waits for a pause in the typing, and says where the words were found", async () => {
    const office = await search("ice");
    office.desk.browsing.search("icel");
    expect(office.server.waiting(LIST)).toEqual([]);
    await office.clock.advance(200);
    expect(office.server.waiting(LIST)).toMatchObject([
      { filters: "(icel*) OR display_name:*icel*" },
    ]);
    const highlight = { message_id: "m", offset: 1, text: "to Iceland", ranges: [[3, 7]] };
    const found = { ...conversation("far", message(1, 1)), highlight };
    await office.server.answer(LIST, conversationPage([found]));
    expect(ids(office)).toEqual(["far"]);
    expect(office.desk.conversations.rows.highlight("far")?.text).toBe("to Iceland");
  });

  test("is made again after what comes in: only the server can tell what holds the words", async () => {
    const office = await search("ice");
    await office.clock.advance(200);
    await office.server.answer(LIST, conversationPage([]));
    await office.feed.message(101, "b", message(2, 2));
    await office.feed.tell("/queue/conversation", changed("b", 2, {}));
    expect(ids(office)).toEqual([]);
    expect(office.server.waiting(LIST)).toEqual([]);
    await office.clock.advance(1_000);
    expect(office.server.waiting(LIST)).toContainEqual(
      expect.objectContaining({ filters: "(ice*) OR display_name:*ice*" }),
    );
  });

  test("that is cleared leads back to the tab", async () => {
    const office = await search("ice");
    await office.clock.advance(200);
    await office.server.answer(LIST, conversationPage([]));
    office.desk.browsing.search("");
    expect(office.server.waiting(LIST)).toMatchObject([{ filters: "state:OPEN" }]);
  });

  test("marks what was found by its places in the text, wherever these lie", () => {
    expect(pieces("to Iceland", [[3, 7]])).toEqual([
      { text: "to ", isFound: false },
      { text: "Iceland", isFound: true },
    ]);
    expect(pieces("<b>x</b>", [[0, 3]])[0]).toEqual({ text: "<b>", isFound: true });
    const odd = pieces("abc", [
      [1, 1],
      [0, 2],
      [2, 0],
      [9, 4],
    ]);
    expect(odd.map(({ text }) => text).join("")).toBe("abc");
  });
});

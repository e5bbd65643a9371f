import { describe, expect, test } from "bun:test";
import type { Content } from "../../protocol/content.ts";
import { newId } from "../../inbox/new-id.ts";
import { hrefOf, invitationLink, parseEntry, parseRoute } from "../../inbox/route.ts";
import { initialsOf } from "../../inbox/views/avatar.tsx";
import { contentText } from "../../inbox/views/content-text.ts";
import { groupMessages } from "../../inbox/views/group-messages.ts";
import { metadataFacts } from "../../inbox/views/metadata-facts.ts";
import { parts } from "../../inbox/views/linked-text.tsx";
import { isNote, shownEntries } from "../../inbox/views/shown-entries.ts";
import { dayName, shortTime } from "../../inbox/views/times.ts";
import { message, note, OPERATOR, reply } from "./fakes.ts";

const ID = "b7a9bb38-605d-5b80-a64d-c95a49d8a2fa";

describe("The address", () => {
  test("names the open conversation", () => {
    expect(parseRoute(hrefOf({ conversationId: ID }))).toEqual({ conversationId: ID });
    expect(parseRoute(hrefOf({ conversationId: undefined })).conversationId).toBeUndefined();
    expect(parseRoute("#/conversations/../../x").conversationId).toBeUndefined();
    for (const route of [{ view: ID }, { view: ID, conversationId: ID }]) {
      expect(parseRoute(hrefOf(route))).toEqual({ conversationId: undefined, ...route });
    }
    expect(parseRoute("#/views/x").view).toBeUndefined();
  });

  test("of the setup link carries its token", () => {
    expect(parseEntry("#setup=a_b-c%2B")).toEqual({ kind: "setup", token: "a_b-c+" });
    expect(parseEntry("#setup=50%")).toEqual({ kind: "setup", token: "50%" });
    const { hash } = new URL(invitationLink("https://chat.example.org", "a_b-c"));
    expect(parseEntry(hash)).toEqual({ kind: "invitation", token: "a_b-c" });
    for (const other of ["#/", "#setup=", "#invitation=", "#other=a"]) {
      expect(parseEntry(other)).toBeUndefined();
    }
  });
});

describe("What people write", () => {
  const cases: readonly [string, readonly string[]][] = [
    ["no link", []],
    ["see https://example.com.", ["https://example.com"]],
    ["(https://example.com/a)", ["https://example.com/a"]],
    ["https://example.com/a_(b)!", ["https://example.com/a_(b)"]],
    ["HTTP://EXAMPLE.COM/a?b=c#d, x", ["HTTP://EXAMPLE.COM/a?b=c#d"]],
    ["http://a http://b", ["http://a", "http://b"]],
    ["javascript:alert(1) data:text/html,x ftp://x mailto:a@b", []],
    ["<a href='https://example.com/'>", ["https://example.com/"]],
    ["https://", []],
  ];
  test.each(cases)("becomes links where it names a web page: %s", (text, links) => {
    const found = parts(text);
    expect(found.filter(({ isLink }) => isLink).map((part) => part.text)).toEqual([...links]);
    expect(found.map((part) => part.text).join("")).toBe(text);
  });

  test("has a line of text for the list, whatever its type", () => {
    const url = "https://example.com/a";
    const card = { title: "Offer", description: "All of it" };
    const texts: readonly [Content, string][] = [
      [{ type: "image", url }, "Photo"],
      [{ type: "image", url, name: "parcel.png" }, "Photo: parcel.png"],
      [{ type: "file", url, name: "invoice\u202Egpj.exe" }, "File: invoice gpj.exe"],
      [{ type: "rich_card", card }, "Offer"],
      [{ type: "rich_card", card: { description: "All of it" } }, "All of it"],
      [{ type: "rich_card", card: {} }, "Card"],
      [{ type: "rich_card_carousel", cards: [card, card] }, "2 cards: Offer"],
      [{ type: "rich_card_carousel", cards: [card], fallback: "Offers" }, "Offers"],
      [{ type: "rich_text", text: "**Hello** [you](https://example.com)" }, "Hello you"],
    ];
    for (const [content, text] of texts) expect(contentText(content)).toBe(text);
  });
});

test("Metadata is read line by line, by the dotted names that it was set with", () => {
  const metadata = { ad: { id: 7, tags: ["a", "b"] }, vip: true, note: "<b>" };
  expect(metadataFacts(metadata)).toEqual([
    { key: "ad.id", value: "7" },
    { key: "ad.tags", value: "a, b" },
    { key: "vip", value: "Yes" },
    { key: "note", value: "<b>" },
  ]);
});

test("Initials are those of the first and the last name, in any script", () => {
  const names = ["Ada King Lovelace", "ada", "Visitor 67DD", "Jürgen Åberg", "山田 太郎", "🙂", ""];
  expect(names.map(initialsOf)).toEqual(["AL", "A", "V6", "JÅ", "山太", "", ""]);
});

describe("A thread is read", () => {
  test("by days, and in them by who speaks, until they pause", () => {
    const messages = [
      message(1, 0),
      message(2, 60),
      reply(3, 70),
      message(4, 80),
      message(5, 80 + 5 * 60),
      message(6, 3 * 24 * 60 * 60),
    ];
    const days = groupMessages(messages).map(({ runs }) =>
      runs.map((run) => (isNote(run) ? run.id : run.messages.map(({ offset }) => offset))),
    );
    expect(days).toEqual([[[1, 2], [3], [4], [5]], [[6]]]);
  });

  test("with the replies on their way at its end, once each, whatever this clock says", () => {
    const stored = [message(1, 1), reply(2, 2, "reply-1")];
    const written_at = "2020-01-01T00:00:00.000Z";
    const outgoing = ["reply-1", "reply-2"].map((id) => ({
      id,
      conversation_id: "a",
      content: { type: "text" as const, text: id },
      written_at,
    }));
    const shown = shownEntries(stored, [], outgoing, OPERATOR);
    expect(shown.map(({ id }) => id)).toEqual([stored[0]!.id, "reply-1", "reply-2"]);
    expect(shown[2]).toMatchObject({ sent_at: stored[1]!.sent_at });
  });

  test("with each note behind its message, by number, and a note ends a run", () => {
    const messages = [message(4, 4), message(5, 5), message(6, 6)];
    const notes = [note(1, 3), note(2, 4), note(3, 4), note(4, 6)];
    const written_at = "2026-01-07T09:00:30.000Z";
    const outgoing = [true, false].map((isTeams, at) => ({
      id: `reply-${at}`,
      conversation_id: "a",
      content: { type: "text" as const, text: "on its way" },
      written_at,
      ...(isTeams && { isNote: true as const }),
    }));
    const entries = shownEntries(messages, notes, outgoing, OPERATOR);
    const days = groupMessages(entries).map(({ runs }) =>
      runs.map((run) => (isNote(run) ? run.id : run.messages.map(({ id }) => id))),
    );
    const ids = messages.map(({ id }) => id);
    const [before, after] = [ids.slice(0, 1), ids.slice(1)];
    expect(days).toEqual([
      ["note-1", before, "note-2", "note-3", after, "note-4", "reply-0", ["reply-1"]],
    ]);
    expect(entries.at(-2)).toMatchObject({ author: { id: OPERATOR.id }, created_at: written_at });
  });
});

test("A time is told as short as it is clear", () => {
  const now = new Date(2026, 6, 15, 12, 0).getTime();
  const before = (minutes: number): string => new Date(now - minutes * 60_000).toISOString();
  const day = 24 * 60;
  const times = [0, 5, 3 * day, 30 * day, 400 * day].map((age) => shortTime(before(age), now));
  expect(times[0]).toBe("now");
  expect(times[1]).toBe("5m");
  expect(times[2]).toBe("Sun");
  expect(times[3]).toContain("Jun");
  expect(times[4]).toContain("2025");
  expect(dayName(before(0), now)).toBe("Today");
  expect(dayName(before(day), now)).toBe("Yesterday");
});

test("Ids are UUIDs without a secure context too", () => {
  const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
  expect(newId()).toMatch(uuid);
  const { randomUUID } = crypto;
  Object.defineProperty(crypto, "randomUUID", { value: undefined, configurable: true });
  try {
    expect(newId()).toMatch(uuid);
  } finally {
    Object.defineProperty(crypto, "randomUUID", { value: randomUUID, configurable: true });
  }
});

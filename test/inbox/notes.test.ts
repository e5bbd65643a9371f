import { describe, expect, test } from "bun:test";
import type { Note } from "../../protocol/notes.ts";
import { createStore } from "../../inbox/store.ts";
import type { Office } from "./fakes.ts";
import {
  conversation,
  message,
  messagePage,
  note,
  notePage,
  openLoadedOffice,
  settle,
} from "./fakes.ts";

const MESSAGES = "/messages.list";
const NOTES = "/notes.list";
const CREATE = "/notes.create";

function shown({ desk }: Office): readonly number[] {
  return desk.openThread?.shownNotes.map(({ number }) => number) ?? [];
}

function offsets({ desk }: Office): readonly number[] {
  return desk.openThread?.messages.map(({ offset }) => offset) ?? [];
}

function messages(from: number, to: number): ReturnType<typeof message>[] {
  return Array.from({ length: to - from + 1 }, (_, at) => message(from + at, from + at));
}

/** A conversation with that many messages is being opened. */
async function openThread(last: number): Promise<Office> {
  const office = await openLoadedOffice([conversation("a", message(last, last))]);
  office.server.hasNotes = true;
  office.desk.open("a");
  return office;
}

/** One with 6 messages, of which 4 to 6 are here, and a page of notes. */
async function openWithNotes(notes: readonly Note[], next = ""): Promise<Office> {
  const office = await openThread(6);
  await office.server.answer(MESSAGES, messagePage(messages(4, 6), "older"));
  await office.server.answer(NOTES, notePage(notes, next));
  return office;
}

function told(event: Partial<Note> & { readonly id: string }, isThere = true): object {
  const { id } = event;
  return { conversation_id: "a", id, ...(isThere && { note: { ...note(1, 6), ...event } }) };
}

describe("The notes of a thread", () => {
  test("are loaded with its messages, and show themselves together", async () => {
    const office = await openThread(6);
    expect(office.server.waiting(NOTES)).toMatchObject([{ conversation_id: "a", cursor: "" }]);
    await office.server.answer(MESSAGES, messagePage(messages(4, 6), "older"));
    expect(offsets(office)).toEqual([]);
    await office.server.answer(NOTES, notePage([note(1, 4), note(2, 6)]));
    expect(offsets(office)).toEqual([4, 5, 6]);
    expect(shown(office)).toEqual([1, 2]);
  });

  test("are loaded page by page until they reach as far back as the messages, and no further", async () => {
    const office = await openWithNotes([note(8, 6), note(9, 6)], "before 8");
    expect(offsets(office)).toEqual([]);
    expect(office.server.waiting(NOTES)).toMatchObject([{ cursor: "before 8" }]);
    await office.server.answer(NOTES, notePage([note(6, 4), note(7, 5)], "before 6"));
    await office.server.answer(NOTES, notePage([note(4, 2), note(5, 3)], "before 4"));
    expect(office.server.waiting(NOTES)).toEqual([]);
    expect(offsets(office)).toEqual([4, 5, 6]);
    expect(shown(office)).toEqual([6, 7, 8, 9]);
  });

  test("come with the older messages that they stand behind: nothing is put between two that are read", async () => {
    const office = await openWithNotes([note(3, 3), note(4, 5)], "before 3");
    expect(shown(office)).toEqual([4]);
    void office.desk.openThread?.loadOlder();
    await office.server.answer(MESSAGES, messagePage(messages(1, 3)));
    expect(offsets(office)).toEqual([4, 5, 6]);
    expect(shown(office)).toEqual([4]);
    await office.server.answer(NOTES, notePage([note(1, 1), note(2, 2)]));
    expect(offsets(office)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(shown(office)).toEqual([1, 2, 3, 4]);
  });

  test("that cannot be loaded leave the older page to be tried again", async () => {
    const office = await openWithNotes([note(3, 3)], "before 3");
    void office.desk.openThread?.loadOlder();
    await office.server.answer(MESSAGES, messagePage(messages(1, 3)));
    await office.server.fail(NOTES, 0);
    expect([office.desk.openThread?.older, shown(office)]).toEqual(["failed", []]);
    void office.desk.openThread?.loadOlder();
    await office.server.answer(MESSAGES, messagePage(messages(1, 3)));
    await office.server.answer(NOTES, notePage([note(1, 1), note(2, 2)]));
    expect(shown(office)).toEqual([1, 2, 3]);
  });

  test("are heard live, each once, while a page is on its way too; a removed one does not come back", async () => {
    const office = await openThread(6);
    await office.server.answer(MESSAGES, messagePage(messages(4, 6), "older"));
    await office.feed.tell("/queue/note", told({ id: "note-3", number: 3 }));
    await office.feed.tell("/queue/note", told({ id: "note-1" }, false));
    await office.server.answer(NOTES, notePage([note(1, 4), note(2, 6), note(3, 6)]));
    expect(shown(office)).toEqual([2, 3]);
    await office.feed.tell("/queue/note", told({ id: "note-4", number: 4 }));
    await office.feed.tell("/queue/note", told({ id: "note-2" }, false));
    expect(shown(office)).toEqual([3, 4]);
    await office.feed.tell("/queue/note", {
      conversation_id: "b",
      id: "x",
      note: note(1, 1, { id: "x", conversation_id: "b" }),
    });
    expect(shown(office)).toEqual([3, 4]);
  });

  test("are asked for again after a gap, which did not tell of them, as far back as they are shown", async () => {
    const office = await openWithNotes([note(1, 2), note(2, 4), note(3, 6)]);
    await office.feed.down();
    await office.feed.up(100);
    await office.server.answer(NOTES, notePage([note(4, 6)], "before 4"));
    expect(shown(office)).toEqual([2, 3]);
    await office.feed.tell("/queue/note", told({ id: "note-5", number: 5 }));
    await office.server.answer(NOTES, notePage([note(1, 2), note(2, 4)]));
    expect(shown(office)).toEqual([2, 4, 5]);
  });

  test("of a thread that is not open are asked for again when it is opened", async () => {
    const office = await openWithNotes([note(1, 6)]);
    office.desk.open(undefined);
    await office.feed.down();
    await office.feed.up(100);
    expect(office.server.waiting(NOTES)).toEqual([]);
    office.desk.open("a");
    await settle();
    await office.server.answer(NOTES, notePage([]));
    expect(shown(office)).toEqual([]);
  });
});

describe("A note that is written", () => {
  test("has a draft of its own, and nobody is told that it is typed", async () => {
    const office = await openWithNotes([]);
    office.desk.type("a", "They", "note");
    office.desk.type("a", "Dear");
    const sent = office.feed.sent.filter(([destination]) => destination === "/app/typing");
    expect(sent).toEqual([["/app/typing", { conversation_id: "a", typing: true }]]);
    expect([office.desk.drafts.get("a"), office.desk.drafts.get("a", "note")]).toEqual([
      "Dear",
      "They",
    ]);
    office.desk.note("a", "They");
    expect([office.desk.drafts.get("a"), office.desk.drafts.get("a", "note")]).toEqual([
      "Dear",
      "",
    ]);
  });

  test("alone is what the composer shows again after a reload; turned to last wins", async () => {
    const { drafts } = (await openWithNotes([])).desk;
    for (const id of ["a", "b"]) drafts.set(id, "They", "note");
    drafts.set("b", "Dear");
    expect(["a", "b", "c"].map((id) => drafts.writing(id))).toEqual(["note", "reply", "reply"]);
    drafts.set("a", "", "note");
    expect(drafts.writing("a")).toBe("note");
    drafts.turnTo("b", "note");
    expect(drafts.writing("b")).toBe("note");
  });

  test("goes in its turn between the replies, and never as one of them", async () => {
    const office = await openWithNotes([]);
    office.desk.reply("a", "one");
    office.desk.note("a", "two");
    office.desk.reply("a", "three");
    expect(office.server.waiting(CREATE)).toEqual([]);
    await office.server.answer("/messages.send", message(7, 7, { id: "reply-1" }));
    expect(office.server.waiting(CREATE)).toEqual([
      { id: "reply-2", conversation_id: "a", text: "two" },
    ]);
    expect(office.server.waiting("/messages.send")).toEqual([]);
    await office.server.answer(CREATE, note(1, 7, { id: "reply-2" }));
    expect(office.desk.openThread?.shownNotes.map(({ id }) => id)).toEqual(["reply-2"]);
    expect(office.server.waiting("/messages.send")).toHaveLength(1);
  });

  test("is kept over a reload, tried again with the same id, and refused ones wait for the person", async () => {
    const store = createStore(undefined);
    const first = await openLoadedOffice([conversation("a", message(1, 1))], store);
    first.desk.note("a", "two");
    await first.server.fail(CREATE, 503);
    first.desk.stop();
    const office = await openLoadedOffice([conversation("a", message(1, 1))], store);
    expect(office.desk.outbox.of("a")).toMatchObject([{ id: "reply-1", isNote: true }]);
    expect(office.server.waiting(CREATE)).toMatchObject([{ id: "reply-1" }]);
    await office.server.fail(CREATE, 409, "limit_reached");
    expect(office.desk.outbox.of("a")).toMatchObject([{ refusal: { code: "limit_reached" } }]);
    office.desk.outbox.retry("reply-1");
    expect(office.server.waiting(CREATE)).toMatchObject([{ id: "reply-1" }]);
    await office.feed.tell("/queue/note", told({ id: "reply-1" }));
    expect(office.desk.outbox.of("a")).toEqual([]);
  });

  test("is taken away once the server has done so", async () => {
    const office = await openWithNotes([note(1, 6)]);
    const removed = office.desk.notes.remove(note(1, 6));
    expect(office.server.waiting("/notes.remove")).toEqual([{ id: "note-1" }]);
    expect(shown(office)).toEqual([1]);
    await office.server.answer("/notes.remove", {});
    await removed;
    expect(shown(office)).toEqual([]);
  });
});

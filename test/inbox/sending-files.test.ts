import { describe, expect, test } from "bun:test";
import { LOST } from "../../inbox/desk/outbox.ts";
import { createStore } from "../../inbox/store.ts";
import {
  conversation,
  message,
  openLoadedOffice,
  reply,
  settle,
  urlOf,
  type Office,
} from "./fakes.ts";

const SEND = "/messages.send";
const known = [conversation("a", message(1, 1)), conversation("b", message(1, 1))];

function fileOf(name: string): File {
  return new File(["12345"], name);
}

function sent({ server }: Office): readonly unknown[] {
  return server.waiting(SEND).map(({ message: content }) => content);
}

describe("A file", () => {
  test("is uploaded, then sent as what the server says it is, under the id it had from the start", async () => {
    const office = await openLoadedOffice(known);
    office.desk.outbox.addFile("a", fileOf("parcel.png"));
    expect(office.uploads.waiting).toEqual(["parcel.png"]);
    expect(sent(office)).toEqual([]);
    await office.uploads.arrive("image");
    const content = { type: "image", url: urlOf("parcel.png"), name: "parcel.png", size: 5 };
    expect(office.server.waiting(SEND)).toEqual([
      { id: "reply-1", conversation_id: "a", message: content },
    ]);
    expect(office.desk.outbox.uploads.get("reply-1")).toBeUndefined();
    await office.server.answer(SEND, reply(2, 2, "reply-1"));
    expect(office.desk.outbox.of("a")).toEqual([]);
    expect(office.store.keys("parley.outbox.")).toEqual([]);
  });

  test("says how far it is, and once for each percent", async () => {
    const office = await openLoadedOffice(known);
    let changes = 0;
    office.desk.outbox.addFile("a", fileOf("film.mp4"));
    office.desk.changes.subscribe(() => (changes += 1));
    for (const share of [0.1, 0.104, 0.5]) office.uploads.progress(share);
    expect(office.desk.outbox.uploads.get("reply-1")?.percent).toBe(50);
    expect(changes).toBe(2);
  });

  test("goes in its turn: what was written before it and after it stays there", async () => {
    const office = await openLoadedOffice(known);
    office.desk.reply("a", "before");
    office.desk.outbox.addFile("a", fileOf("one.png"));
    office.desk.outbox.addFile("a", fileOf("two.png"));
    office.desk.reply("a", "after");
    office.desk.outbox.addFile("b", fileOf("other.png"));
    expect(office.uploads.waiting).toEqual(["other.png"]);
    await office.server.answer(SEND, reply(2, 2, "reply-1"));
    expect(office.uploads.waiting).toEqual(["other.png", "one.png"]);
  });

  test("is uploaded anew when the network is back", async () => {
    const office = await openLoadedOffice(known);
    office.desk.outbox.addFile("a", fileOf("parcel.png"));
    await office.uploads.fail(0);
    expect(office.desk.outbox.isPaused("a")).toBe(true);
    await office.feed.down();
    await office.feed.up(100);
    expect(office.uploads.waiting).toEqual(["parcel.png"]);
    await office.uploads.arrive("image");
    await office.server.fail(SEND, 0);
    await office.clock.advance(1_000);
    expect(office.uploads.waiting).toEqual([]);
    expect(sent(office)).toMatchObject([{ type: "image" }]);
  });

  test("that is refused steps aside, and can be tried again or discarded", async () => {
    const office = await openLoadedOffice(known);
    office.desk.outbox.addFile("a", fileOf("parcel.png"));
    office.desk.reply("a", "next");
    await office.uploads.fail(413, "payload_too_large");
    expect(office.desk.outbox.of("a")[0]?.refusal?.code).toBe("payload_too_large");
    expect(sent(office)).toMatchObject([{ text: "next" }]);
    await office.server.answer(SEND, reply(2, 2, "reply-2"));
    office.desk.outbox.retry("reply-1");
    expect(office.uploads.waiting).toEqual(["parcel.png"]);
  });

  test("that is taken back on its way is sent no further, and what follows goes at once", async () => {
    const office = await openLoadedOffice(known);
    office.desk.outbox.addFile("a", fileOf("wrong.png"));
    office.desk.reply("a", "next");
    office.desk.outbox.remove("reply-1");
    await settle();
    expect(office.uploads.waiting).toEqual([]);
    expect(sent(office)).toMatchObject([{ text: "next" }]);
    expect(office.clock.pending).toBe(0);
  });

  test("whose page was closed before it was uploaded is said not to be sent, and nothing waits for it", async () => {
    const store = createStore(undefined);
    const before = await openLoadedOffice(known, store);
    before.desk.outbox.addFile("a", fileOf("parcel.png"));
    await before.clock.advance(5);
    before.desk.reply("a", "hi");
    before.desk.stop();
    expect(before.uploads.waiting).toEqual([]);
    const after = await openLoadedOffice(known, store);
    expect(after.desk.outbox.of("a")[0]).toMatchObject({
      content: { type: "file", name: "parcel.png" },
      refusal: { code: LOST },
    });
    expect(after.uploads.waiting).toEqual([]);
    expect(sent(after)).toMatchObject([{ text: "hi" }]);
  });

  test("that was uploaded when its page was closed is sent by the next one", async () => {
    const store = createStore(undefined);
    const before = await openLoadedOffice(known, store);
    before.desk.outbox.addFile("a", fileOf("parcel.png"));
    await before.uploads.arrive("image");
    before.desk.stop();
    const after = await openLoadedOffice(known, store);
    expect(sent(after)).toMatchObject([{ url: urlOf("parcel.png") }]);
  });
});

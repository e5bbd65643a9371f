import { describe, expect, test } from "bun:test";
import { seenMessage } from "../../inbox/views/seen-message.ts";
import { whereabouts } from "../../inbox/views/whereabouts.ts";
import { conversation, message, openLoadedOffice, OPERATOR, reply, type Office } from "./fakes.ts";

function open(): Promise<Office> {
  return openLoadedOffice([conversation("a", message(1, 1))]);
}

function typing(sender: object, is: boolean, from_contact: boolean): object {
  return { conversation_id: "a", typing: is, from_contact, sender };
}

describe("What is so now", () => {
  test("is who writes: the visitor and colleagues, not oneself", async () => {
    const { desk, feed } = await open();
    await feed.tell("/queue/typing", typing({ id: "contact-a" }, true, true));
    await feed.tell("/queue/typing", typing({ id: "ada", name: "Ada" }, true, false));
    await feed.tell("/queue/typing", typing({ id: OPERATOR.id, name: "Grace" }, true, false));
    expect(desk.typing.isVisitorWriting("a")).toBe(true);
    expect(desk.typing.isVisitorWriting("b")).toBe(false);
    expect(desk.typing.colleagues("a")).toEqual(["Ada"]);
    await feed.tell("/queue/typing", typing({ id: "contact-a" }, false, true));
    expect(desk.typing.isVisitorWriting("a")).toBe(false);
  });

  test("is who has the site open, and on which page", async () => {
    const { desk, feed } = await open();
    const page = { url: "https://shop.example/prices", title: "Prices" };
    const here = { conversation_id: "a", channel_id: "channel-1", online: true };
    await feed.tell("/queue/presence", { ...here, page });
    expect(desk.presence.page("a")).toEqual(page);
    await feed.tell("/queue/presence", { ...here, online: false });
    expect(desk.presence.isOnline("a")).toBe(false);
  });

  test("is forgotten when the feed is down: nobody tells when it ends", async () => {
    const { desk, feed } = await open();
    await feed.tell("/queue/typing", typing({ id: "contact-a" }, true, true));
    await feed.tell("/queue/presence", { conversation_id: "a", channel_id: "c", online: true });
    await feed.down();
    expect(desk.typing.isVisitorWriting("a")).toBe(false);
    expect(desk.presence.isOnline("a")).toBe(false);
  });

  test("is said of a page by its title, or its address; a title is no markup", () => {
    const url = "https://shop.example/prices";
    expect(whereabouts(true, { url, title: "<b>Prices</b>" })).toBe("On <b>Prices</b>");
    expect(whereabouts(true, { url, title: "" })).toBe("On shop.example/prices");
    expect(whereabouts(true, undefined)).toBe("On the page now");
    expect(whereabouts(false, { url })).toBeUndefined();
  });
});

describe("A sound", () => {
  test("tells of a visitor's message that is not under the eyes, and of nothing else", async () => {
    const { desk, feed, alerts } = await open();
    desk.look(true);
    desk.open("a");
    await feed.message(101, "a", message(2, 2));
    await feed.message(102, "b", reply(1, 3));
    expect(alerts.chimes()).toBe(0);
    await feed.message(103, "b", message(2, 4));
    expect(alerts.chimes()).toBe(1);
    desk.look(false);
    await feed.message(104, "a", message(3, 5));
    expect(alerts.chimes()).toBe(2);
  });

  test("can be switched off, for good", async () => {
    const { desk, feed, alerts, store } = await open();
    desk.preferences.toggle("sound");
    await feed.message(101, "a", message(2, 2));
    expect(alerts.chimes()).toBe(0);
    const later = await openLoadedOffice([conversation("a", message(1, 1))], store);
    expect(later.desk.preferences.isOn("sound")).toBe(false);
    expect(later.desk.preferences.isOn("keys")).toBe(true);
  });
});

describe("The operator's typing", () => {
  const TYPING = "/app/typing";
  const on = [TYPING, { conversation_id: "a", typing: true }];
  const off = [TYPING, { conversation_id: "a", typing: false }];

  test("is told once, again while it goes on, and ended when it stops", async () => {
    const { desk, feed, clock } = await open();
    desk.type("a", "h");
    desk.type("a", "he");
    expect(feed.sent).toEqual([on] as never);
    await clock.advance(4_000);
    desk.type("a", "hel");
    expect(feed.sent).toEqual([on, on] as never);
    await clock.advance(5_000);
    expect(feed.sent).toEqual([on, on, off] as never);
    expect(desk.drafts.get("a")).toBe("hel");
  });

  const endings: readonly [string, (office: Office) => void][] = [
    ["what was typed is deleted", ({ desk }) => desk.type("a", " ")],
    ["it is sent", ({ desk }) => desk.reply("a", "hello")],
    ["another conversation is opened", ({ desk }) => desk.open("b")],
    ["the desk ends", ({ desk }) => desk.stop()],
  ];
  test.each(endings)("ends at once when %s", async (_, end) => {
    const office = await open();
    office.desk.open("a");
    office.desk.type("a", "hello");
    end(office);
    expect(office.feed.sent).toEqual([on, off] as never);
  });
});

describe("What the visitor has seen", () => {
  const read = (offset: number) => ({
    conversation_id: "a",
    offset,
    at: "2026-01-07T10:00:00.000Z",
  });
  const thread = [message(1, 1), reply(2, 2), reply(3, 3)];

  test("is marked at the last answer seen", () => {
    expect(seenMessage(thread, read(3))?.messageId).toBe("answer-3");
    expect(seenMessage(thread, read(2))?.messageId).toBe("answer-2");
    expect(seenMessage(thread, read(1))).toBeUndefined();
    expect(seenMessage(thread, undefined)).toBeUndefined();
  });

  test("goes without saying once they have written again", () => {
    expect(seenMessage([...thread, message(4, 4)], read(4))).toBeUndefined();
  });

  test("never goes back", async () => {
    const { desk, feed } = await open();
    await feed.tell("/queue/read", read(5));
    await feed.tell("/queue/read", read(4));
    expect(desk.seen.get("a")?.offset).toBe(5);
  });
});

import { describe, expect, test } from "bun:test";
import {
  conversation,
  conversationPage,
  message,
  messagePage,
  openLoadedOffice,
  openOffice,
} from "./fakes.ts";

const LIST = "/conversations.list";
const MESSAGES = "/messages.list";

describe("The live feed", () => {
  test("starts behind the position that CONNECTED names, and the list is loaded only then", async () => {
    const { feed, server } = openOffice();
    expect(feed.state).toBe("started");
    expect(server.waiting(LIST)).toEqual([]);
    expect(await feed.up(41)).toEqual({ offset: "41", history: "history-1" });
    expect(server.waiting(LIST)).toHaveLength(1);
  });

  test("goes on behind the last message seen, in the history that it was last confirmed in", async () => {
    const { feed } = await openLoadedOffice([conversation("a", message(1, 1))]);
    await feed.message(107, "a", message(2, 2));
    await feed.down();
    const restarted = new Map([
      ["position", "500"],
      ["history", "history-2"],
    ]);
    expect(feed.subscribe(restarted)).toEqual({ offset: "107", history: "history-1" });
    await feed.down();
    await feed.up(500, "history-2");
    expect(feed.subscribe(restarted)).toEqual({ offset: "107", history: "history-2" });
  });

  test("that stands again makes the list load again: what is no message is not told later", async () => {
    const { desk, feed, server } = await openLoadedOffice([conversation("a", message(1, 1))]);
    desk.open("a");
    await feed.down();
    expect(server.waiting(LIST)).toEqual([]);
    await feed.up(500);
    expect(server.waiting(LIST)).toHaveLength(1);
    expect(server.waiting("/conversations.info")).toEqual([{ conversation_id: "a" }]);
  });

  test("takes a new beginning when its first session ends before the SUBSCRIBE is accepted", async () => {
    const { feed } = openOffice();
    feed.subscribe(new Map([["position", "10"]]));
    await feed.down();
    expect(await feed.up(12)).toEqual({ offset: "12", history: "history-1" });
  });

  test("that does not stand up leaves the list readable, and loads it again once it stands", async () => {
    const { desk, feed, server } = openOffice();
    await feed.down();
    await feed.down();
    expect(server.waiting(LIST)).toHaveLength(1);
    await server.answer(LIST, conversationPage([conversation("a", message(1, 1))]));
    expect(desk.conversations.conversations).toHaveLength(1);
    expect(desk.live.state).toBe("connecting");
    await feed.up(3);
    expect(desk.live.state).toBe("live");
    expect(server.waiting(LIST)).toHaveLength(1);
  });

  test("that hangs keeps nobody waiting for the list and the open thread", async () => {
    const { desk, server, clock } = openOffice();
    desk.open("a");
    expect(server.waiting(MESSAGES)).toEqual([]);
    await clock.advance(2_000);
    expect(server.waiting(LIST)).toHaveLength(1);
    expect(server.waiting(MESSAGES)).toHaveLength(1);
  });

  test("says that it is down until it stands again", async () => {
    const { desk, feed } = await openLoadedOffice([]);
    expect(desk.live.state).toBe("live");
    await feed.down();
    expect(desk.live.state).toBe("reconnecting");
    await feed.up(100);
    expect(desk.live.state).toBe("live");
  });

  test("whose history has changed makes everything load afresh", async () => {
    const { desk, feed, server } = await openLoadedOffice([conversation("a", message(9, 9))]);
    desk.open("a");
    await server.answer(MESSAGES, messagePage([message(8, 8), message(9, 9)]));
    await feed.down("history_changed");
    expect(await feed.up(20, "history-2")).toEqual({ offset: "20", history: "history-2" });

    await server.answer(LIST, conversationPage([conversation("a", message(3, 3))]));
    await server.answer(MESSAGES, messagePage([message(3, 3)]));
    expect(desk.conversations.get("a")?.last_message.offset).toBe(3);
    expect(desk.openThread?.messages.map(({ offset }) => offset)).toEqual([3]);
  });

  test("that does not take the token signs the operator out", async () => {
    const { feed, signedOut } = openOffice();
    await feed.down("unauthorized");
    expect(signedOut()).toBe(true);
  });

  test("tries at once when the person is back, and ends with the desk", async () => {
    const { desk, feed, clock } = openOffice();
    desk.wake();
    expect(feed.wakes).toBe(1);
    desk.stop();
    expect(feed.state).toBe("stopped");
    expect(clock.pending).toBe(0);
  });
});

/** Notifications of the system: of what, with which words, how many, and which of several tabs shows them. */
import { describe, expect, test } from "bun:test";
import { shortened } from "../../inbox/alerts/alerts.ts";
import { createTabs, type Tabs } from "../../inbox/alerts/tabs.ts";
import { badgedIcon } from "../../inbox/favicon.ts";
import { conversation, message, openLoadedOffice, reply, settle } from "./fakes.ts";

function open() {
  const names = ["a", "b", "c", "d", "e", "f", "g"];
  return openLoadedOffice(names.map((name, index) => conversation(name, message(1, index + 1))));
}

describe("A notification", () => {
  test("tells of a visitor's message that nobody looks at, and of nothing else", async () => {
    const { desk, feed, alerts } = await open();
    desk.look(true);
    desk.open("a");
    await feed.message(101, "a", message(2, 8));
    await feed.message(102, "b", reply(2, 9));
    expect(alerts.system.shown).toEqual([]);
    await feed.message(103, "b", { ...message(3, 10), content: { type: "text", text: "<b>Hi" } });
    desk.look(false);
    await feed.message(104, "a", message(3, 11));
    expect(alerts.system.shown).toMatchObject([
      { tag: "parley.b", text: "<b>Hi" },
      { tag: "parley.a" },
    ]);
    expect(alerts.chimes()).toBe(2);
  });

  test("opens its conversation, and goes when that is looked at", async () => {
    const { desk, feed, alerts } = await open();
    await feed.message(101, "b", message(2, 8));
    alerts.system.shown[0]?.onClick();
    expect(alerts.chosen).toEqual(["b"]);
    desk.open("b");
    expect(alerts.system.closed).toEqual([]);
    desk.look(true);
    expect(alerts.system.closed).toEqual(["parley.b"]);
  });

  test("is not shown to who has switched it off, nor a sound with it; nor where it is not allowed", async () => {
    const { desk, feed, alerts } = await open();
    desk.preferences.toggle("notifications");
    await feed.message(101, "b", message(2, 8));
    expect([alerts.chimes(), alerts.system.shown.length]).toEqual([1, 0]);
    desk.preferences.toggle("notifications");
    alerts.system.permission = "unasked";
    await feed.message(102, "b", message(3, 9));
    expect(alerts.system.shown).toEqual([]);
  });

  test("stands for many when many come at once, and for one again afterwards", async () => {
    const { clock, feed, alerts } = await open();
    for (const [index, name] of ["a", "b", "c", "d", "e", "f", "g"].entries()) {
      await feed.message(101 + index, name, message(2, 8 + index));
    }
    const tags = alerts.system.shown.map(({ tag }) => tag);
    expect(tags.slice(0, 5)).toEqual(["a", "b", "c", "d", "e"].map((name) => `parley.${name}`));
    expect(tags.slice(5)).toEqual(["parley.many", "parley.many"]);
    alerts.system.shown.at(-1)?.onClick();
    expect(alerts.chosen).toEqual([undefined]);
    await clock.advance(10_000);
    await feed.message(120, "g", message(3, 20));
    expect(alerts.system.shown.at(-1)?.tag).toBe("parley.g");
  });

  test("is another tab's to show, and of nothing that is looked at there", async () => {
    const { feed, alerts } = await open();
    alerts.tabs.watchedElsewhere = ["b"];
    await feed.message(101, "b", message(2, 8));
    alerts.tabs.speaks = false;
    await feed.message(102, "c", message(2, 9));
    expect([alerts.chimes(), alerts.system.shown]).toEqual([0, []]);
  });

  test("does not outlast the session", async () => {
    const { desk, feed, alerts } = await open();
    await feed.message(101, "b", message(2, 8));
    desk.stop();
    expect(alerts.system.closed).toEqual(["all"]);
    expect(alerts.tabs.speaks).toBe(false);
  });

  test("is a line or two, whatever was written", () => {
    expect(shortened("  a \n\n b ", 10)).toBe("a b");
    expect(shortened("x".repeat(11), 10)).toBe(`${"x".repeat(9)}…`);
    expect(shortened(`${"x".repeat(8)}😀😀`, 10).isWellFormed()).toBe(true);
  });
});

/** Locks as a browser has them: exclusive ones one after the other, shared ones together. */
class FakeLocks {
  #held: { readonly name: string }[] = [];
  readonly #waiting: (() => void)[] = [];

  request = (async (name: string, { mode }: LockOptions, run: () => Promise<void> | undefined) => {
    const isTaken = (): boolean =>
      mode === "exclusive" && this.#held.some((lock) => lock.name === name);
    while (isTaken()) {
      await new Promise<void>((resolve) => void this.#waiting.push(resolve));
    }
    const lock = { name };
    this.#held.push(lock);
    await run();
    this.#held = this.#held.filter((one) => one !== lock);
    for (const next of this.#waiting.splice(0)) next();
  }) as LockManager["request"];

  query = async (): Promise<LockManagerSnapshot> => ({ held: this.#held });
}

describe("Of several tabs", () => {
  const channels = (): BroadcastChannel => new BroadcastChannel("parley.test");
  function tab(locks: FakeLocks, watched: string[] = []): Tabs {
    const onWatched = (id: string): void => void watched.push(id);
    return createTabs({ locks, channel: channels(), owner: "ada", onWatched });
  }

  test("one speaks, and another one when that is gone", async () => {
    const locks = new FakeLocks();
    const [first, second] = [tab(locks), tab(locks)];
    await settle();
    expect([first.speaks, second.speaks]).toEqual([true, false]);
    first.stop();
    await settle();
    expect([first.speaks, second.speaks]).toEqual([false, true]);
    second.stop();
  });

  test("each knows what is looked at in the others, as long as it is", async () => {
    const locks = new FakeLocks();
    const [first, second] = [tab(locks), tab(locks)];
    second.watch("a");
    await settle();
    expect([await first.isWatched("a"), await first.isWatched("b")]).toEqual([true, false]);
    second.watch("b");
    await settle();
    expect([await first.isWatched("a"), await first.isWatched("b")]).toEqual([false, true]);
    second.stop();
    await settle();
    expect(await first.isWatched("b")).toBe(false);
    first.stop();
  });

  test("each speaks for itself where the page came without https", async () => {
    const alone = createTabs({
      locks: undefined,
      channel: channels(),
      owner: "ada",
      onWatched: () => undefined,
    });
    alone.watch("a");
    expect([alone.speaks, await alone.isWatched("a"), await alone.isWatched("b")]).toEqual([
      true,
      true,
      false,
    ]);
    alone.stop();
  });
});

test("The icon's number is as short as the icon is small", () => {
  const numbers = [1, 12, 99, 100, 5_000].map(
    (count) => />([^<]+)<\/text>/.exec(decodeURIComponent(badgedIcon(count)))?.[1],
  );
  expect(numbers).toEqual(["1", "12", "99", "99+", "99+"]);
});

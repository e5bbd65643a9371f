import { expect, test } from "bun:test";
import { findEmoji, readEmoji } from "../../inbox/emoji/emoji.ts";
import { RecentEmoji } from "../../inbox/desk/recent-emoji.ts";
import { createStore } from "../../inbox/store.ts";

const all = readEmoji().flatMap(([, emoji]) => emoji);

test("Each emoji is there once, one sign with a name in both languages", () => {
  expect(all.length).toBeGreaterThan(300);
  expect(new Set(all.map(({ sign }) => sign)).size).toBe(all.length);
  const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });
  for (const { sign, name } of all) {
    expect([...segmenter.segment(sign)]).toHaveLength(1);
    expect(sign).toMatch(/\p{Emoji}/u);
    expect([name.en, name.de]).toEqual([
      expect.stringMatching(/\S/),
      expect.stringMatching(/\S/),
    ] as never[]);
  }
});

test("They are found by the beginnings of words, in English and in German", () => {
  const found = (sought: string): string =>
    findEmoji(all, sought)
      .map(({ sign }) => sign)
      .join("");
  expect(found("parcel")).toContain("📦");
  expect(found("PAKET")).toContain("📦");
  expect(found("thumb up")).toBe("👍");
  expect(found("daumen hoch")).toBe("👍");
  expect(found("umbs")).toBe("");
});

test("Those used last come first, each once, sixteen at most, over a reload", () => {
  const store = createStore(undefined);
  const recent = new RecentEmoji(store, "operator-1");
  expect(recent.all).toEqual([]);
  const used = all.slice(0, 20).map(({ sign }) => sign);
  for (const sign of used) recent.use(sign);
  recent.use(used[10]!);
  const again = new RecentEmoji(store, "operator-1").all;
  expect(again).toHaveLength(16);
  expect(again.slice(0, 2)).toEqual([used[10]!, used[19]!]);
  expect(new RecentEmoji(store, "operator-2").all).toEqual([]);
});

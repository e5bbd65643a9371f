/** The picker's grid under the keys: three groups, of ten, eight and three places. */
import { describe, expect, test } from "bun:test";
import { EMOJI_GROUPS } from "../../widget/extras/emoji-groups.ts";
import { moved } from "../../widget/extras/emoji-grid.ts";

const GROUPS = [10, 8, 3];

test.each([
  [0, "ArrowRight", 1],
  [0, "ArrowLeft", 0],
  [9, "ArrowRight", 10],
  [20, "ArrowRight", 20],
  [1, "ArrowDown", 9],
  [5, "ArrowDown", 9],
  [9, "ArrowDown", 11],
  [15, "ArrowDown", 20],
  [20, "ArrowDown", 20],
  [20, "ArrowUp", 12],
  [12, "ArrowUp", 9],
  [3, "ArrowUp", 3],
  [12, "Home", 10],
  [12, "End", 17],
  [12, "PageDown", 18],
  [12, "PageUp", 0],
  [19, "PageDown", 20],
  [3, "PageUp", 0],
] as const)("From place %i, %s leads to %i", (place, key, to) => {
  expect(moved(GROUPS, place, key, "ArrowRight")).toBe(to);
});

test("From right to left, the arrows go the other way", () => {
  expect(moved(GROUPS, 4, "ArrowLeft", "ArrowLeft")).toBe(5);
  expect(moved(GROUPS, 4, "ArrowRight", "ArrowLeft")).toBe(3);
  expect(moved(GROUPS, 4, "ArrowDown", "ArrowLeft")).toBe(9);
});

test("Other keys move nothing", () => {
  expect(moved(GROUPS, 4, "a", "ArrowRight")).toBeUndefined();
});

describe("What there is to choose", () => {
  const all = EMOJI_GROUPS.flatMap(({ emojis }) => emojis);

  test("is some hundred emojis, none of them twice, each one a glyph of its own", () => {
    expect(all.length).toBeGreaterThan(300);
    expect(new Set(all).size).toBe(all.length);
    const segments = new Intl.Segmenter("en", { granularity: "grapheme" });
    for (const emoji of all) {
      expect([emoji, [...segments.segment(emoji)].length]).toEqual([emoji, 1]);
      expect(emoji).toMatch(/^\p{RGI_Emoji}$/v);
    }
  });
});

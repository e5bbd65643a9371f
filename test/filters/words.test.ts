/** What a word is, and the part of a text that is shown around one. */
import { describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import type { Content } from "../../protocol/content.ts";
import { wordsOf } from "../../protocol/words.ts";
import { shownText } from "../../db/shown-text.ts";
import { snippetOf } from "../../db/snippet.ts";
import { parseFilter } from "../../protocol/filter-parser.ts";
import type { Said } from "../../protocol/filter.ts";

const wordsIn = (text: string): string[] => wordsOf(text).map(({ word }) => word);

describe("The words of a text", () => {
  test.each([
    ["", []],
    ["?! … 👍 --", []],
    ["Hello, World!", ["hello", "world"]],
    ["don't re-do_it", ["don", "t", "re", "do", "it"]],
    ["Café naïve ÅNGSTRÖM", ["cafe", "naive", "angstrom"]],
    ["cafe\u0301", ["cafe"]],
    ["Straße STRASSE", ["strasse", "strasse"]],
    ["ΟΔΟΣ οδός", ["οδοσ", "οδοσ"]],
    ["İstanbul Иван", ["istanbul", "иван"]],
    ["ﬁne ①", ["fine", "1"]],
    ["4711 3.14", ["4711", "3", "14"]],
    ["東京タワー go", ["東", "京", "タ", "ワ", "ー", "go"]],
    ["x".repeat(100), ["x".repeat(64)]],
    ["<b>bold</b>", ["b", "bold", "b"]],
  ])("%p are %p", (text, words) => {
    expect(wordsIn(text)).toEqual(words);
  });

  test("are letters and digits alone, stand where they say, and stay what they are", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 80 }), (text) => {
        let end = 0;
        for (const { word, start, length } of wordsOf(text)) {
          expect(word).toMatch(/^[\p{L}\p{N}]+$/u);
          expect(start).toBeGreaterThanOrEqual(end);
          end = start + length;
          expect(end).toBeLessThanOrEqual(text.length);
          expect(wordsIn(text.slice(start, end))).toEqual([word]);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("What people see of a message", () => {
  const url = "https://example.org/secret";
  const card = {
    title: "Chair",
    description: "Oak",
    media: { url, alt: "no" },
    suggestions: [{ text: "Buy", url }],
  };
  test.each<[Content, string]>([
    [{ type: "text", text: "Hello" }, "Hello"],
    [{ type: "suggestion_response", text: "Yes", postback_data: "no" }, "Yes"],
    [{ type: "file", url, name: "Bill.pdf" }, "Bill.pdf"],
    [{ type: "image", url }, ""],
    [{ type: "rich_text", text: "*Hello*", fallback: "Plain" }, "*Hello*\nPlain"],
    [
      { type: "quick_replies", text: "Size?", quick_replies: [{ text: "S", postback_data: "no" }] },
      "Size?\nS",
    ],
    [{ type: "rich_card", card }, "Chair\nOak\nBuy"],
    [{ type: "rich_card_carousel", cards: [card, { title: "Desk" }] }, "Chair\nOak\nBuy\nDesk"],
  ])("%j is %p", (content, text) => {
    expect(shownText(JSON.stringify(content))).toBe(text);
  });

  test("is nothing for a kind that is not known", () => {
    expect(shownText('{"type":"hologram","text":"x"}')).toBe("");
    expect(shownText("{}")).toBe("");
  });
});

describe("A highlight", () => {
  const terms = (filters: string): Said[] => {
    const filter = parseFilter(filters);
    const all = filter?.kind === "or" ? filter.of : [filter];
    return all.filter((one) => one?.kind === "said");
  };
  const marked = (text: string, filters: string): string | undefined => {
    const snippet = snippetOf(text, terms(filters));
    if (snippet === undefined) return undefined;
    let shown = snippet.text;
    for (const [start, length] of snippet.ranges.toReversed()) {
      shown = `${shown.slice(0, start)}[${shown.slice(start, start + length)}]${shown.slice(start + length)}`;
    }
    return shown;
  };

  test.each([
    ["Is the Blue one here? BLUE!", "blue", "Is the [Blue] one here? [BLUE]!"],
    ["Is the blue one here?", "bl*", "Is the [blue] one here?"],
    ["the blue one, blue, one", '"blue one"', "the [blue one], [blue, one]"],
    ["blue one", '"blue one" OR "one"', "[blue one]"],
    ["Un café là", "cafe", "Un [café] là"],
    ["<b>blue</b> & more", "blue", "<b>[blue]</b> & more"],
    ["東京タワー", "東京", "[東京]タワー"],
    ["bluebird", "blue", undefined],
    ["", "blue", undefined],
    ["one blue", '"blue one"', undefined],
  ])("of %p for %p shows %p", (text, filters, expected) => {
    expect(marked(text, filters)).toBe(expected);
  });

  test("of a long text is the part around the first place, and says where it was cut", () => {
    const far = "x ".repeat(200);
    expect(marked(`${far}blue${" y".repeat(200)}`, "blue")).toMatch(/^….{39} \[blue\]( y)+…$/);
    expect(marked(`${"👍".repeat(100)} blue`, "blue")).toMatch(/^…👍+ \[blue\]$/u);
    expect(marked(`blue ${far}`, "blue")).toMatch(/^\[blue\]( x)+…$/);
  });

  test("has its places in order, apart and within the text, whatever the text", () => {
    const piece = fc.constantFrom("blue", "one", " ", "👍", "é", "b", "\n", "x".repeat(50));
    const texts = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(texts, (text) => {
        const snippet = snippetOf(text, terms('blue OR "blue one" OR b*'));
        let end = -1;
        for (const [start, length] of snippet?.ranges ?? []) {
          expect(start).toBeGreaterThan(end);
          expect(length).toBeGreaterThan(0);
          end = start + length;
        }
        expect(end).toBeLessThanOrEqual(snippet?.text.length ?? 0);
        expect(snippet?.text.isWellFormed() ?? true).toBe(true);
        expect(snippet?.text.length ?? 0).toBeLessThanOrEqual(163);
      }),
    );
  });
});

/** What nobody has checked before it is drawn: a page's welcome, and what stood in the storage. */
import { expect, test } from "bun:test";
import { checkedContent } from "../../widget/extras/checked-content.ts";

/** What a page could make the widget draw, if it were taken for a description of an element. */
const ELEMENT = { tag: "script", props: { src: "https://elsewhere.example/a.js" } };

test.each([
  [undefined],
  [null],
  ["a text"],
  [{ type: "text", text: ELEMENT }],
  [{ type: "rich_card", card: 7 }],
  [{ type: "rich_card", card: {} }],
  [{ type: "rich_card", card: { title: ELEMENT, description: ["a"], media: { url: ELEMENT } } }],
  [{ type: "rich_card_carousel", cards: "many" }],
  [{ type: "rich_card_carousel", cards: [{}, null, 7] }],
  [{ type: "rich_text", text: ELEMENT }],
  [{ type: "rich_text", text: "  " }],
  [{ type: "quick_replies", quick_replies: [{ text: "Yes", postback_data: "yes" }] }],
  [{ type: "image" }],
  [{ type: "image", url: ELEMENT }],
  [{ type: "hologram", url: "https://example.org/a" }],
])("%j is nothing to draw", (given) => {
  expect(checkedContent(given)).toBeUndefined();
});

test("Of what is offered, only buttons that answer with data and links to the web are left, ten of them", () => {
  const good = [
    { text: "Yes", postback_data: "" },
    { text: "More", url: "https://example.org/more" },
  ];
  const bad = [
    { text: "No" },
    { text: ELEMENT, postback_data: "x" },
    { text: "Run", url: "javascript:alert(1)" },
    { text: "Data", url: "data:text/html,x" },
    { postback_data: "x" },
    "Yes",
    null,
  ];
  const checked = checkedContent({
    type: "quick_replies",
    text: "Shall we?",
    quick_replies: [...good, ...bad, ...good, ...good],
  });
  expect(checked).toEqual({
    type: "quick_replies",
    text: "Shall we?",
    quick_replies: [...good, { text: "Yes", postback_data: "" }],
  });
});

test("A card keeps what is sound of it, and of many cards the first ten are left", () => {
  const card = {
    title: "Kettle",
    description: ELEMENT,
    media: { url: "ftp://a/b" },
    suggestions: 5,
  };
  const kept = { title: "Kettle", description: undefined, media: undefined, suggestions: [] };
  const cards = Array.from({ length: 12 }, () => card);
  const checked = checkedContent({ type: "rich_card_carousel", cards });
  expect(checked).toEqual({
    type: "rich_card_carousel",
    cards: Array.from({ length: 10 }, () => kept),
  });
});

test("What a size says is a number, or nothing", () => {
  const url = "https://example.org/a.pdf";
  expect(checkedContent({ type: "file", url, name: "a.pdf", size: 12 })).toEqual({
    type: "file",
    url,
    name: "a.pdf",
    size: 12,
  });
  expect(checkedContent({ type: "file", url, size: "large" })).toEqual({
    type: "file",
    url,
    name: undefined,
    size: undefined,
  });
});

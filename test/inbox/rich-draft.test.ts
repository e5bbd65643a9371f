import { describe, expect, test } from "bun:test";
import {
  contentOf,
  emptyCard,
  emptyDraft,
  isBlank,
  moved,
  problemsOf,
  webUrl,
  type ButtonDraft,
  type RichDraft,
} from "../../inbox/desk/rich-draft.ts";
import { createStore } from "../../inbox/store.ts";
import { openOffice } from "./fakes.ts";

function keys(): () => string {
  let count = 0;
  return () => `key-${(count += 1)}`;
}

function button(key: string, text: string, url?: string): ButtonDraft {
  return { key, text, does: url === undefined ? "answer" : "open", url: url ?? "" };
}

const question: RichDraft = {
  kind: "quick_replies",
  text: " Shall we? ",
  buttons: [button("b1", " Yes "), button("b2", "Terms", "example.org/terms")],
  cards: [],
};

const card = {
  key: "c1",
  title: " Runner ",
  description: "",
  picture: { url: "https://example.org/a.png", name: "a.png", alt: " A shoe " },
  buttons: [button("b3", "Buy", "https://example.org/buy")],
};

describe("A message put together in a form", () => {
  test("says what stands there, without the spaces around it; an answer answers with its text", () => {
    expect(contentOf(question)).toEqual({
      type: "quick_replies",
      text: "Shall we?",
      quick_replies: [
        { text: "Yes", postback_data: "Yes" },
        { text: "Terms", url: "https://example.org/terms" },
      ],
    });
    const sent = {
      title: "Runner",
      media: { url: "https://example.org/a.png", alt: "A shoe" },
      suggestions: [{ text: "Buy", url: "https://example.org/buy" }],
    };
    const one: RichDraft = { kind: "rich_card", text: "", buttons: [], cards: [card] };
    expect(contentOf(one)).toEqual({ type: "rich_card", card: sent });
    const plain = { ...emptyCard(() => "c2"), description: "Words" };
    expect(contentOf({ ...one, kind: "rich_card_carousel", cards: [card, plain] })).toEqual({
      type: "rich_card_carousel",
      cards: [sent, { description: "Words" }],
    });
  });

  test("says of each field what keeps it from being sent", () => {
    const blank = emptyDraft("quick_replies", keys());
    expect([...problemsOf(blank)]).toEqual([
      ["text", "needed"],
      ["key-1.text", "needed"],
    ]);
    const links = ["", "  ", "no address", "javascript:alert(1)", "ftp://example.org", "localhost"];
    const wrong = links.map((url, index) => button(`b${index}`, "Go", url));
    expect([...problemsOf({ ...question, buttons: wrong })]).toEqual([
      ["b0.url", "needed"],
      ["b1.url", "needed"],
      ["b2.url", "noUrl"],
      ["b3.url", "noUrl"],
      ["b4.url", "noUrl"],
      ["b5.url", "noUrl"],
    ]);
    expect([...problemsOf({ ...question, buttons: [] })]).toEqual([["buttons", "noButton"]]);
    const cards = [card, emptyCard(() => "c2")];
    const carousel: RichDraft = { kind: "rich_card_carousel", text: "", buttons: [], cards };
    expect([...problemsOf(carousel)]).toEqual([["c2", "blankCard"]]);
    expect(problemsOf(question).size).toBe(0);
  });

  test("takes an address as people write it, and no other kind of address", () => {
    expect(webUrl(" example.org/a b")).toBeUndefined();
    expect(webUrl(" example.org/a ")).toBe("https://example.org/a");
    expect(webUrl("http://example.org")).toBe("http://example.org");
    expect(webUrl("data:text/html,x.y")).toBeUndefined();
  });

  test("moves what is in a list, and nothing past its ends", () => {
    expect(moved(["a", "b", "c"], 1, -1)).toEqual(["b", "a", "c"]);
    expect(moved(["a", "b", "c"], 1, 1)).toEqual(["a", "c", "b"]);
    expect(moved(["a", "b"], 0, -1)).toEqual(["a", "b"]);
    expect(moved(["a", "b"], 1, 1)).toEqual(["a", "b"]);
  });
});

describe("Its draft", () => {
  test("is kept over a reload for its kind, its conversation and its operator, until it is blank", () => {
    const store = createStore(undefined);
    openOffice(store).desk.rich.set("a", question);
    const { rich } = openOffice(store).desk;
    expect(rich.get("a", "quick_replies")).toEqual(question);
    expect(rich.has("a", "rich_card")).toBe(false);
    expect(rich.has("b", "quick_replies")).toBe(false);
    rich.set("a", { ...question, text: "", buttons: [button("b1", " ")] });
    expect(store.keys("parley.rich.")).toEqual([]);
  });

  test("that cannot be read is begun anew", () => {
    const store = createStore(undefined);
    const { rich } = openOffice(store).desk;
    rich.set("a", question);
    const [key = ""] = store.keys("parley.rich.");
    for (const broken of ["{", "null", '"words"', '{"kind": "rich_card"}']) {
      store.set(key, broken);
      expect(isBlank(rich.get("a", "quick_replies"))).toBe(true);
    }
  });
});

import { describe, expect, test } from "bun:test";
import { choicesOf } from "../../inbox/views/content/choices.ts";
import { ownFile } from "../../inbox/views/content/own-file.ts";
import { plainName } from "../../inbox/views/content/plain-name.ts";
import {
  parseRichText,
  plainText,
  type Block,
} from "../../inbox/views/content/rich-text-parser.ts";
import { message, reply } from "./fakes.ts";

function paragraph(...inside: Extract<Block, { kind: "paragraph" }>["inside"]): Block {
  return { kind: "paragraph", inside };
}

const cases: readonly [string, readonly Block[]][] = [
  [
    "a **bold** word and an *italic* one",
    [
      paragraph(
        "a ",
        { kind: "strong", inside: ["bold"] },
        " word and an ",
        { kind: "em", inside: ["italic"] },
        " one",
      ),
    ],
  ],
  [
    "__bold__ _italic_ `a*b*c`",
    [
      paragraph(
        { kind: "strong", inside: ["bold"] },
        " ",
        { kind: "em", inside: ["italic"] },
        " ",
        { kind: "code", text: "a*b*c" },
      ),
    ],
  ],
  [
    "**bold with *both* in it**",
    [
      paragraph({
        kind: "strong",
        inside: ["bold with ", { kind: "em", inside: ["both"] }, " in it"],
      }),
    ],
  ],
  [
    "[our page](https://example.org/a_(b)?c=d_e_f) here",
    [
      paragraph(
        { kind: "link", text: "our page", href: "https://example.org/a_(b)?c=d_e_f" },
        " here",
      ),
    ],
  ],
  ["one\n\ntwo\nlines", [paragraph("one"), paragraph("two\nlines")]],
  [
    "do\n- one\n- *two*\nthen",
    [
      paragraph("do"),
      { kind: "list", start: undefined, items: [["one"], [{ kind: "em", inside: ["two"] }]] },
      paragraph("then"),
    ],
  ],
  ["3. three\n4. four", [{ kind: "list", start: 3, items: [["three"], ["four"]] }]],
  [
    "```js\n**not bold**\n\n- x\n```\nend",
    [{ kind: "code", text: "**not bold**\n\n- x" }, paragraph("end")],
  ],
  ["```\nnever closed", [{ kind: "code", text: "never closed" }]],
];

const plain: readonly string[] = [
  "2 * 3 * 4",
  "snake_case_word",
  "** not bold **",
  "[no link](javascript:alert(1))",
  "[no link](data:text/html,x)",
  "<b>no markup</b> &lt;",
  "an open **mark",
  "https://example.org/a_b_c/*x*/__y__",
  "-not an item",
  "# not a heading",
];

describe("Rich text", () => {
  test.each(cases)("%j is read as what it says", (text, blocks) => {
    expect(parseRichText(text)).toEqual(blocks);
  });

  test.each(plain.map((text) => [text]))("%j stays text", (text) => {
    expect(parseRichText(text)).toEqual([paragraph(text)]);
  });

  test("takes the meaning of a mark from it by a backslash", () => {
    expect(parseRichText("\\*not\\* \\[x\\](https://a.example)")).toEqual([
      paragraph("*not* [x](https://a.example)"),
    ]);
  });

  test("is one line of words where there is room for one", () => {
    const text = "**Hello** [you](https://example.org)\n\n1. `one`\n2. two";
    expect(plainText(text)).toBe("Hello you one two");
  });

  test.each([["*"], ["**a"], ["`"], ["[["], ["_a "], ["- "], ["```\n"], ["\\"], ["**_`["]])(
    "of 64 KiB of %j is read before the test's time is over",
    (piece) => {
      expect(parseRichText(piece.repeat(65_536 / piece.length))).not.toEqual([]);
    },
  );
});

describe("An answer that was chosen", () => {
  const yes = { text: "Yes", postback_data: "yes" };
  const no = { text: "No", postback_data: "no" };
  const question = {
    ...reply(1, 1, "question"),
    content: { type: "quick_replies" as const, text: "Shall we?", quick_replies: [yes, no] },
  };
  const answer = message(3, 3, {
    id: "answer",
    content: { type: "suggestion_response", ...yes },
  });

  test("says what it answers, and the question says what was chosen", () => {
    const { questions, chosen } = choicesOf([question, message(2, 2), answer]);
    expect([...questions]).toEqual([["answer", "Shall we?"]]);
    expect([...(chosen.get("question") ?? [])]).toEqual(["Yes"]);
  });

  test("belongs to the newest message that has offered it, and to none after it", () => {
    const card = { ...question, id: "card", content: cardWith("Again?", yes) };
    expect(choicesOf([question, card, answer]).questions.get("answer")).toBe("Again?");
    expect(choicesOf([answer, question]).questions.size).toBe(0);
    const other = { ...question, content: cardWith("Other?", { ...yes, postback_data: "ja" }) };
    expect(choicesOf([other, answer]).questions.size).toBe(0);
  });

  function cardWith(title: string, suggestion: typeof yes) {
    return { type: "rich_card" as const, card: { title, suggestions: [suggestion] } };
  }
});

describe("A file", () => {
  const path = `/files/${"aZ09_-x".repeat(6)}x/parcel%20(1).png`;

  test("of ours is known by its path, whatever name the server went by", () => {
    expect(ownFile(`https://chat.example.org${path}`)).toBe(path);
    expect(ownFile(`http://127.0.0.1:8080/behind/a/proxy${path}`)).toBe(path);
  });

  test.each([
    ["https://example.org/parcel.png"],
    ["https://example.org/files/short/parcel.png"],
    [`https://example.org/?next=${path}`],
    [`https://example.org/#${path}`],
    [`https://example.org${path}?size=large`],
    [`https://example.org${path}/more`],
    [`ftp://example.org${path}`],
  ])("at %s is somebody else's", (url) => {
    expect(ownFile(url)).toBeUndefined();
  });

  test("has a name in which nothing turns the direction of writing or begins a line", () => {
    expect(plainName("invoice\u202Egpj.exe")).toBe("invoice gpj.exe");
    expect(plainName("\u2067a\nb\u2069\u0000.png ")).toBe("a b .png");
    expect(plainName("סיכום.pdf")).toBe("סיכום.pdf");
  });
});

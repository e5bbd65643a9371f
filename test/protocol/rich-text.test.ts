import { describe, expect, test } from "bun:test";
import { parseRichText, plainText, type Block } from "../../protocol/rich-text.ts";

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
  ["- one\n    - within it", [{ kind: "list", start: undefined, items: [["one"], ["within it"]] }]],
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
  "été_ou_hiver and 𝐱_y_",
  "a *b * c",
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

  test.each([
    ["*"],
    ["**a"],
    ["`"],
    ["[["],
    ["_a "],
    ["- "],
    ["```\n"],
    ["\\"],
    ["**_`["],
    ["**a *"],
    ["_a*b"],
  ])("of 64 KiB of %j is read before the test's time is over", (piece) => {
    expect(parseRichText(piece.repeat(65_536 / piece.length))).not.toEqual([]);
  });
});

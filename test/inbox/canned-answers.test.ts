import { describe, expect, test } from "bun:test";
import { filledIn, fitting, slashWord } from "../../inbox/views/canned/slash-word.ts";
import { openOffice } from "./fakes.ts";

describe("A slash asks for a canned answer", () => {
  // What stands in the text, | the caret; what is asked for.
  const table: [text: string, query: string | undefined][] = [
    ["/|", ""],
    ["/de|", "de"],
    ["/DE-1|", "DE-1"],
    ["Hello /grü|", "grü"],
    ["Hello\n/x|", "x"],
    ["/de|liv", "de"],
    ["|/de", undefined],
    ["/de |", undefined],
    ["and/or|", undefined],
    ["https://a|", undefined],
    ["//|", undefined],
    ["/a.b|", undefined],
    ["1/2|", undefined],
    ["Hello|", undefined],
    [`/${"x".repeat(41)}|`, undefined],
  ];
  test.each(table)("%j: %j", (marked, query) => {
    const caret = marked.indexOf("|");
    const text = marked.replace("|", "");
    const found = slashWord(text, caret);
    expect(found?.query).toBe(query as string);
    if (found !== undefined) expect(text.slice(found.start, found.end)).toBe(`/${query}`);
  });
});

describe("What fits", () => {
  const all = ["delivery", "refund", "no-refund", "thanks"].map((shortcut) => ({
    id: shortcut,
    shortcut,
    text: shortcut === "thanks" ? "Thank you. A REFUND is on its way." : `About ${shortcut}`,
  }));
  const table: [query: string, shortcuts: string[]][] = [
    ["", ["delivery", "refund", "no-refund", "thanks"]],
    ["re", ["refund", "no-refund", "thanks"]],
    ["REF", ["refund", "no-refund", "thanks"]],
    ["fund", ["refund", "no-refund", "thanks"]],
    ["about", ["delivery", "refund", "no-refund"]],
    ["nothing", []],
  ];
  test.each(table)("%j comes in the order of how well: %j", (query, shortcuts) => {
    expect(fitting(all, query).map(({ shortcut }) => shortcut)).toEqual(shortcuts);
  });

  test("is 50 at most", () => {
    const many = Array.from({ length: 80 }, (_, n) => ({
      id: `${n}`,
      shortcut: `a${n}`,
      text: "",
    }));
    expect(fitting(many, "a")).toHaveLength(50);
  });
});

test("Placeholders are filled in with what people are called, whatever that is; others stay", () => {
  const names = { visitor: "$& {{me}} $1", me: "Grace" };
  const text = "Hello {{visitor}}, {{ Me }} here. {{unknown}} {visitor} {{visitor}}";
  expect(filledIn(text, names)).toBe(
    "Hello $& {{me}} $1, Grace here. {{unknown}} {visitor} $& {{me}} $1",
  );
});

test("The answers are asked for again each time, one question at a time, and stay when none is answered", async () => {
  const { desk, server } = openOffice();
  const answer = { id: "1", shortcut: "hello", text: "Hello" };
  void desk.canned.refresh();
  void desk.canned.refresh();
  expect(server.waiting("/answers.list")).toHaveLength(1);
  await server.answer("/answers.list", { data: [answer] });
  expect(desk.canned.all).toEqual([answer]);
  void desk.canned.refresh();
  await server.fail("/answers.list", 503);
  expect(desk.canned.all).toEqual([answer]);
  const saved = desk.canned.save(undefined, "bye", "Bye");
  await server.answer("/answers.create", { id: "2" });
  await server.answer("/answers.list", { data: [answer] });
  await saved;
});

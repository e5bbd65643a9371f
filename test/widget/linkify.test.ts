import { expect, test } from "bun:test";
import { linkify } from "../../widget/extras/linkify.ts";

function links(text: string): string[] {
  return linkify(text).flatMap((part) => (typeof part === "string" ? [] : [part.text]));
}

test.each([
  ["see https://example.org.", ["https://example.org"]],
  ["(https://example.org/a)", ["https://example.org/a"]],
  ["https://example.org/a_(b)", ["https://example.org/a_(b)"]],
  ["https://a.example, http://b.example!", ["https://a.example", "http://b.example"]],
  ["HTTPS://EXAMPLE.ORG/A", ["HTTPS://EXAMPLE.ORG/A"]],
  ["<https://example.org>", ["https://example.org"]],
  ["javascript:alert(1)", []],
  ["data:text/html,hi ftp://example.org file:///etc/passwd", []],
  ["https://", []],
  ["xhttps://example.org", []],
])("of %j, the links are %j.", (text, expected) => {
  expect(links(text)).toEqual(expected);
});

test("nothing of a text is lost or added.", () => {
  const text = 'a\n<b onclick="x">https://example.org/?a=1&b=2</b> https://[ http://c.example';
  const parts = linkify(text).map((part) => (typeof part === "string" ? part : part.text));
  expect(parts.join("")).toBe(text);
});

test("an address leads to http or https only.", () => {
  for (const part of linkify("https://user@example.org http:javascript:1 http://x/javascript:1")) {
    if (typeof part !== "string") expect(part.href).toMatch(/^https?:\/\//);
  }
});

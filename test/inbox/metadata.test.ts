/** Details about a visitor as they are typed and shown; the server's own rules are in test/routes/metadata.test.ts. */
import { describe, expect, test } from "bun:test";
import {
  inWords,
  isMetadataKey,
  typedValue,
  valueAt,
  withoutValue,
  withValue,
} from "../../inbox/desk/metadata.ts";
import { mailto, tel } from "../../inbox/views/contact-facts.tsx";
import { withPage } from "../../inbox/views/use-visits.ts";

describe("Dotted keys", () => {
  test("nest, and what stands in the way makes way", () => {
    expect(withValue({ a: 1 }, "b.c", "x")).toEqual({ a: 1, b: { c: "x" } });
    expect(withValue({ a: 1 }, "a.b", true)).toEqual({ a: { b: true } });
    expect(withValue({ a: { b: 1, c: 2 } }, "a.b", 3)).toEqual({ a: { b: 3, c: 2 } });
  });

  test("are taken away with the parents that are left empty", () => {
    expect(withoutValue({ a: { b: { c: 1 } }, d: 2 }, "a.b.c")).toEqual({ d: 2 });
    expect(withoutValue({ a: { b: 1, c: 2 } }, "a.b")).toEqual({ a: { c: 2 } });
    expect(withoutValue({ a: 1 }, "a.b")).toEqual({ a: 1 });
    expect(withoutValue({ a: 1 }, "toString")).toEqual({ a: 1 });
  });

  test("find values, but nothing that nobody has set", () => {
    expect(valueAt({ contact: { email: "a@b.example" } }, "contact.email")).toBe("a@b.example");
    for (const key of ["contact", "contact.phone", "toString", "__proto__", "contact.email.x"]) {
      expect(valueAt({ contact: { email: "a" } }, key)).toBeUndefined();
    }
  });

  test("are names without spaces and quotes", () => {
    for (const key of ["plan", "order.number", "größe", "a.b.c.d.e.f.g.h"]) {
      expect([key, isMetadataKey(key)]).toEqual([key, true]);
    }
    for (const key of ["", ".", "a.", ".a", "a b", 'a"b', "a\\b", "a.b.c.d.e.f.g.h.i"]) {
      expect([key, isMetadataKey(key)]).toEqual([key, false]);
    }
    expect(isMetadataKey("x".repeat(201))).toBe(false);
  });
});

describe("What is typed", () => {
  test.each([
    ["Pro", undefined, "Pro"],
    [" 42 ", undefined, 42],
    ["0171", undefined, "0171"],
    ["+49 30", undefined, "+49 30"],
    ["1e400", undefined, "1e400"],
    ["true", undefined, true],
    ["43", "42", "43"],
    ["true", "false", "true"],
    ["many", 42, "many"],
    ["false", true, false],
    ["a, b,, c", ["a"], ["a", "b", "c"]],
    ["1, 2", [7], [1, 2]],
    ["1, two", [7], ["1", "two"]],
  ] as const)("%j where %j was becomes %j", (typed, before, value) => {
    expect(typedValue(typed, before)).toEqual(value as never);
  });

  test("stands in the input as it would be typed", () => {
    expect([inWords(undefined), inWords(["a", "b"]), inWords(false)]).toEqual([
      "",
      "a, b",
      "false",
    ]);
  });
});

describe("A link to write or call", () => {
  test("carries an address and nothing else", () => {
    expect(mailto("ada+shop@example.org")).toBe("mailto:ada%2Bshop@example.org");
    for (const value of [
      "ada",
      "a@b.c?subject=x y",
      "a@b.example,c@d.example",
      "<a@b.example>",
      5,
    ]) {
      expect(mailto(value)?.replace(/^mailto:/, "") ?? "").not.toMatch(/[?&,<>\s]/);
    }
    expect(mailto("javascript:alert(1)")).toBeUndefined();
    expect(tel("+49 (30) 1234-56")).toBe("tel:+4930123456");
    expect(tel("call me")).toBeUndefined();
  });
});

describe("The pages that a visitor opens meanwhile", () => {
  const now = new Date("2026-01-07T09:00:00.000Z");
  const a = { url: "https://a.example/", opened_at: "2026-01-07T08:00:00.000Z" };

  test("come first, once, and no more than are kept", () => {
    const b = { url: "https://b.example/", title: "B" };
    const visits = withPage([a], b, now);
    expect(visits).toEqual([{ ...b, opened_at: now.toISOString() }, a]);
    expect(withPage(visits, b, now)).toBe(visits);
    expect(
      withPage(
        Array.from({ length: 50 }, () => a),
        b,
        now,
      ),
    ).toHaveLength(50);
  });

  test("may get their title later", () => {
    expect(withPage([a], { url: a.url, title: "A" }, now)).toEqual([{ ...a, title: "A" }]);
    const named = [{ ...a, title: "A" }];
    expect(withPage(named, { url: a.url }, now)).toBe(named);
  });
});

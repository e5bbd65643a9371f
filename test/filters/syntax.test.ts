/** How a filter is read: what binds tighter, what is refused, and where it goes wrong. */
import { describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import type { Filter } from "../../protocol/filter.ts";
import { FilterError } from "../../protocol/filter-error.ts";
import { parseFilter } from "../../protocol/filter-parser.ts";
import { FILTER_LIMITS } from "../../protocol/limits.ts";

/** A filter as nested brackets; words and states alone. */
function shown(filter: Filter | undefined): string {
  switch (filter?.kind) {
    case undefined:
      return "";
    case "said":
      return filter.words.join("+") + (filter.isPrefix ? "*" : "");
    case "not":
      return `not(${shown(filter.of)})`;
    case "and":
    case "or":
      return `${filter.kind}(${filter.of.map(shown).join(" ")})`;
    case "match":
      return `${filter.field}=${filter.pattern
        .map((part) => ("wildcard" in part ? part.wildcard : `<${part.literal}>`))
        .join("")}`;
    case "range":
      return filter.field;
  }
}

/** Undefined when it is understood. */
function refusalOf(text: string): string | undefined {
  try {
    parseFilter(text);
    return undefined;
  } catch (error) {
    if (error instanceof FilterError) return error.message;
    throw error;
  }
}

const TIME_EXPECTED = "expected a time like 2026-01-31 or 2026-01-31T09:00:00Z";

describe("A filter", () => {
  test.each([
    ["", ""],
    [" \t\n ", ""],
    ["a", "a"],
    ["a b c", "and(a b c)"],
    ["a AND b && c", "and(a b c)"],
    ["a OR b || c", "or(a b c)"],
    ["a b OR c AND d", "or(and(a b) and(c d))"],
    ["a (b OR c)", "and(a or(b c))"],
    ["(a)(b)", "and(a b)"],
    ["NOT a b", "and(not(a) b)"],
    ["a NOT b", "and(a not(b))"],
    ["a AND NOT b", "and(a not(b))"],
    ["-a +b !c", "and(not(a) b not(c))"],
    ["NOT (a OR b)", "not(or(a b))"],
    ["--a", "not(not(a))"],
    ["- a", "not(a)"],
    // Words in small letters, and signs inside of words, mean nothing.
    ["a or b", "and(a or b)"],
    ["ORANGE NOTE", "and(orange note)"],
    ["well-known", "well+known"],
    ["no! a&&b", "and(no a+b)"],
    // What a word is.
    ["Café", "cafe"],
    ["caf*", "caf*"],
    ['"Good, morning"', "good+morning"],
    ['"caf*"', "caf"],
    ["caf\\*", "caf"],
    ["ada@example.org", "ada+example+org"],
    ["don't*", "don+t*"],
    ["*", "and()"],
    ["東京", "東+京"],
    ["\\(a\\)", "a"],
    ["\\AND", "and"],
    ['"AND"', "and"],
    ['"say \\"hi\\""', "say+hi"],
    // Fields.
    ["state:OPEN", "state=<OPEN>"],
    ["state:(OPEN OR CLOSED)", "or(state=<OPEN> state=<CLOSED>)"],
    ["-state:(OPEN a)", "not(and(state=<OPEN> state=<a>))"],
    ["(state:OPEN) a", "and(state=<OPEN> a)"],
    ["display_name:*Love?ace", "display_name=*<Love>?<ace>"],
    ["display_name:A**", "display_name=<A>*"],
    ['display_name:"A*"', "display_name=<A*>"],
    ["display_name:Ada\\ L", "display_name=<Ada L>"],
    ["metadata.page:https://example.org/a?b", "metadata=<https://example.org/a>?<b>"],
    ["metadata.a\\:b:c", "metadata=<c>"],
    ["unread_message_count:[1 TO *]", "unread_message_count"],
    ["created_at:>2026-01-31T10:00", "created_at"],
    ["created_at:{2026-01-31 TO 2026-02-01T00:00:00.000+02:00]", "created_at"],
    ["created_at:[ * TO *]", "created_at"],
    ["metadata.n:<=-1.5", "metadata"],
  ])("%p reads %p", (text, expected) => {
    expect(shown(parseFilter(text))).toBe(expected);
  });

  const many = (count: number, term: string): string => Array(count).fill(term).join(" ");

  test.each([
    ["(a", '"(" is never closed at character 1'],
    ["a b)", 'unexpected ")" at character 4'],
    ["()", 'unexpected ")" at character 2'],
    ["a (b", '"(" is never closed at character 3'],
    ["(a ]", 'unexpected "]" at character 4'],
    ['a "b', "a quote is never closed at character 3"],
    ['a "b\\"', "a quote is never closed at character 3"],
    ["a AND", "a term is missing at character 6"],
    ["AND a", "AND stands where a term is expected at character 1"],
    ["a OR OR b", "OR stands where a term is expected at character 6"],
    ["NOT", "a term is missing at character 4"],
    ["a -", "a term is missing at character 4"],
    ["a \\", "a backslash needs a character behind it at character 3"],
    ["a~", '"~" is not supported at character 2'],
    ["a^2", '"^" is not supported at character 2'],
    ["a*b", "a word of the messages takes a wildcard only as a * at its end at character 1"],
    ["*a", "a word of the messages takes a wildcard only as a * at its end at character 1"],
    ["👍 ...", "there is no letter and no digit to look for at character 1"],
    ["👍👍 a)", "there is no letter and no digit to look for at character 1"],
    ["état 👍:x", 'there is no field "👍" at character 6'],
    ['""', "there is no letter and no digit to look for at character 1"],
    ["name:x", 'there is no field "name" at character 1'],
    ["a Display_name:x", 'there is no field "Display_name" at character 3'],
    ["metadata:x", 'there is no field "metadata" at character 1'],
    ["metadata.:x", 'there is no field "metadata." at character 1'],
    ["__proto__:x", 'there is no field "__proto__" at character 1'],
    [":x", "a value is missing at character 1"],
    ["sta*:x", "a field's name takes no wildcards at character 1"],
    ["state:", "a value is missing at character 7"],
    ["state: OPEN", "a value is missing at character 7"],
    ['state:""', "a value is missing at character 7"],
    ["state:)", "a value is missing at character 7"],
    ["state:]", 'unexpected "]" at character 7'],
    ["state:()", 'unexpected ")" at character 8'],
    ["state:[a TO b]", "state has no order at character 7"],
    ["display_name:>a", "display_name has no order at character 14"],
    ["[1 TO 2]", "a range needs a field at character 1"],
    ["unread_message_count:x", "expected a number at character 22"],
    ["unread_message_count:1e9", "expected a number at character 22"],
    ["unread_message_count:0x1", "expected a number at character 22"],
    ["unread_message_count:1*", "a number or a time takes no wildcards at character 22"],
    ["unread_message_count:[1 TO", "a value is missing at character 27"],
    ["unread_message_count:[1 2]", 'expected "TO" at character 25'],
    ["unread_message_count:[1", '"[" is never closed at character 22'],
    ["unread_message_count:[1 TO 2", '"[" is never closed at character 22'],
    ["unread_message_count:[1 TO 2)", 'expected "]" or "}" at character 29'],
    ["unread_message_count:[x TO 2]", "expected a number at character 23"],
    ["unread_message_count:>", "a value is missing at character 23"],
    ["metadata.n:[a TO b]", "expected a number at character 13"],
    ["created_at:yesterday", `${TIME_EXPECTED} at character 12`],
    ["created_at:2026-02-30", `${TIME_EXPECTED} at character 12`],
    ["created_at:2026-13-01", `${TIME_EXPECTED} at character 12`],
    ["created_at:2026-01-01T25:00Z", `${TIME_EXPECTED} at character 12`],
    ["created_at:[2026 TO *]", `${TIME_EXPECTED} at character 13`],
    ["a".repeat(1_001), "longer than 1000 characters at character 1001"],
    [`${"(".repeat(17)}a${")".repeat(17)}`, "nested too deep at character 17"],
    [`${"-".repeat(17)}a`, "nested too deep at character 17"],
    ["(".repeat(1_000), "nested too deep at character 17"],
    [many(21, "a"), "more than 20 terms at character 41"],
    [`"${many(21, "a")}"`, "more than 20 words at character 1"],
    [many(4, '"a b"'), "more than 3 phrases at character 19"],
    [many(7, "a*"), "more than 6 wildcards, names and metadata at character 19"],
    [`display_name:${"*a".repeat(7)}`, "more than 6 wildcards, names and metadata at character 14"],
    [many(7, "metadata.a:1"), "more than 6 wildcards, names and metadata at character 90"],
  ])("%p is refused: %s", (text, message) => {
    expect(refusalOf(text)).toBe(message);
  });

  test("is as long, deep and large as the limits say", () => {
    const { depth, length, terms } = FILTER_LIMITS;
    expect(() => parseFilter(`${"(".repeat(depth - 1)}a${")".repeat(depth - 1)}`)).not.toThrow();
    expect(() => parseFilter("a".repeat(length))).not.toThrow();
    expect(() => parseFilter(many(terms, "state:OPEN"))).not.toThrow();
  });

  test("is understood or refused with a place in it, whatever somebody types", () => {
    const piece = fc.constantFrom(
      ...['"', "(", ")", "[", "]", "{", "}", "\\", "*", "?", "~", ":", "-", "!", ">", "=", " "],
      ...[" TO ", " AND ", " OR ", "NOT ", "&&", "||", "state:", "metadata.a:", "created_at:"],
      ...["a", "é", "東", "👍", "\ud83d", "\u0000", "2026-01-01", "1", "'", "%", "--", "]]"],
    );
    const typed = fc.oneof(
      fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join("")),
      fc.string({ unit: "binary", maxLength: 60 }),
    );
    fc.assert(
      fc.property(typed, (text) => {
        try {
          parseFilter(text);
        } catch (error) {
          expect(error).toBeInstanceOf(FilterError);
          const place = Number(/ at character (\d+)$/.exec((error as Error).message)?.[1]);
          expect(place).toBeGreaterThanOrEqual(1);
          expect(place).toBeLessThanOrEqual(Array.from(text).length + 1);
        }
      }),
      { numRuns: 5_000 },
    );
  });
});

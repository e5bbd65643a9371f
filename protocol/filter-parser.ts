/**
 * Lucene's query syntax, as far as a list of conversations has a meaning for it:
 *
 *   filter     = any
 *   any        = all { ( "OR" | "||" ) all }
 *   all        = one { [ "AND" | "&&" ] one }
 *   one        = { "NOT" | "!" | "-" | "+" } ( group | [ field ":" ] term )
 *   group      = "(" any ")"                       after "field:" it is a group of that field's terms
 *   term       = range | [ ">=" | ">" | "<=" | "<" ] word | word | phrase
 *   range      = ( "[" | "{" ) bound "TO" bound ( "]" | "}" )
 *   bound      = "*" | word | phrase
 *   phrase     = '"' characters '"'
 *   word       = characters without space, brackets or quotes; * and ? are wildcards
 *
 * A backslash takes the meaning from the character behind it. What stands side by side must all hold: the list
 * is in the order of time, and what only may hold would have no place in it.
 */
import type { Filter, Pattern, PatternPart } from "./filter.ts";
import { FilterError } from "./filter-error.ts";
import { createTermReader, type Operand, type Written } from "./filter-terms.ts";
import { FILTER_LIMITS } from "./limits.ts";

const OPERATORS = ["AND", "&&", "OR", "||", "NOT"];
const COMPARISONS = [">=", ">", "<=", "<"] as const;
/** What ends a word. */
const ENDS = /[\s()[\]{}"]/;

/** Undefined: no filter at all. Throws FilterError. */
export function parseFilter(text: string): Filter | undefined {
  let index = 0;
  const terms = createTermReader(fail);

  function fail(problem: string, at: number): never {
    throw new FilterError(problem, text, at);
  }

  function skipSpace(): void {
    while (/\s/.test(text.charAt(index))) index += 1;
  }

  /** The operator that stands here by itself. */
  function operator(): string | undefined {
    skipSpace();
    return OPERATORS.find((candidate) => {
      const next = text.charAt(index + candidate.length);
      return text.startsWith(candidate, index) && (next === "" || ENDS.test(next));
    });
  }

  function takeOperator(...wanted: readonly string[]): boolean {
    const found = operator();
    if (found === undefined || !wanted.includes(found)) return false;
    index += found.length;
    return true;
  }

  function any(field: string | undefined, depth: number): Filter {
    const of = [all(field, depth)];
    while (takeOperator("OR", "||")) of.push(all(field, depth));
    return of.length === 1 && of[0] !== undefined ? of[0] : { kind: "or", of };
  }

  function all(field: string | undefined, depth: number): Filter {
    const of = [one(field, depth)];
    for (;;) {
      if (takeOperator("AND", "&&")) of.push(one(field, depth));
      else if (isAtOne()) of.push(one(field, depth));
      else break;
    }
    return of.length === 1 && of[0] !== undefined ? of[0] : { kind: "and", of };
  }

  function isAtOne(): boolean {
    const found = operator();
    if (found !== undefined) return found === "NOT";
    return index < text.length && text.charAt(index) !== ")";
  }

  function one(field: string | undefined, depth: number): Filter {
    if (depth > FILTER_LIMITS.depth) fail("nested too deep", index);
    if (takeOperator("NOT")) return { kind: "not", of: one(field, depth + 1) };
    switch (text.charAt(index)) {
      case "-":
      case "!":
        index += 1;
        return { kind: "not", of: one(field, depth + 1) };
      case "+":
        index += 1;
        return one(field, depth + 1);
      case "(":
        return group(field, depth);
    }
    return term(field, depth);
  }

  function group(field: string | undefined, depth: number): Filter {
    const opened = index;
    index += 1;
    const filter = any(field, depth + 1);
    skipSpace();
    if (text.charAt(index) !== ")") {
      fail(index < text.length ? 'expected ")"' : '"(" is never closed', whereOpen(opened));
    }
    index += 1;
    return filter;
  }

  /** Where the problem is: where the text goes wrong, or what it leaves open. */
  function whereOpen(opened: number): number {
    return index < text.length ? index : opened;
  }

  function term(field: string | undefined, depth: number): Filter {
    const start = index;
    const found = operator();
    if (found !== undefined) fail(`${found} stands where a term is expected`, start);
    if (index >= text.length) fail("a term is missing", index);
    const character = text.charAt(index);
    if (character === ")") fail('unexpected ")"', index);
    if (field !== undefined) return terms.read(field, start, operand());
    if (/["[\]{}]/.test(character)) return terms.read(undefined, start, operand());
    const first = word(":");
    if (text.charAt(index) !== ":") return terms.read(undefined, start, written(first));
    const name = terms.fieldName(first);
    index += 1;
    if (text.charAt(index) === "(") return group(name, depth);
    return terms.read(name, start, operand());
  }

  function operand(): Operand {
    const start = index;
    const character = text.charAt(index);
    if (character === "[" || character === "{") return range();
    if (character === "]" || character === "}") fail(`unexpected "${character}"`, index);
    const comparison = COMPARISONS.find((candidate) => text.startsWith(candidate, index));
    if (comparison === undefined) return written(value());
    index += comparison.length;
    const bound = value();
    const isInclusive = comparison.endsWith("=");
    const side = { value: bound, isInclusive };
    return comparison.startsWith(">")
      ? { kind: "range", start, from: side }
      : { kind: "range", start, to: side };
  }

  function range(): Operand {
    const start = index;
    const opening = text.charAt(index);
    index += 1;
    skipSpace();
    const from = value();
    skipSpace();
    if (!/^TO(?:\s|$)/.test(text.slice(index, index + 3))) {
      fail(
        index < text.length ? 'expected "TO"' : `"${opening}" is never closed`,
        whereOpen(start),
      );
    }
    index += 2;
    skipSpace();
    const to = value();
    skipSpace();
    const closing = text.charAt(index);
    if (closing !== "]" && closing !== "}") {
      fail(
        index < text.length ? 'expected "]" or "}"' : `"${opening}" is never closed`,
        whereOpen(start),
      );
    }
    index += 1;
    return {
      kind: "range",
      start,
      from: { value: from, isInclusive: opening === "[" },
      to: { value: to, isInclusive: closing === "]" },
    };
  }

  function value(): Written {
    return text.charAt(index) === '"' ? phrase() : word("");
  }

  function phrase(): Written {
    const start = index;
    let literal = "";
    for (index += 1; text.charAt(index) !== '"'; index += 1) {
      if (text.charAt(index) === "\\") index += 1;
      if (index >= text.length) fail("a quote is never closed", start);
      literal += text.charAt(index);
    }
    index += 1;
    return { start, isQuoted: true, pattern: [{ literal }] };
  }

  /** `stop`: one more character that ends it. */
  function word(stop: string): Written {
    const start = index;
    const parts: PatternPart[] = [];
    let literal = "";
    for (; index < text.length; index += 1) {
      let character = text.charAt(index);
      if (ENDS.test(character) || character === stop) break;
      if (character === "*" || character === "?") {
        if (literal !== "") parts.push({ literal });
        literal = "";
        parts.push({ wildcard: character });
        continue;
      }
      if (character === "~" || character === "^") fail(`"${character}" is not supported`, index);
      if (character === "\\") {
        index += 1;
        if (index >= text.length) fail("a backslash needs a character behind it", start);
        character = text.charAt(index);
      }
      literal += character;
    }
    if (literal !== "") parts.push({ literal });
    if (parts.length === 0) fail("a value is missing", index);
    return { start, isQuoted: false, pattern: withoutDoubles(parts) };
  }

  skipSpace();
  if (index >= text.length) return undefined;
  if (text.length > FILTER_LIMITS.length) {
    fail(`longer than ${FILTER_LIMITS.length} characters`, FILTER_LIMITS.length);
  }
  const filter = any(undefined, 1);
  skipSpace();
  if (index < text.length) fail(`unexpected "${text.charAt(index)}"`, index);
  return filter;
}

function written(value: Written): Operand {
  return { kind: "value", ...value };
}

/** `**` is `*`. */
function withoutDoubles(parts: readonly PatternPart[]): Pattern {
  const isAny = (part: PatternPart | undefined) =>
    part !== undefined && "wildcard" in part && part.wildcard === "*";
  return parts.filter((part, index) => !(isAny(part) && isAny(parts[index - 1])));
}

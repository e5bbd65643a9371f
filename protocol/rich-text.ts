/**
 * What `rich_text` says beyond text: the part of Markdown that messages have had since Google's Business
 * Messages (bold, italic, links), and lists and code. Everything else is the text that it is.
 *
 * 1. Lines are put together to blocks: a list, code between lines of ```, or a paragraph.
 * 2. In a paragraph and in an item each mark is looked for where its first sign stands. A mark that is
 *    not closed within 1,000 signs is text, so that the time is bounded by the length.
 */

export type Inline =
  | string
  | { readonly kind: "strong" | "em"; readonly inside: readonly Inline[] }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "link"; readonly text: string; readonly href: string };

export type Block =
  | { readonly kind: "paragraph"; readonly inside: readonly Inline[] }
  | { readonly kind: "code"; readonly text: string }
  | {
      readonly kind: "list";
      /** The number of the first item; undefined for one without numbers. */
      readonly start: number | undefined;
      readonly items: readonly (readonly Inline[])[];
    };

const FENCE = /^\s{0,3}```/;
const ITEM = /^\s{0,12}(?:[-*+•]|(\d{1,9})[.)])\s+(\S.*)$/;

const ESCAPED = /\\([\\`*_[\]()#+\-.!>~])/y;
const CODE = /`([^`\n]{1,1000})`/y;
const LINK = /\[([^[\]\n]{1,500})\]\((https?:\/\/(?:[^\s()<>]|\([^\s()<>]{0,500}\)){1,2000})\)/iy;
const ADDRESS = /https?:\/\/[^\s<>"'`]+/iy;
const STRONG = /(\*\*|__)(?=\S)([^\n]{0,999}?\S)\1/y;
const STAR = /\*(?=[^\s*])([^*\n]{0,999}[^\s*])\*/y;
const UNDERSCORE = /_(?=[^\s_])([^_\n]{0,999}[^\s_])_(?![\p{L}\p{N}_])/uy;
/** After one of these an underscore is a part of the word. */
const WORD = /[\p{L}\p{N}_]$/u;

export function parseRichText(text: string): readonly Block[] {
  const blocks: Block[] = [];
  const lines = text.split(/\r\n?|\n/);
  let at = 0;
  while (at < lines.length) {
    const first = lines[at] ?? "";
    const from = at;
    if (FENCE.test(first)) {
      at = endOf(lines, at + 1, (line) => !FENCE.test(line)) + 1;
      blocks.push({ kind: "code", text: lines.slice(from + 1, at - 1).join("\n") });
    } else if (ITEM.test(first)) {
      const isNumbered = numberOf(first) !== undefined;
      at = endOf(lines, at, (line) => {
        return ITEM.test(line) && (numberOf(line) !== undefined) === isNumbered;
      });
      const items = lines.slice(from, at).map((line) => parseInline(ITEM.exec(line)?.[2] ?? ""));
      blocks.push({ kind: "list", start: numberOf(first), items });
    } else if (first.trim() === "") {
      at += 1;
    } else {
      at = endOf(
        lines,
        at + 1,
        (line) => line.trim() !== "" && !FENCE.test(line) && !ITEM.test(line),
      );
      blocks.push({ kind: "paragraph", inside: parseInline(lines.slice(from, at).join("\n")) });
    }
  }
  return blocks;
}

/** The same words without the marks, in one line. */
export function plainText(text: string): string {
  return parseRichText(text)
    .flatMap((block) => {
      if (block.kind === "code") return [block.text];
      return block.kind === "list" ? block.items.map(wordsOf) : [wordsOf(block.inside)];
    })
    .join(" ");
}

function wordsOf(inside: readonly Inline[]): string {
  return inside
    .map((each) => {
      if (typeof each === "string") return each;
      return "inside" in each ? wordsOf(each.inside) : each.text;
    })
    .join("");
}

/** The first line from `at` on that is none of them. */
function endOf(lines: readonly string[], at: number, isOne: (line: string) => boolean): number {
  let end = at;
  while (end < lines.length && isOne(lines[end] ?? "")) end += 1;
  return end;
}

function numberOf(line: string): number | undefined {
  const number = ITEM.exec(line)?.[1];
  return number === undefined ? undefined : Number(number);
}

/** `depth` of marks within marks. */
function parseInline(text: string, depth = 0): readonly Inline[] {
  const found: Inline[] = [];
  let plain = "";
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  while (at < text.length) {
    const sign = text[at] ?? "";
    const [match, inline] = readMark(sign, take, depth, text.slice(Math.max(0, at - 2), at));
    if (match === undefined) {
      plain += sign;
      at += 1;
      continue;
    }
    at += match.length;
    if (typeof inline === "string") plain += inline;
    else {
      if (plain !== "") found.push(plain);
      plain = "";
      found.push(inline);
    }
  }
  if (plain !== "") found.push(plain);
  return found;
}

type Mark = readonly [match: undefined] | readonly [match: string, inline: Inline];

const DEEPEST = 4;

/** What begins with this sign at this place: what of the text it takes, and what it means. */
function readMark(
  sign: string,
  take: (pattern: RegExp) => RegExpExecArray | null,
  depth: number,
  before: string,
): Mark {
  let match: RegExpExecArray | null;
  const inside = (text = ""): readonly Inline[] =>
    depth < DEEPEST ? parseInline(text, depth + 1) : [text];
  switch (sign) {
    case "\\":
      match = take(ESCAPED);
      return match ? [match[0], match[1] ?? ""] : [undefined];
    case "`":
      match = take(CODE);
      return match ? [match[0], { kind: "code", text: match[1] ?? "" }] : [undefined];
    case "[":
      match = take(LINK);
      return match
        ? [match[0], { kind: "link", text: match[1] ?? "", href: match[2] ?? "" }]
        : [undefined];
    case "h":
    case "H":
      // An address is text here, with all its signs; it becomes a link where text does.
      match = take(ADDRESS);
      return match ? [match[0], match[0]] : [undefined];
    case "*":
    case "_":
      match = take(STRONG);
      if (match) return [match[0], { kind: "strong", inside: inside(match[2]) }];
      match = sign === "*" ? take(STAR) : WORD.test(before) ? null : take(UNDERSCORE);
      return match ? [match[0], { kind: "em", inside: inside(match[1]) }] : [undefined];
    default:
      return [undefined];
  }
}

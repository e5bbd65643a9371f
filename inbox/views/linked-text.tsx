import type { VNode } from "preact";

const LINK = /https?:\/\/[^\s<>"'`]+/giu;
/** Ends a sentence rather than an address. */
const TRAILING = /[.,:;!?…)\]}*_~]+$/u;

/** What people wrote, as text and nothing else; web addresses in it become links. */
export function LinkedText({ text }: { readonly text: string }): VNode {
  return <>{parts(text).map((part) => (part.isLink ? <WebLink href={part.text} /> : part.text))}</>;
}

/** A link to a page that a visitor or an operator has named; anything but http and https stays text. */
export function WebLink({
  href,
  text = href,
}: {
  readonly href: string;
  readonly text?: string;
}): VNode {
  if (!isWebUrl(href)) return <>{text}</>;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {text}
    </a>
  );
}

interface Part {
  readonly text: string;
  readonly isLink: boolean;
}

export function parts(text: string): readonly Part[] {
  const found: Part[] = [];
  let end = 0;
  for (const match of text.matchAll(LINK)) {
    const link = trimmed(match[0]);
    if (!isWebUrl(link)) continue;
    if (match.index > end) found.push({ text: text.slice(end, match.index), isLink: false });
    found.push({ text: link, isLink: true });
    end = match.index + link.length;
  }
  if (end < text.length) found.push({ text: text.slice(end), isLink: false });
  return found;
}

/** A closing bracket belongs to the address when the address opened it. */
function trimmed(link: string): string {
  const short = link.replace(TRAILING, "");
  const isBalanced = link[short.length] === ")" && short.includes("(");
  return isBalanced ? link.slice(0, short.length + 1) : short;
}

function isWebUrl(href: string): boolean {
  try {
    return ["https:", "http:"].includes(new URL(href).protocol);
  } catch {
    return false;
  }
}

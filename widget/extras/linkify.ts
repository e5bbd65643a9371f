/** Finds the links in a text. It gives parts to build nodes from; nothing here is ever markup. */

export interface Link {
  readonly text: string;
  readonly href: string;
}

const ADDRESS = /\bhttps?:\/\/[^\s<>"]+/gi;
/** What ends a sentence rather than an address. */
const TRAILING = /[.,:;!?'*_~…]+$/;

export function linkify(text: string): (string | Link)[] {
  const parts: (string | Link)[] = [];
  let end = 0;
  for (const { 0: match, index } of text.matchAll(ADDRESS)) {
    const address = trim(match);
    const href = normalize(address);
    if (href === undefined) continue;
    if (index > end) parts.push(text.slice(end, index));
    parts.push({ text: address, href });
    end = index + address.length;
  }
  if (end < text.length) parts.push(text.slice(end));
  return parts;
}

/** A closing bracket belongs to the address only if it was opened in it. */
function trim(match: string): string {
  const address = match.replace(TRAILING, "");
  const isLoose = /[)\]]$/.test(address) && !/[([]/.test(address);
  return isLoose ? trim(address.slice(0, -1)) : address;
}

function normalize(address: string): string | undefined {
  try {
    return new URL(address).href;
  } catch {
    return undefined;
  }
}

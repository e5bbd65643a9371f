/** @jsxImportSource ../jsx */
import type { Child } from "../jsx/jsx-runtime.ts";
import { linkify } from "./linkify.ts";

/** Text nodes, with the addresses in it as links: nothing that either side writes is ever markup. */
export function linkedText(text: string): Child {
  return linkify(text).map((part) =>
    typeof part === "string" ? part : link(part.href, part.text),
  );
}

export function link(href: string, shown: Child): Child {
  if (!/^https?:/i.test(href)) return shown;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {shown}
    </a>
  );
}

/** @jsxImportSource ../jsx */
import { parseRichText, type Block, type Inline } from "../../protocol/rich-text.ts";
import type { Child } from "../jsx/jsx-runtime.ts";
import { link, linkedText } from "./linked-text.tsx";

/** Elements made one by one: nothing that is in the text becomes markup by itself. */
export function richText(text: string): Child {
  return <div class="rich">{parseRichText(text).map(block)}</div>;
}

function block(one: Block): Child {
  switch (one.kind) {
    case "paragraph":
      return <p dir="auto">{one.inside.map(inline)}</p>;
    case "code":
      return (
        <pre dir="ltr" tabIndex={0}>
          <code>{one.text}</code>
        </pre>
      );
    case "list": {
      const items = one.items.map((item) => <li>{item.map(inline)}</li>);
      return one.start === undefined ? (
        <ul dir="auto">{items}</ul>
      ) : (
        <ol dir="auto" start={one.start}>
          {items}
        </ol>
      );
    }
  }
}

function inline(one: Inline): Child {
  if (typeof one === "string") return linkedText(one);
  switch (one.kind) {
    case "strong":
      return <strong>{one.inside.map(inline)}</strong>;
    case "em":
      return <em>{one.inside.map(inline)}</em>;
    case "code":
      return <code dir="auto">{one.text}</code>;
    case "link":
      return link(one.href, one.text);
  }
}

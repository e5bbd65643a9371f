import type { VNode } from "preact";
import { useMemo } from "preact/hooks";
import { LinkedText, WebLink } from "../linked-text.tsx";
import { parseRichText, type Block, type Inline } from "../../../protocol/rich-text.ts";

/** Elements made one by one: nothing that is in the text becomes markup by itself. */
export function RichText({ text }: { readonly text: string }): VNode {
  const blocks = useMemo(() => parseRichText(text), [text]);
  return <div class="rich-text">{blocks.map(drawBlock)}</div>;
}

function drawBlock(block: Block): VNode {
  if (block.kind === "paragraph") return <p>{block.inside.map(drawInline)}</p>;
  if (block.kind === "code") {
    return (
      <pre dir="ltr">
        <code>{block.text}</code>
      </pre>
    );
  }
  const items = block.items.map((item) => <li>{item.map(drawInline)}</li>);
  return block.start === undefined ? <ul>{items}</ul> : <ol start={block.start}>{items}</ol>;
}

function drawInline(inline: Inline): VNode {
  if (typeof inline === "string") return <LinkedText text={inline} />;
  switch (inline.kind) {
    case "strong":
      return <strong>{inline.inside.map(drawInline)}</strong>;
    case "em":
      return <em>{inline.inside.map(drawInline)}</em>;
    case "code":
      return <code>{inline.text}</code>;
    case "link":
      return <WebLink href={inline.href} text={inline.text} />;
  }
}

/** @jsxImportSource ./jsx */
import type { Content } from "../protocol/content.ts";
import type { Child } from "./jsx/jsx-runtime.ts";
import type { Labels } from "./labels.ts";
import { linkify, type Link } from "./linkify.ts";

export interface MessageContentProps {
  readonly content: Content;
  readonly labels: Labels;
}

/** Elements and text nodes only: nothing that either side writes is ever markup. */
export function MessageContent({ content, labels }: MessageContentProps): Child {
  switch (content.type) {
    case "image":
    case "video":
    case "audio":
    case "file":
      return anchor({ text: content.name ?? labels.file, href: content.url });
    case "rich_card":
      return linked(content.fallback ?? textOf(content.card));
    case "rich_card_carousel":
      return linked(content.fallback ?? content.cards.map(textOf).join("\n\n"));
    default:
      return linked(content.text);
  }
}

interface Card {
  readonly title?: string | undefined;
  readonly description?: string | undefined;
}

function textOf({ title, description }: Card): string {
  return [title, description].filter(Boolean).join("\n");
}

function linked(text: string): Child {
  return linkify(text).map((part) => (typeof part === "string" ? part : anchor(part)));
}

function anchor({ text, href }: Link): Child {
  if (!/^https?:/i.test(href)) return text;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {text}
    </a>
  );
}

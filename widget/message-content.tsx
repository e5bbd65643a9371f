/** @jsxImportSource ./jsx */
import type { Content } from "../protocol/content.ts";
import { jsx, type Child } from "./jsx/jsx-runtime.ts";
import type { Labels } from "./labels.ts";
import { linkify, type Link } from "./linkify.ts";

export interface MessageContentProps {
  readonly content: Content;
  readonly labels: Labels;
  /** The address of ours. */
  readonly server: string;
}

/** Elements and text nodes only: nothing that either side writes is ever markup. */
export function MessageContent({ content, labels, server }: MessageContentProps): Child {
  switch (content.type) {
    case "image":
    case "video":
    case "audio":
    case "file":
      return attachment(content, labels, server);
    case "rich_card":
      return linked(content.fallback ?? textOf(content.card));
    case "rich_card_carousel":
      return linked(content.fallback ?? content.cards.map(textOf).join("\n\n"));
    default:
      return linked(content.text);
  }
}

type Attachment = Extract<Content, { url: string }>;

/** The path of an uploaded file, whatever name the server went by then. */
const UPLOADED = /^https?:.*(\/files\/[\w-]{43}\/[^/?#]+)$/i;

/** Only what our own server has is loaded: a message makes the visitor's browser call nobody else. */
function attachment({ type, url, name, size }: Attachment, labels: Labels, server: string): Child {
  const title = name ?? labels.file;
  const path = UPLOADED.exec(url)?.[1];
  const src = server + path;
  if (path && type === "image") return link(src, <img class="media" src={src} alt={title} />);
  if (path && type !== "file") {
    return jsx(type, {
      class: "media",
      src,
      controls: true,
      preload: "metadata",
      "aria-label": title,
    });
  }
  return (
    <>
      {link(path ? src : url, title)}
      {size !== undefined && <small dir="auto">{bytes(size, labels.language)}</small>}
    </>
  );
}

function bytes(count: number, language: string): string {
  const [unit, value] = count < 1e6 ? ["kilobyte", count / 1e3] : ["megabyte", count / 1e6];
  const options = { style: "unit", unit, maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(language, options).format(value);
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
  return link(href, text);
}

function link(href: string, shown: Child): Child {
  if (!/^https?:/i.test(href)) return shown;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {shown}
    </a>
  );
}

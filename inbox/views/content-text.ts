import type { Content } from "../../protocol/content.ts";
import { labels } from "../labels.ts";
import { plainName } from "./content/plain-name.ts";
import { plainText } from "../../protocol/rich-text.ts";

/** What a message says in one line of text. */
export function contentText(content: Content): string {
  switch (content.type) {
    case "text":
    case "suggestion_response":
    case "quick_replies":
      return content.text;
    case "rich_text":
      return content.fallback ?? plainText(content.text);
    case "image":
    case "video":
    case "audio":
    case "file":
      return named(labels.content[content.type], content.name);
    case "rich_card": {
      const { title, description } = content.card;
      return content.fallback ?? title ?? description ?? labels.content.card;
    }
    case "rich_card_carousel": {
      const kind = labels.content.carousel(content.cards.length);
      return content.fallback ?? named(kind, content.cards[0]?.title);
    }
  }
}

/** `Photo: parcel.png` */
function named(kind: string, name: string | undefined): string {
  const plain = plainName(name ?? "");
  return plain === "" ? kind : labels.content.named(kind, plain);
}

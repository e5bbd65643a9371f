import type { Content } from "../../protocol/content.ts";
import { labels } from "../labels.ts";

/** What a message says in one line of text. */
export function contentText(content: Content): string {
  switch (content.type) {
    case "text":
    case "suggestion_response":
    case "quick_replies":
      return content.text;
    case "rich_text":
      return content.fallback ?? content.text;
    case "image":
    case "video":
    case "audio":
    case "file":
      return content.name ?? labels.content[content.type];
    case "rich_card":
      return content.fallback ?? content.card.title ?? labels.content.card;
    case "rich_card_carousel":
      return content.fallback ?? content.cards[0]?.title ?? labels.content.card;
  }
}

/** The text of a message that people see, which is what a search finds. */
import type { Content } from "../protocol/content.ts";

/** `content`: as it is stored, JSON. The parts stand on lines of their own. */
export function shownText(content: string): string {
  return partsOf(JSON.parse(content) as Content)
    .filter((part) => part !== undefined)
    .join("\n");
}

function partsOf(content: Content): (string | undefined)[] {
  switch (content.type) {
    case "text":
    case "suggestion_response":
      return [content.text];
    case "rich_text":
      return [content.text, content.fallback];
    case "quick_replies":
      return [content.text, ...content.quick_replies.map(({ text }) => text)];
    case "rich_card":
      return [...cardParts(content.card), content.fallback];
    case "rich_card_carousel":
      return [...content.cards.flatMap(cardParts), content.fallback];
    case "image":
    case "video":
    case "audio":
    case "file":
      return [content.name];
    default:
      // A message of another kind is one without words: it holds nobody up.
      return [];
  }
}

type Card = Extract<Content, { type: "rich_card" }>["card"];

function cardParts({ title, description, suggestions }: Card): (string | undefined)[] {
  return [title, description, ...(suggestions ?? []).map(({ text }) => text)];
}

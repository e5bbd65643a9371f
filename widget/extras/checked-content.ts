/**
 * Content in the shape that the schemas of protocol/ give it. Messages have passed those on the server; a
 * welcome of the page's own and what other scripts have put into the storage have not.
 */
import type { Suggestion } from "../../protocol/choices.ts";
import type { Content } from "../../protocol/content.ts";

export type Card = Extract<Content, { type: "rich_card" }>["card"];

type Given = Readonly<Record<string, unknown>>;

const WEB = /^https?:\/\//i;
/** Of buttons and of cards. */
const MOST = 10;

/** @returns undefined when there is nothing to show */
export function checkedContent(given: unknown): Content | undefined {
  const { type, url, name, size, ...rest } = record(given);
  const text = words(rest["text"]);
  switch (type) {
    case "image":
    case "video":
    case "audio":
    case "file":
      if (typeof url !== "string") return undefined;
      return {
        type,
        url,
        name: words(name),
        size: Number.isFinite(size) ? Number(size) : undefined,
      };
    case "text":
    case "suggestion_response":
      return text === undefined ? undefined : { type: "text", text };
    case "rich_text":
      return text === undefined ? undefined : { type, text };
    case "quick_replies": {
      const quick_replies = suggestions(rest["quick_replies"]);
      return text === undefined ? undefined : { type, text, quick_replies };
    }
    case "rich_card": {
      const [card] = cards([rest["card"]]);
      return card && { type, card };
    }
    case "rich_card_carousel": {
      const all = cards(rest["cards"]);
      return all.length > 0 ? { type, cards: all } : undefined;
    }
    default:
      return undefined;
  }
}

/** Without those that show nothing. */
function cards(given: unknown): Card[] {
  return list(given).flatMap((one) => {
    const { title, description, media, suggestions: offered } = record(one);
    const { url, alt } = record(media);
    const card = {
      title: words(title),
      description: words(description),
      media: typeof url === "string" && WEB.test(url) ? { url, alt: words(alt) } : undefined,
      suggestions: suggestions(offered),
    };
    const isEmpty = !card.title && !card.description && !card.media && !card.suggestions[0];
    return isEmpty ? [] : [card];
  });
}

function suggestions(given: unknown): Suggestion[] {
  return list(given).flatMap((one): Suggestion[] => {
    const { text: said, postback_data, url } = record(one);
    const text = words(said);
    if (text === undefined) return [];
    if (typeof postback_data === "string") return [{ text, postback_data }];
    return typeof url === "string" && WEB.test(url) ? [{ text, url }] : [];
  });
}

function list(given: unknown): unknown[] {
  return Array.isArray(given) ? given.slice(0, MOST) : [];
}

function words(given: unknown): string | undefined {
  return typeof given === "string" && given.trim() ? given : undefined;
}

function record(given: unknown): Given {
  return typeof given === "object" && given !== null ? (given as Given) : {};
}

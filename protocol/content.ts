/** What a message can say: `content` on the wire, one schema for each side of the conversation. */
import * as v from "valibot";
import { Name, Text, WebUrl } from "./json.ts";

/** `{"text": "hi"}` is short for `{"type": "text", "text": "hi"}`. */
const text = v.strictObject({ type: v.optional(v.literal("text"), "text"), text: Text });

function attachment<const T extends string>(type: T) {
  return v.strictObject({
    type: v.literal(type),
    url: WebUrl,
    name: v.optional(Name),
    size: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  });
}

const bothSides = [
  text,
  attachment("image"),
  attachment("video"),
  attachment("audio"),
  attachment("file"),
] as const;

const suggestionResponse = v.strictObject({
  type: v.literal("suggestion_response"),
  text: Text,
  postback_data: v.pipe(v.string(), v.maxLength(1_000)),
});

/** A button: an answer to send back, or a page to open. */
const suggestion = v.union([
  v.strictObject({ text: Name, postback_data: v.pipe(v.string(), v.maxLength(1_000)) }),
  v.strictObject({ text: Name, url: WebUrl }),
]);

const suggestions = v.pipe(v.array(suggestion), v.maxLength(10));

const card = v.strictObject({
  title: v.optional(Name),
  description: v.optional(Text),
  media: v.optional(v.strictObject({ url: WebUrl, alt: v.optional(Name) })),
  suggestions: v.optional(suggestions),
});

const quickReplies = v.strictObject({
  type: v.literal("quick_replies"),
  text: Text,
  quick_replies: v.pipe(suggestions, v.minLength(1)),
});

const richText = v.strictObject({
  type: v.literal("rich_text"),
  text: Text,
  fallback: v.optional(Text),
});

const richCard = v.strictObject({
  type: v.literal("rich_card"),
  fallback: v.optional(Text),
  card,
});

const richCardCarousel = v.strictObject({
  type: v.literal("rich_card_carousel"),
  fallback: v.optional(Text),
  cards: v.pipe(v.array(card), v.minLength(1), v.maxLength(10)),
});

const operatorsOnly = [quickReplies, richText, richCard, richCardCarousel] as const;

export const VisitorContent = v.variant("type", [...bothSides, suggestionResponse]);
export const OperatorContent = v.variant("type", [...bothSides, ...operatorsOnly]);

/** What either side has said. */
export const Content = v.variant("type", [...bothSides, suggestionResponse, ...operatorsOnly]);
export type Content = v.InferOutput<typeof Content>;

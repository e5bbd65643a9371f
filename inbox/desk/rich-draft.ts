/** A message with buttons or cards while it is being put together: what stands in its form, and what that says. */
import type { Content } from "../../protocol/content.ts";

export type RichContent = Extract<
  Content,
  { type: "quick_replies" | "rich_card" | "rich_card_carousel" }
>;
export type RichKind = RichContent["type"];

export interface ButtonDraft {
  readonly key: string;
  readonly text: string;
  /** What it does: it answers with its text, or opens a page. */
  readonly does: "answer" | "open";
  readonly url: string;
}

export interface PictureDraft {
  readonly url: string;
  /** Of the file. */
  readonly name: string;
  readonly alt: string;
}

export interface CardDraft {
  readonly key: string;
  readonly title: string;
  readonly description: string;
  readonly picture?: PictureDraft | undefined;
  readonly buttons: readonly ButtonDraft[];
}

export interface RichDraft {
  readonly kind: RichKind;
  /** Of quick replies: the question, and its buttons. */
  readonly text: string;
  readonly buttons: readonly ButtonDraft[];
  /** One for a card. */
  readonly cards: readonly CardDraft[];
}

/** As the server has them. */
export const RICH_LIMITS = { buttons: 10, cards: 10, name: 200, url: 2_048, text: 4_000 } as const;

/** `newKey` gives a word that nothing else in a form has. */
export function emptyDraft(kind: RichKind, newKey: () => string): RichDraft {
  const isQuestion = kind === "quick_replies";
  return {
    kind,
    text: "",
    buttons: isQuestion ? [emptyButton(newKey)] : [],
    cards: isQuestion ? [] : [emptyCard(newKey)],
  };
}

export function emptyButton(newKey: () => string): ButtonDraft {
  return { key: newKey(), text: "", does: "answer", url: "" };
}

export function emptyCard(newKey: () => string): CardDraft {
  return { key: newKey(), title: "", description: "", buttons: [] };
}

/** There is nothing in it that would be missed. */
export function isBlank({ text, buttons, cards }: RichDraft): boolean {
  const areBlank = (all: readonly ButtonDraft[]): boolean =>
    all.every((button) => button.text.trim() === "" && button.url.trim() === "");
  return (
    text.trim() === "" &&
    areBlank(buttons) &&
    cards.length <= 1 &&
    cards.every((card) => isBlankCard(card) && areBlank(card.buttons))
  );
}

function isBlankCard({ title, description, picture }: CardDraft): boolean {
  return title.trim() === "" && description.trim() === "" && picture === undefined;
}

/** `needed`: empty; `noUrl`: no web address; `blankCard`: neither title, text nor picture; `noButton`: none. */
export type RichProblem = "needed" | "noUrl" | "blankCard" | "noButton";

/** What keeps it from being sent, by the place: `text`, `buttons`, a card's key, `KEY.text`, `KEY.url`. */
export function problemsOf(draft: RichDraft): ReadonlyMap<string, RichProblem> {
  const found = new Map<string, RichProblem>();
  if (draft.kind === "quick_replies") {
    if (draft.text.trim() === "") found.set("text", "needed");
    if (draft.buttons.length === 0) found.set("buttons", "noButton");
  }
  for (const card of draft.cards) {
    if (isBlankCard(card)) found.set(card.key, "blankCard");
  }
  for (const { key, text, does, url } of [draft, ...draft.cards].flatMap(
    ({ buttons }) => buttons,
  )) {
    if (text.trim() === "") found.set(`${key}.text`, "needed");
    if (does === "open" && url.trim() === "") found.set(`${key}.url`, "needed");
    else if (does === "open" && webUrl(url) === undefined) found.set(`${key}.url`, "noUrl");
  }
  return found;
}

/** What is sent, for a draft without problems. */
export function contentOf(draft: RichDraft): RichContent {
  const [first] = draft.cards;
  switch (draft.kind) {
    case "quick_replies":
      return {
        type: "quick_replies",
        text: draft.text.trim(),
        quick_replies: draft.buttons.map(suggestionOf),
      };
    case "rich_card":
      return { type: "rich_card", card: first === undefined ? {} : cardOf(first) };
    case "rich_card_carousel":
      return { type: "rich_card_carousel", cards: draft.cards.map(cardOf) };
  }
}

type Card = Extract<Content, { type: "rich_card" }>["card"];
type Suggestion = NonNullable<Card["suggestions"]>[number];

function cardOf({ title, description, picture, buttons }: CardDraft): Card {
  const alt = picture?.alt.trim() ?? "";
  return {
    ...(title.trim() !== "" && { title: title.trim() }),
    ...(description.trim() !== "" && { description: description.trim() }),
    ...(picture && { media: { url: picture.url, ...(alt !== "" && { alt }) } }),
    ...(buttons.length > 0 && { suggestions: buttons.map(suggestionOf) }),
  };
}

function suggestionOf({ text, does, url }: ButtonDraft): Suggestion {
  const said = text.trim();
  return does === "answer"
    ? { text: said, postback_data: said }
    : { text: said, url: webUrl(url) ?? url };
}

/** `example.org` is what people write for `https://example.org`. */
export function webUrl(typed: string): string | undefined {
  const trimmed = typed.trim();
  const whole = /^[a-z][a-z\d+.-]*:/i.test(trimmed) ? trimmed : `https://${trimmed}`;
  try {
    const { protocol, hostname } = new URL(whole);
    const isWeb = protocol === "https:" || protocol === "http:";
    return isWeb && hostname.includes(".") && !/\s/.test(whole) ? whole : undefined;
  } catch {
    return undefined;
  }
}

/** With the one at `index` a place further up (-1) or down (1). */
export function moved<T>(list: readonly T[], index: number, step: -1 | 1): readonly T[] {
  const [one, other] = [list[index], list[index + step]];
  if (one === undefined || other === undefined) return list;
  return list.with(index, other).with(index + step, one);
}

/** Which of the answers that were offered the visitor has chosen, and of which message. */
import type { Content } from "./content.ts";
import type { Message } from "./message.ts";

export type Suggestion = Extract<Content, { type: "quick_replies" }>["quick_replies"][number];

export type Choice = Extract<Suggestion, { postback_data: string }>;

export interface Choices {
  /** By the id of an answer: what it answers, in words. */
  readonly questions: ReadonlyMap<string, string>;
  /** By the id of a message: the keys of its buttons that were chosen. */
  readonly chosen: ReadonlyMap<string, ReadonlySet<string>>;
  /** By the key of a button: the id of the newest message that has it. */
  readonly offeredBy: ReadonlyMap<string, string>;
}

/** An answer belongs to the newest message before it that has offered it. */
export function choicesOf(messages: readonly Pick<Message, "id" | "content">[]): Choices {
  const questions = new Map<string, string>();
  const chosen = new Map<string, Set<string>>();
  const offers = new Map<string, { readonly id: string; readonly question: string }>();
  for (const { id, content } of messages) {
    if (content.type === "suggestion_response") {
      const key = choiceKey(content);
      const offer = offers.get(key);
      if (offer === undefined) continue;
      questions.set(id, offer.question);
      const keys = chosen.get(offer.id) ?? new Set<string>();
      chosen.set(offer.id, keys.add(key));
    } else {
      for (const { question, suggestions } of offersOf(content)) {
        for (const each of suggestions) {
          if ("postback_data" in each) offers.set(choiceKey(each), { id, question });
        }
      }
    }
  }
  const offeredBy = new Map([...offers].map(([key, { id }]) => [key, id]));
  return { questions, chosen, offeredBy };
}

/** Several buttons of a message may say the same and mean something else. */
export function choiceKey({ text, postback_data }: Choice): string {
  return JSON.stringify([text, postback_data]);
}

interface Offer {
  readonly question: string;
  readonly suggestions: readonly Suggestion[];
}

function offersOf(content: Content): readonly Offer[] {
  if (content.type === "quick_replies") {
    return [{ question: content.text, suggestions: content.quick_replies }];
  }
  const cards =
    content.type === "rich_card"
      ? [content.card]
      : content.type === "rich_card_carousel"
        ? content.cards
        : [];
  return cards.map(({ title, description, suggestions = [] }) => ({
    question: title ?? description ?? "",
    suggestions,
  }));
}

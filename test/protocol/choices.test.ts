import { describe, expect, test } from "bun:test";
import { choiceKey, choicesOf } from "../../protocol/choices.ts";
import { message, reply } from "../inbox/fakes.ts";

describe("An answer that was chosen", () => {
  const yes = { text: "Yes", postback_data: "yes" };
  const no = { text: "No", postback_data: "no" };
  const question = {
    ...reply(1, 1, "question"),
    content: { type: "quick_replies" as const, text: "Shall we?", quick_replies: [yes, no] },
  };
  const answer = message(3, 3, {
    id: "answer",
    content: { type: "suggestion_response", ...yes },
  });

  test("says what it answers, and the question says what was chosen", () => {
    const { questions, chosen } = choicesOf([question, message(2, 2), answer]);
    expect([...questions]).toEqual([["answer", "Shall we?"]]);
    expect([...(chosen.get("question") ?? [])]).toEqual([choiceKey(yes)]);
  });

  test("belongs to the newest message that has offered it, and to none after it", () => {
    const card = { ...question, id: "card", content: cardWith("Again?", yes) };
    expect(choicesOf([question, card, answer]).questions.get("answer")).toBe("Again?");
    expect(choicesOf([answer, question]).questions.size).toBe(0);
    const other = { ...question, content: cardWith("Other?", { ...yes, postback_data: "ja" }) };
    expect(choicesOf([other, answer]).questions.size).toBe(0);
  });

  test("is one button of several that say the same", () => {
    const cards = ["a", "b"].map((data) => ({
      suggestions: [{ text: "Take it", postback_data: data }],
    }));
    const shown = { ...question, content: { type: "rich_card_carousel" as const, cards } };
    const b = { text: "Take it", postback_data: "b" };
    const taken = message(3, 3, { content: { type: "suggestion_response", ...b } });
    const { chosen } = choicesOf([shown, taken]);
    expect([...(chosen.get("question") ?? [])]).toEqual([choiceKey(b)]);
  });

  function cardWith(title: string, suggestion: typeof yes) {
    return { type: "rich_card" as const, card: { title, suggestions: [suggestion] } };
  }
});

/** What can be chosen in a thread, what was, and what is over. */
import { expect, test } from "bun:test";
import type { Content } from "../../protocol/content.ts";
import { offerOf, type ThreadSoFar } from "../../widget/extras/offers.ts";
import { message, own } from "./fakes.ts";

const yes = { text: "Yes", postback_data: "yes" };
const no = { text: "No", postback_data: "no" };
const QUESTION: Content = { type: "quick_replies", text: "Shall we?", quick_replies: [yes, no] };
const ANSWER: Content = { type: "suggestion_response", ...yes };

const asked = message(1, "asked", { content: QUESTION });
const answered = { ...own(2, "answered", ""), content: ANSWER };
const EMPTY: ThreadSoFar = { messages: [], outbox: [], welcome: undefined };

test("A question that nobody has answered is open, whatever else its side says.", () => {
  const offer = offerOf("id-asked", { ...EMPTY, messages: [asked, message(2, "well?")] });
  expect([offer.isPast, offer.stateOf(yes), offer.stateOf(no)]).toEqual([false, "open", "open"]);
});

test("One choice ends it, from the moment that it is made and for good.", () => {
  const unsent = { id: "a", content: ANSWER, sent_at: "2026-01-07T09:01:44.000Z" };
  for (const thread of [
    { ...EMPTY, messages: [asked], outbox: [unsent] },
    { ...EMPTY, messages: [asked, answered] },
  ]) {
    const offer = offerOf("id-asked", thread);
    expect([offer.isPast, offer.stateOf(yes), offer.stateOf(no)]).toEqual([true, "chosen", "over"]);
  }
});

test("Words instead of a choice leave the choice open, and the moment is past.", () => {
  const offer = offerOf("id-asked", { ...EMPTY, messages: [asked, own(2, "words", "Maybe")] });
  expect([offer.isPast, offer.stateOf(yes)]).toEqual([true, "open"]);
});

test("Asked again, the newer one is what can be answered, and what was.", () => {
  const again = message(2, "again", { content: QUESTION });
  const messages = [asked, again];
  expect(offerOf("id-asked", { ...EMPTY, messages }).stateOf(yes)).toBe("over");
  expect(offerOf("id-again", { ...EMPTY, messages }).stateOf(yes)).toBe("open");
  const after = { ...EMPTY, messages: [...messages, { ...answered, offset: 3 }] };
  expect(offerOf("id-asked", after).stateOf(yes)).toBe("over");
  expect(offerOf("id-again", after).stateOf(yes)).toBe("chosen");
});

test("The welcome asks like a message does; one that is none asks nothing.", () => {
  const thread = { ...EMPTY, welcome: QUESTION };
  expect(offerOf(undefined, thread).stateOf(yes)).toBe("open");
  expect(offerOf(undefined, { ...thread, messages: [answered] }).stateOf(yes)).toBe("chosen");
  const broken = { type: "rich_card_carousel", cards: 7 } as unknown as Content;
  expect(offerOf(undefined, { ...EMPTY, welcome: broken }).isPast).toBe(false);
});

/** What each side may say. Accepted content comes back as it was sent; the other side's is refused. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Message } from "../../protocol/message.ts";
import type { Answer } from "../running-server.ts";
import { setScene, type Scene } from "./scene.ts";
import { expectInvalid, expectRefusal, messageShape } from "./shapes.ts";

let scene: Scene;
beforeAll(async () => void (scene = await setScene()));
afterAll(() => scene[Symbol.asyncDispose]());

type Content = Readonly<Record<string, unknown>>;

const URL = "https://files.example.org/a%20b.png?x=1#y";
const SUGGESTIONS = [
  { text: "Yes", postback_data: "yes" },
  { text: "Open", url: URL },
];
const CARD = {
  title: "Lamp",
  description: "It shines.\nEven twice.",
  media: { url: URL, alt: "a lamp" },
  suggestions: SUGGESTIONS,
};

const BOTH_SIDES: Readonly<Record<string, Content>> = {
  text: { type: "text", text: "hello" },
  "text with everything in it": {
    type: "text",
    text: `"\\ \u0000\u001f\u2028 \t\r\n <b>&amp;</b> 👩‍👩‍👧‍👦 עברית e\u0301 `,
  },
  image: { type: "image", url: URL },
  "image with name and size": { type: "image", url: URL, name: "a b.png", size: 0 },
  video: { type: "video", url: URL, name: "film", size: 2 ** 40 },
  audio: { type: "audio", url: "http://files.example.org/" },
  file: { type: "file", url: URL, name: "a.pdf", size: 12 },
};

const VISITORS_ONLY: Readonly<Record<string, Content>> = {
  suggestion_response: { type: "suggestion_response", text: "Yes", postback_data: "yes" },
};

const OPERATORS_ONLY: Readonly<Record<string, Content>> = {
  quick_replies: { type: "quick_replies", text: "Which one?", quick_replies: SUGGESTIONS },
  rich_text: { type: "rich_text", text: "**bold**", fallback: "bold" },
  "rich_text without a fallback": { type: "rich_text", text: "**bold**" },
  rich_card: { type: "rich_card", fallback: "a lamp", card: CARD },
  "rich_card with nothing on it": { type: "rich_card", card: {} },
  rich_card_carousel: { type: "rich_card_carousel", fallback: "lamps", cards: [CARD, {}] },
};

/** Nobody may say it; the field is the one that is named. */
const NOBODYS: Readonly<Record<string, readonly [content: Content, field: string]>> = {
  "a link to a script": [{ type: "image", url: "javascript:alert(1)" }, "message.url"],
  "a link to data": [{ type: "file", url: "data:text/html,<script>" }, "message.url"],
  "a link to a file": [{ type: "file", url: "file:///etc/passwd" }, "message.url"],
  "a link to nowhere": [{ type: "image", url: "picture.png" }, "message.url"],
  "no link": [{ type: "image" }, "message.url"],
  "a link of 2,049 characters": [
    { type: "image", url: `https://a.example.org/${"x".repeat(2_027)}` },
    "message.url",
  ],
  "a negative size": [{ type: "file", url: URL, size: -1 }, "message.size"],
  "half a byte": [{ type: "file", url: URL, size: 0.5 }, "message.size"],
  "a blank name": [{ type: "file", url: URL, name: " " }, "message.name"],
  "a text that is a list": [{ type: "text", text: ["a"] }, "message.text"],
  "a key of another type": [{ type: "text", text: "a", url: URL }, "message.url"],
  "a sender": [{ type: "text", text: "a", sender_type: "app_user" }, "message.sender_type"],
};

/** For operators: what is wrong inside a card or a reply. */
const MALFORMED_CARDS: Readonly<Record<string, readonly [content: Content, field: string]>> = {
  "no replies": [{ type: "quick_replies", text: "?", quick_replies: [] }, "message.quick_replies"],
  "eleven replies": [
    {
      type: "quick_replies",
      text: "?",
      quick_replies: Array.from({ length: 11 }, () => SUGGESTIONS[0]),
    },
    "message.quick_replies",
  ],
  "no cards": [{ type: "rich_card_carousel", cards: [] }, "message.cards"],
  "eleven cards": [
    { type: "rich_card_carousel", cards: Array.from({ length: 11 }, () => CARD) },
    "message.cards",
  ],
  "a picture from a script": [
    { type: "rich_card", card: { media: { url: "javascript:alert(1)" } } },
    "message.card.media.url",
  ],
  "an unknown key on a card": [
    { type: "rich_card", card: { onclick: "x" } },
    "message.card.onclick",
  ],
};

type Say = (content: unknown) => Promise<Answer<Message>>;

function sides(): Record<"visitor" | "operator", Say> {
  const { server, visitor, operator } = scene;
  const conversation_id = visitor.conversationId;
  return {
    visitor: (message) => server.post("/chatplugin.send", { message }, visitor.token),
    operator: (message) =>
      server.post("/messages.send", { conversation_id, message }, operator.token),
  };
}

describe.each([
  ["visitor", { ...BOTH_SIDES, ...VISITORS_ONLY }, OPERATORS_ONLY],
  ["operator", { ...BOTH_SIDES, ...OPERATORS_ONLY }, VISITORS_ONLY],
] as const)("The %s", (side, own, others) => {
  for (const [what, content] of Object.entries(own)) {
    test(`says ${what} and gets it back unchanged`, async () => {
      const { status, body } = await sides()[side](content);
      expect(status).toBe(200);
      expect(body).toEqual(messageShape({ content }) as Message);
      const page = await scene.server.post<{ messages: Message[] }>(
        "/chatplugin.messages",
        { after: body.offset - 1 },
        scene.visitor.token,
      );
      expect(page.body.messages).toEqual([body]);
    });
  }

  for (const [what, content] of Object.entries(others)) {
    test(`may not say ${what}`, async () => {
      const answer = await sides()[side](content);
      expectRefusal(answer, { status: 400, code: "invalid_request", path: "message.type" });
    });
  }

  for (const [what, [content, path]] of Object.entries({
    ...NOBODYS,
    ...(side === "operator" && MALFORMED_CARDS),
  })) {
    test(`may not say ${what}`, async () => {
      expectInvalid(await sides()[side](content), path);
    });
  }

  test("means text by content without a type", async () => {
    expect((await sides()[side]({ text: "hi" })).body.content).toEqual({
      type: "text",
      text: "hi",
    });
  });

  test.each([
    ["a lone surrogate", "a\ud800b\udc00", "a\ufffdb\ufffd"],
    ["spaces at both ends", "  hi\n", "  hi\n"],
    ["a pair that is none, reversed", "\udc00\ud800", "\ufffd\ufffd"],
  ])("gets %s back as it is stored", async (_, text, stored) => {
    const { status, body } = await sides()[side]({ text });
    expect({ status, content: body.content }).toEqual({
      status: 200,
      content: { type: "text", text: stored },
    });
  });
});

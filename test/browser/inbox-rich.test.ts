/** Rich messages in the inbox: shown with their buttons, and put together in a form. */
import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import type { Locator } from "playwright-core";
import type { Content } from "../../protocol/content.ts";
import { openTalk, type Talk } from "./inbox-conversation.ts";
import type { DeskView } from "./inbox-office.ts";
import { picture } from "./picture.ts";

setDefaultTimeout(60_000);

let talk: Talk;
let grace: DeskView;
beforeAll(async () => {
  talk = await openTalk();
  ({ grace } = talk);
});
afterAll(() => talk[Symbol.asyncDispose]());

const YES = { text: "Yes, please", postback_data: "new-one" };
const TERMS = { text: "Our terms", url: "https://example.org/terms" };
const QUESTION: Content = {
  type: "quick_replies",
  text: "Shall we send a new one?",
  quick_replies: [YES, { text: "No", postback_data: "no" }, TERMS],
};

/** The first message that says so, with all its parts. */
function messageWith(text: string): Locator {
  return grace.log.locator(".message").filter({ hasText: text }).first();
}

async function compose(kind: string): Promise<Locator> {
  await grace.page.getByRole("button", { name: "Buttons and cards" }).click();
  await grace.page.getByRole("button", { name: new RegExp(`^${kind}`) }).click();
  const dialog = grace.page.getByRole("dialog", { name: kind });
  await dialog.waitFor();
  return dialog;
}

async function choosePicture(dialog: Locator, name: string, buffer: Buffer): Promise<void> {
  const choosing = grace.page.waitForEvent("filechooser");
  await dialog.getByRole("button", { name: /^Choose/ }).click();
  await (await choosing).setFiles([{ name, mimeType: "image/png", buffer }]);
}

/** What is stored last, once nothing is on its way any more. */
async function lastContent(): Promise<Content | undefined> {
  await grace.log.locator(".on-its-way").waitFor({ state: "detached" });
  return (await talk.stored()).at(-1)?.content;
}

describe("What a bot says", () => {
  test("in rich text has its marks as elements, and what looks like markup as text", async () => {
    const text =
      "**Bold** and *italic*, `code` and [our page](https://example.org/a):\n\n- one\n- two\n\n<b>no</b>";
    await talk.say({ type: "rich_text", text });
    const message = messageWith("Bold and italic");
    await message.locator("strong", { hasText: "Bold" }).waitFor();
    await message.locator("em", { hasText: "italic" }).waitFor();
    await message.locator("code", { hasText: "code" }).waitFor();
    expect(await message.getByRole("link").getAttribute("href")).toBe("https://example.org/a");
    expect(await message.locator("ul > li").allInnerTexts()).toEqual(["one", "two"]);
    await message.getByText("<b>no</b>").waitFor();
    expect(await message.locator("b").count()).toBe(0);
    await grace.list
      .getByText(/: Bold and italic, code and our page: one two <b>no<\/b>$/)
      .waitFor();
  });

  test("with quick replies shows what can be chosen, and then what was", async () => {
    await talk.say(QUESTION);
    const message = messageWith("Shall we send a new one?");
    const choices = message.getByRole("list", { name: "The visitor can choose" });
    await choices.waitFor();
    expect(await choices.getByRole("listitem").allInnerTexts()).toEqual([
      "Yes, please",
      "No",
      "Our terms",
    ]);
    expect(await choices.getByRole("button").count()).toBe(0);
    const link = choices.getByRole("link", { name: "Our terms" });
    expect(await link.getAttribute("href")).toBe(TERMS.url);
    await talk.answer({ type: "suggestion_response", ...YES });
    await grace.log.getByText("Answer to “Shall we send a new one?”").waitFor();
    const chosen = choices.getByRole("listitem").filter({ hasText: "Chosen" });
    expect(await chosen.allInnerTexts()).toEqual(["Chosen:\nYes, please"]);
    await grace.list.getByText("Yes, please").waitFor();
  });

  test("in a carousel can be moved through by keyboard; its pictures are ours or links", async () => {
    const url = await talk.upload("shoe.png", picture(640, 360));
    const cards = [1, 2, 3, 4, 5].map((number) => ({
      title: `Runner ${number}`,
      description: "For long days",
      media: { url, alt: `Shoe ${number}` },
      suggestions: [{ text: `Take ${number}`, postback_data: `${number}` }, TERMS],
    }));
    await talk.say({ type: "rich_card_carousel", cards });
    const carousel = grace.log.getByRole("list", { name: "5 cards" });
    await carousel.getByRole("img", { name: "Shoe 5" }).waitFor();
    await carousel.getByText("Take 3").waitFor();
    await carousel.focus();
    await grace.page.keyboard.press("ArrowRight");
    await grace.page.waitForFunction(
      () => (document.querySelector(".carousel")?.scrollLeft ?? 0) > 0,
    );
    await grace.list.getByText(/5 cards: Runner 1$/).waitFor();
  });
});

describe("Quick replies", () => {
  test("are put together by keyboard alone, seen before they are sent, and sent as written", async () => {
    const { keyboard } = grace.page;
    await grace.input.focus();
    await keyboard.press("Tab");
    await keyboard.press("Enter");
    await keyboard.press("ArrowDown");
    await keyboard.press("Enter");
    const dialog = grace.page.getByRole("dialog", { name: "Quick replies" });
    await dialog.waitFor();
    const preview = dialog.getByRole("region", { name: "What the visitor sees" });
    await dialog.getByRole("textbox", { name: "Text" }).focus();
    await keyboard.type("When does it suit you?");
    await preview.getByText("When does it suit you?").waitFor();
    await dialog.getByLabel("What it says").focus();
    await keyboard.type("In the morning");
    await dialog.getByRole("button", { name: "Add a button" }).focus();
    await keyboard.press("Enter");
    // The focus is where the new button's words go.
    await grace.page.waitForFunction(
      () => document.activeElement?.closest(".edited")?.textContent?.includes("Button 2") === true,
    );
    await keyboard.type("See our hours");
    await dialog.getByLabel("What it does").nth(1).selectOption("Opens a page");
    await dialog.getByLabel("Web address").fill("example.org/hours");
    await dialog.getByRole("button", { name: "Move up: Button 2" }).click();
    expect(await preview.getByRole("listitem").allInnerTexts()).toEqual([
      "See our hours",
      "In the morning",
    ]);
    await keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });

    const again = await compose("Quick replies");
    await again.getByLabel("Web address").press("Enter");
    await again.waitFor({ state: "detached" });
    await messageWith("When does it suit you?").getByText("In the morning").waitFor();
    await talk.visitor.log.getByText("When does it suit you?").waitFor();
    expect(await lastContent()).toEqual({
      type: "quick_replies",
      text: "When does it suit you?",
      quick_replies: [
        { text: "See our hours", url: "https://example.org/hours" },
        { text: "In the morning", postback_data: "In the morning" },
      ],
    });
  });

  test("that lack something say what, by the field, and are not sent", async () => {
    const before = (await talk.stored()).length;
    const dialog = await compose("Quick replies");
    expect(await dialog.getByText("Fill this in.").count()).toBe(0);
    await dialog.getByRole("button", { name: "Send" }).click();
    const question = dialog.getByRole("textbox", { name: "Text" });
    await grace.page.waitForFunction(() => document.activeElement?.tagName === "TEXTAREA");
    expect(await question.getAttribute("aria-invalid")).toBe("true");
    expect(await dialog.getByText("Fill this in.").count()).toBe(2);
    await question.fill("So?");
    await dialog.getByLabel("What it does").selectOption("Opens a page");
    await dialog.getByLabel("Web address").fill("javascript:alert(1)");
    await dialog.getByText("This is not a web address.").waitFor();
    await dialog.getByRole("button", { name: "Remove: Button 1" }).click();
    await dialog.getByText("Add a button at least.").waitFor();
    await dialog.getByRole("button", { name: "Send" }).click();
    await dialog.getByRole("button", { name: "Start over" }).click();
    expect(await question.inputValue()).toBe("");
    await dialog.locator(".dialog-actions").getByRole("button", { name: "Close" }).click();
    expect((await talk.stored()).length).toBe(before);
  });
});

describe("A card", () => {
  test("takes a picture and says what is none; the draft survives a reload", async () => {
    const dialog = await compose("Card");
    await dialog.getByRole("button", { name: "Send" }).click();
    await dialog.getByText("A card needs a title, a text or a picture.").waitFor();
    await dialog.getByLabel("Title").fill("Runner");
    await choosePicture(dialog, "a.png", Buffer.from("<script>alert(1)</script>"));
    await dialog.getByText(/^This is not a picture/).waitFor();
    await choosePicture(dialog, "shoe.png", picture(640, 360));
    await dialog.getByLabel("What the picture shows").fill("A shoe");
    await dialog.getByRole("region").getByRole("img", { name: "A shoe" }).waitFor();
    await grace.page.reload();

    const again = await compose("Card");
    expect(await again.getByLabel("Title").inputValue()).toBe("Runner");
    await again.getByRole("region").getByRole("img", { name: "A shoe" }).waitFor();
    await again.getByRole("button", { name: "Send" }).click();
    await grace.log.getByRole("img", { name: "A shoe" }).waitFor();
    expect(await lastContent()).toEqual({
      type: "rich_card",
      card: {
        title: "Runner",
        media: { url: expect.stringContaining("/files/"), alt: "A shoe" },
      },
    });
    const blank = await compose("Card");
    expect(await blank.getByLabel("Title").inputValue()).toBe("");
    await grace.page.keyboard.press("Escape");
  });
});

test("A carousel's cards are added, ordered and removed; while the server is down it waits and goes out once", async () => {
  const dialog = await compose("Carousel");
  const titles = dialog.getByLabel("Title");
  await titles.fill("First");
  for (const title of ["Second", "Third"]) {
    await dialog.getByRole("button", { name: "Add a card" }).click();
    await titles.last().fill(title);
  }
  await dialog.getByRole("button", { name: "Move up: Card 3" }).click();
  await dialog.getByRole("button", { name: "Remove: Card 1" }).click();
  await talk.scene.kill();
  await dialog.getByRole("button", { name: "Send" }).click();
  await dialog.waitFor({ state: "detached" });
  await grace.log.getByText("Waiting to be sent…").waitFor();
  await grace.log.getByRole("list", { name: "2 cards" }).waitFor();
  await talk.scene.startAgain();
  const cards = [{ title: "Third" }, { title: "Second" }];
  expect(await lastContent()).toEqual({ type: "rich_card_carousel", cards });
  expect(await grace.log.getByRole("list", { name: "2 cards" }).count()).toBe(1);
});

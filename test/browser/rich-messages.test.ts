/** Cards, quick replies and rich text of operators and bots, as the visitor sees and answers them. */
import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import type { BrowserContextOptions, Locator } from "playwright-core";
import type { Content } from "../../protocol/content.ts";
import { apiOperator, type ApiOperator, type Said } from "./api-operator.ts";
import { openScene, type Scene } from "./scene.ts";
import { openSite, settingsScript, type Site } from "./site.ts";
import { violations } from "./violations.ts";

setDefaultTimeout(60_000);

let scene: Scene;
let operator: ApiOperator;
let kettle: string;
beforeAll(async () => {
  scene = await openScene();
  operator = await apiOperator(scene);
  kettle = await operator.picture();
});
afterAll(() => scene[Symbol.asyncDispose]());

/** Seen by the page as a phone's screen is. */
const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
};
const VIEWPORT = `<meta name="viewport" content="width=device-width">`;

const QUESTION: Content = {
  type: "quick_replies",
  text: "Shall we bring it tomorrow?",
  quick_replies: [
    { text: "Yes, please", postback_data: "tomorrow" },
    { text: "No", postback_data: "later" },
    { text: "Opening hours", url: "https://example.org/hours" },
  ],
};

function cardOf(title: string, postback_data: string) {
  return {
    title,
    description: `About the ${title}`,
    media: { url: kettle, alt: `A picture of the ${title}` },
    suggestions: [{ text: "Take this", postback_data }],
  };
}

function carousel(): Content {
  const cards = ["copper", "steel", "glass", "iron"].map((name) => cardOf(name, `take-${name}`));
  return { type: "rich_card_carousel", cards };
}

/** A visitor who has said something and hears these. */
async function hearing(
  messages: readonly Said[],
  context: BrowserContextOptions = {},
): Promise<Site> {
  const site = await openSite(scene, { context, before: VIEWPORT });
  await site.page.locator("parley-chat .bubble").click();
  await site.panel.getByRole("textbox").waitFor();
  await site.panel.getByRole("textbox").fill("hello");
  await site.page.keyboard.press("Enter");
  await site.log.locator(".own.stored").waitFor();
  await operator.send(...messages);
  await site.page.locator("parley-chat .row").nth(messages.length).waitFor();
  return site;
}

function isFocused(locator: Locator): Promise<boolean> {
  return locator.evaluate(
    (element) => (element.getRootNode() as ShadowRoot).activeElement === element,
  );
}

/** The newest message that the visitor has sent, once the server has it. */
async function lastSaid(site: Site): Promise<Content | undefined> {
  await site.log.getByText(/ · Sent$/).waitFor();
  return (await operator.messages()).findLast(({ from_contact }) => from_contact)?.content;
}

describe("Quick replies", () => {
  test("are answered by one press: with text and data, shown at once, gone from then on, after a reload too", async () => {
    await using site = await hearing([QUESTION, { text: "Take your time" }]);
    const yes = site.log.getByRole("button", { name: "Yes, please" });
    await yes.click();
    expect(await lastSaid(site)).toEqual({
      type: "suggestion_response",
      text: "Yes, please",
      postback_data: "tomorrow",
    });
    const own = site.log.locator(".own").getByText("Yes, please");
    for (const isReloaded of [false, true]) {
      if (isReloaded) {
        await site.page.reload();
        await site.open();
      }
      await own.waitFor();
      await site.log.locator(".said").getByText("Shall we bring it tomorrow?").waitFor();
      expect(await site.log.getByRole("button").count()).toBe(0);
    }
    expect(site.complaints).toEqual([]);
  });

  test("go when the visitor says something else instead", async () => {
    await using site = await hearing([QUESTION]);
    await site.log.getByRole("button", { name: "No" }).waitFor();
    await site.write("I am not sure");
    await site.log.getByText("I am not sure").waitFor();
    expect(await site.log.getByRole("button").count()).toBe(0);
  });

  test("give the focus to where one writes; on a touch screen no keyboard comes up by itself", async () => {
    for (const [context, hasKeyboard] of [
      [{}, true],
      [PHONE, false],
    ] as const) {
      await using site = await hearing([QUESTION], context);
      await site.log.getByRole("button", { name: "No" }).click();
      await site.log.locator(".own").getByText("No", { exact: true }).waitFor();
      expect(await isFocused(hasKeyboard ? site.input : site.log)).toBe(true);
    }
  });

  test("chosen without a network wait like any message, and are sent once", async () => {
    await using site = await hearing([QUESTION]);
    const yes = site.log.getByRole("button", { name: "Yes, please" });
    await yes.waitFor();
    await site.page.context().setOffline(true);
    await yes.click();
    await site.log.getByText("Waiting to be sent").waitFor();
    expect(await site.log.getByRole("button").count()).toBe(0);
    await site.page.context().setOffline(false);
    await lastSaid(site);
    const answers = (await operator.messages()).filter(
      ({ content }) => content.type === "suggestion_response",
    );
    expect(answers).toHaveLength(1);
  });

  test("that are links open a page of their own, which knows nothing of this one, and answer nothing", async () => {
    await using site = await hearing([QUESTION]);
    const link = site.log.getByRole("link", { name: "Opening hours" });
    expect(await link.getAttribute("href")).toBe("https://example.org/hours");
    expect(await link.getAttribute("target")).toBe("_blank");
    expect(await link.getAttribute("rel")).toContain("noopener");
    expect(await site.log.locator(".own").count()).toBe(1);
  });
});

describe("A card", () => {
  test("shows the server's own picture, words and buttons; what was chosen is marked, after a reload too", async () => {
    const card: Content = { type: "rich_card", card: cardOf("copper", "take") };
    const more = { text: "No, thanks", postback_data: "none" };
    card.card.suggestions?.push(more);
    await using site = await hearing([card]);
    const picture = site.log.getByRole("img", { name: "A picture of the copper" });
    expect(await picture.evaluate((image: HTMLImageElement) => image.decode())).toBeUndefined();
    await site.log.getByText("About the copper").waitFor();
    await site.write("Is it heavy?");
    await site.log.getByRole("button", { name: "Take this" }).click();
    expect(await lastSaid(site)).toEqual({
      type: "suggestion_response",
      text: "Take this",
      postback_data: "take",
    });
    for (const isReloaded of [false, true]) {
      if (isReloaded) {
        await site.page.reload();
        await site.open();
      }
      await site.log.getByRole("button", { name: "Your choice: Take this" }).waitFor();
      const other = site.log.getByRole("button", { name: "No, thanks" });
      expect(await other.getAttribute("aria-disabled")).toBe("true");
      await other.click({ force: true });
      expect(await site.log.locator(".own").count()).toBe(3);
    }
  });

  test("with a picture elsewhere is a link to it: the visitor's browser calls nobody else", async () => {
    const asked: string[] = [];
    await using site = await hearing([]);
    site.page.on("request", (request) => asked.push(new URL(request.url()).host));
    const media = { url: "https://elsewhere.example/a.png", alt: "A view" };
    await operator.send(
      { type: "rich_card", card: { title: "Elsewhere", media } },
      { type: "rich_card", card: { media: { url: "https://elsewhere.example/b.png" } } },
    );
    const link = site.log.getByRole("link", { name: "A view" });
    await link.waitFor();
    await site.log.getByRole("link", { name: "Picture" }).waitFor();
    expect(await link.getAttribute("href")).toBe("https://elsewhere.example/a.png");
    expect(asked.filter((host) => host.includes("elsewhere"))).toEqual([]);
    expect(await site.log.locator("img").count()).toBe(0);
  });

  test("stands as a welcome too: its button is the first thing that the visitor says", async () => {
    const welcomeMessage = { type: "rich_card", card: cardOf("copper", "begin") };
    await using site = await openSite(scene, { before: settingsScript(scene, { welcomeMessage }) });
    await site.open();
    await site.log.getByRole("button", { name: "Take this" }).click();
    expect(await lastSaid(site)).toMatchObject({ postback_data: "begin" });
    await site.log.getByRole("button", { name: "Your choice: Take this" }).waitFor();
  });

  test("that is none is no welcome, and nothing of it becomes an element", async () => {
    const script = { tag: "script", props: { children: "window.hacked = true" } };
    const welcomeMessage = { type: "rich_card", card: { title: script, description: [script] } };
    await using site = await openSite(scene, { before: settingsScript(scene, { welcomeMessage }) });
    await site.open();
    await site.write("hello");
    await site.log.getByText(/ · Sent$/).waitFor();
    expect(await site.log.getByText("object").count()).toBe(0);
    expect(await site.page.locator("parley-chat script").count()).toBe(0);
    expect(site.complaints).toEqual([]);
  });
});

describe("A carousel", () => {
  test.each([
    ["en", "Next", "Previous"],
    ["ar", "التالي", "السابق"],
  ])(
    "is moved by its buttons, which are there as long as there is more, in %s",
    async (locale, forth, back) => {
      await using site = await hearing([carousel()], { locale, reducedMotion: "reduce" });
      const next = site.log.getByRole("button", { name: forth });
      const previous = site.log.getByRole("button", { name: back });
      await next.waitFor();
      expect(await previous.isVisible()).toBe(false);
      await next.click();
      await previous.waitFor();
      await next.click();
      await next.click();
      await next.waitFor({ state: "hidden" });
      const last = site.log.getByRole("article", { name: "iron" });
      const inView = await last.evaluate((card) => {
        const [box, view] = [card, card.parentElement].map((one) => one?.getBoundingClientRect());
        return box && view && box.left >= view.left && box.right <= view.right;
      });
      expect(inView).toBe(true);
      await previous.click();
      await next.waitFor();
    },
  );

  test("by keyboard alone: its cards, one after the other, are brought into view and chosen", async () => {
    await using site = await hearing([carousel()]);
    const { keyboard } = site.page;
    const buttons = site.log.getByRole("button", { name: "Take this" });
    await buttons.nth(3).waitFor();
    await site.log.focus();
    await keyboard.press("Tab");
    expect(await isFocused(site.log.getByRole("group", { name: "Cards" }))).toBe(true);
    for (const index of [0, 1, 2]) {
      await keyboard.press("Tab");
      expect(await isFocused(buttons.nth(index))).toBe(true);
    }
    const glass = site.log.getByRole("article", { name: "glass" });
    await site.page.waitForFunction(
      (card) => {
        const [box, view] = [card, card?.closest(".panel")].map((one) =>
          one?.getBoundingClientRect(),
        );
        return box && view && box.left >= view.left && box.right <= view.right;
      },
      await glass.elementHandle(),
    );
    await keyboard.press("Enter");
    expect(await lastSaid(site)).toMatchObject({ postback_data: "take-glass" });
    // The place in the row is not lost: the focus is on what was chosen.
    const chosen = site.log.getByRole("button", { name: "Your choice: Take this" });
    expect(await chosen.count()).toBe(1);
    expect(await isFocused(chosen)).toBe(true);
  });

  test("whose buttons say the same is marked where it was chosen", async () => {
    await using site = await hearing([carousel()]);
    await site.log.getByRole("button", { name: "Take this" }).nth(1).click();
    await lastSaid(site);
    const steel = site.log.getByRole("article", { name: "steel" });
    await steel.getByRole("button", { name: "Your choice: Take this" }).waitFor();
    expect(await site.log.getByRole("button", { name: /^Your choice/ }).count()).toBe(1);
  });
});

test("Quick replies by keyboard alone: into the thread, chosen, and on with writing", async () => {
  await using site = await hearing([QUESTION]);
  const { keyboard } = site.page;
  await site.log.getByRole("button", { name: "No" }).waitFor();
  await site.log.focus();
  await keyboard.press("Tab");
  await keyboard.press("Tab");
  expect(await isFocused(site.log.getByRole("button", { name: "No" }))).toBe(true);
  await keyboard.press("Space");
  await site.log.locator(".own").getByText("No", { exact: true }).waitFor();
  await keyboard.type("In the evening");
  await keyboard.press("Enter");
  await site.log.getByText("In the evening").waitFor();
});

describe("Rich text", () => {
  test("is what its marks say, as elements; a button beside it knows nothing of it", async () => {
    const text =
      "**Bold**, *slanted*, [a page](https://example.org/a) and `code`\n\n- one\n- two\n\n3. three";
    await using site = await hearing([{ type: "rich_text", text }]);
    await site.log.locator("strong", { hasText: "Bold" }).waitFor();
    expect(await site.log.locator("em").innerText()).toBe("slanted");
    expect(await site.log.locator("code").innerText()).toBe("code");
    const link = site.log.getByRole("link", { name: "a page" });
    expect(await link.getAttribute("href")).toBe("https://example.org/a");
    expect(await site.log.getByRole("listitem").count()).toBe(3);
    expect(await site.log.locator("ol").getAttribute("start")).toBe("3");
  });
});

const HOSTILE = `<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>`;

test("Nothing that anybody writes is markup, in any kind of message and any place of it", async () => {
  const suggestions = [{ text: HOSTILE, postback_data: HOSTILE }];
  const card = { title: HOSTILE, description: HOSTILE, suggestions };
  const url = "https://example.org/%3Cimg%20src=x%20onerror=alert(1)%3E";
  await using site = await hearing([
    { text: HOSTILE },
    { type: "rich_text", text: `**${HOSTILE}** [a](javascript:alert(1)) \`${HOSTILE}\`` },
    { type: "rich_card", card: { ...card, media: { url, alt: HOSTILE } } },
    { type: "rich_card_carousel", cards: [card, card] },
    { type: "file", url, name: HOSTILE },
    { type: "quick_replies", text: HOSTILE, quick_replies: suggestions },
  ]);
  const replies = site.log.locator(".said + .suggestions").getByRole("button");
  await replies.click();
  await site.log.getByText(/ · Sent$/).waitFor();
  expect(await site.log.getByText(HOSTILE).count()).toBeGreaterThan(8);
  const found = await site.page.evaluate(() => {
    const shadow = document.querySelector("parley-chat")?.shadowRoot;
    const links = [...(shadow?.querySelectorAll("a") ?? [])].map(({ protocol }) => protocol);
    const hacked = (window as { hacked?: unknown }).hacked;
    return { images: shadow?.querySelectorAll("img, script").length, links, hacked };
  });
  expect(found).toEqual({ images: 0, links: ["https:", "https:"], hacked: undefined });
});

const LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen".repeat(3);

const EVERYTHING: Said[] = [
  { text: LONG },
  { text: `one\n\n\n\n${"line\n".repeat(5)}last` },
  { text: "🎉" },
  { text: "Hello שלום العربية 123 (hello)\nשלום hello" },
  {
    type: "rich_text",
    text: `**${LONG}** [${LONG}](https://example.org)\n\n\`\`\`\n${LONG}\n\`\`\`\n- ${LONG}`,
  },
];

function everything(): Said[] {
  const suggestions = [
    { text: LONG, postback_data: "long" },
    { text: "Short", url: "https://example.org" },
  ];
  const long = { title: LONG, description: LONG, suggestions };
  return [
    ...EVERYTHING,
    { type: "rich_card", card: { ...long, media: { url: kettle, alt: "A kettle" } } },
    { type: "rich_card_carousel", cards: [cardOf("copper", "take"), long, { title: "bare" }] },
    {
      type: "quick_replies",
      text: LONG,
      quick_replies: [...suggestions, { text: "No", postback_data: "no" }],
    },
  ];
}

const LOOKS: [string, BrowserContextOptions][] = [
  ["light", {}],
  ["dark", { colorScheme: "dark" }],
  ["on a phone", PHONE],
  ["in Arabic", { locale: "ar" }],
];

describe.each(LOOKS)("Every kind of message, %s", (_, context) => {
  test("holds its place and breaks no rule of accessibility, open and answered, from both directions", async () => {
    await using site = await hearing(everything(), context);
    const { page } = site;
    await site.log.getByRole("button", { name: "No", exact: true }).waitFor();
    for (const direction of ["ltr", "rtl"]) {
      await page.evaluate((dir) => (document.documentElement.dir = dir), direction);
      expect(await sticksOut(site)).toEqual([]);
      expect(await violations(page)).toEqual([]);
    }
    await site.log.getByRole("button", { name: "Take this" }).click();
    await site.log.locator("button.chosen").waitFor();
    await site.log.locator(".own.stored").nth(1).waitFor();
    for (const direction of ["rtl", "ltr"]) {
      await page.evaluate((dir) => (document.documentElement.dir = dir), direction);
      expect(await violations(page)).toEqual([]);
    }
  });
});

/** What is wider than the thread, but for what scrolls by itself. */
function sticksOut(site: Site): Promise<string[]> {
  return site.log.evaluate((log) => {
    const box = log.getBoundingClientRect();
    const scrolls = log.scrollWidth > log.clientWidth ? ["the thread"] : [];
    const wide = [...log.querySelectorAll("*")].filter((one) => {
      if (one.closest(".cards, pre, .hidden")) return false;
      const { left, right, width } = one.getBoundingClientRect();
      if (width === 0) return false;
      return left < box.left - 1 || right > box.right + 1;
    });
    return [...scrolls, ...wide.map(({ className, localName }) => `${localName}.${className}`)];
  });
}

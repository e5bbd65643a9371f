/** A site's own look, on a page of another origin, by the keys of Airy's chat plugin. */
import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import type { BrowserContextOptions, Page } from "playwright-core";
import { openScene, type Scene } from "./scene.ts";
import { openSite, settingsScript, type Site } from "./site.ts";

setDefaultTimeout(60_000);

let scene: Scene;
beforeAll(async () => void (scene = await openScene()));
afterAll(() => scene[Symbol.asyncDispose]());

const ICON = `data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg"/>`;

const OWN = {
  headerText: "Brewery <b>Nord</b>",
  subtitleText: "We answer within the hour",
  primaryColor: "#0b5d3b",
  accentColor: "gold",
  backgroundColor: "#fffaf0",
  outboundMessageColor: "rgb(11 93 59)",
  inboundMessageColor: "#e9dcc3",
  inboundMessageTextColor: "#402f10",
  width: 420,
  height: 520,
  welcomeMessage: { text: "Moin! What can we brew for you?" },
};

/** A page that overrides the channel's config with its own. */
function siteWith(config: unknown, context: BrowserContextOptions = {}): Promise<Site> {
  return openSite(scene, { before: settingsScript(scene, config), context });
}

/** A computed style of the first element of the widget that matches. */
function styleOf(page: Page, selector: string, property: string): Promise<string> {
  return page
    .locator(selector)
    .first()
    .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);
}

test("Texts, colours and sizes of the page's config are the widget's; what is written on a colour can be read", async () => {
  await using site = await siteWith(OWN, { colorScheme: "dark" });
  await site.open();
  await site.write("A pale ale, please");
  await site.log.getByText("A pale ale, please").waitFor();
  expect(await site.panel.getByRole("heading").innerText()).toBe("Brewery <b>Nord</b>");
  await site.panel.getByText("We answer within the hour").waitFor();
  expect(await site.log.getByText("Moin! What can we brew for you?").isVisible()).toBe(true);
  expect(await site.panel.boundingBox()).toMatchObject({ width: 420, height: 520 });
  const styles: [string, string, string][] = [
    [".head", "background-color", "rgb(11, 93, 59)"],
    [".head h2", "color", "rgb(255, 255, 255)"],
    [".state", "color", "rgb(255, 255, 255)"],
    [".bubble", "background-color", "rgb(255, 215, 0)"],
    [".bubble", "color", "rgb(26, 29, 39)"],
    [".panel", "background-color", "rgb(255, 250, 240)"],
    ["textarea", "color", "rgb(26, 29, 39)"],
    [".own .content", "background-color", "rgb(11, 93, 59)"],
    [".own .content", "color", "rgb(255, 255, 255)"],
    [".other .content", "background-color", "rgb(233, 220, 195)"],
    [".other .content", "color", "rgb(64, 47, 16)"],
  ];
  for (const [selector, property, value] of styles) {
    expect([selector, property, await styleOf(site.page, selector, property)]).toEqual([
      selector,
      property,
      value,
    ]);
  }
});

test("What does not fit is left out, and the rest holds", async () => {
  await using site = await siteWith({
    headerText: 5,
    subtitleText: "   ",
    accentColor: "url(javascript:alert(1))",
    primaryColor: "red; background: blue",
    width: -1,
    height: "tall",
    bubbleIcon: "javascript:alert(1)",
    sendMessageIcon: ICON,
    welcomeMessage: { type: "rich_card", card: 7 },
    hideInputBar: "yes",
    outboundMessageColor: "#0b5d3b",
  });
  await site.open();
  await site.write("hello");
  await site.log.getByText("hello").waitFor();
  expect(await site.panel.getByRole("heading").innerText()).toBe("Chat plugin");
  expect(await site.panel.boundingBox()).toMatchObject({ width: 380 });
  expect(await site.page.locator("parley-chat img").count()).toBe(0);
  expect(await styleOf(site.page, ".own .content", "background-color")).toBe("rgb(11, 93, 59)");
  expect(await styleOf(site.page, ".bubble", "background-color")).toBe("rgb(53, 72, 200)");
});

test("An expanded widget is open at once, and leaves the focus on the page", async () => {
  await using site = await siteWith({ bubbleState: "expanded" });
  await site.input.waitFor();
  expect(await site.page.evaluate(() => document.activeElement?.tagName)).toBe("BODY");
  await site.bubble.click();
  await site.panel.waitFor({ state: "detached" });
});

test("A widget without an input bar has none, and one that is disabled on phones is not there", async () => {
  await using silent = await siteWith({ hideInputBar: true });
  await silent.bubble.click();
  await silent.panel.waitFor();
  expect(await silent.panel.getByRole("textbox").count()).toBe(0);

  await using phone = await siteWith(
    { disableMobile: true },
    { viewport: { width: 390, height: 800 } },
  );
  expect(await phone.page.getByRole("button").count()).toBe(0);
  await phone.page.setViewportSize({ width: 900, height: 800 });
  await phone.bubble.waitFor();
});

test("The bubble and the button to send show the site's own pictures, from nowhere but where it says", async () => {
  await using site = await siteWith({
    bubbleIcon: `${scene.parley.url}/favicon.ico`,
    sendMessageIcon: `${scene.parley.url}/favicon.ico`,
  });
  await site.page.locator("parley-chat .bubble img").waitFor({ state: "attached" });
  expect(await site.page.locator("parley-chat .bubble svg").count()).toBe(0);
  await site.open();
  expect(await site.page.locator("parley-chat .send img").count()).toBe(1);
});

test("A page that has chosen a language gets that one, whatever the visitor's is", async () => {
  await using site = await siteWith({ language: "fr" }, { locale: "de-DE" });
  await site.page.getByRole("button", { name: "Ouvrir le chat" }).waitFor();
});

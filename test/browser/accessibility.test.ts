/** WCAG 2.2 AA as far as axe-core can tell, in every state, and everything by keyboard alone. */
import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import type { BrowserContextOptions } from "playwright-core";
import { expectTexts, openScene, operatorOn, signUp, visitorOn, type Scene } from "./scene.ts";
import { violations } from "./violations.ts";

setDefaultTimeout(60_000);

let scene: Scene;

beforeAll(async () => {
  scene = await openScene();
});

afterAll(() => scene[Symbol.asyncDispose]());

const LOOKS: [string, BrowserContextOptions][] = [
  ["light", {}],
  ["dark", { colorScheme: "dark" }],
  ["on a phone", { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }],
  ["with reduced motion", { reducedMotion: "reduce" }],
];

describe.each(LOOKS)("The widget, %s", (_, options) => {
  test("has no violation closed, open, in conversation, from right to left and cut off", async () => {
    const context = await scene.person(options);
    const visitor = visitorOn(await context.newPage());
    await visitor.page.goto(scene.examplePage);
    await visitor.bubble.waitFor();
    expect(await violations(visitor.page)).toEqual([]);
    await visitor.open();
    expect(await violations(visitor.page)).toEqual([]);
    await visitor.write("See https://example.org/a and answer me");
    await expectTexts(visitor.log, ["See https://example.org/a and answer me"]);
    expect(await violations(visitor.page)).toEqual([]);
    await visitor.page.evaluate(() => (document.documentElement.dir = "rtl"));
    expect(await violations(visitor.page)).toEqual([]);
    await context.setOffline(true);
    await visitor.write("Nobody hears this yet");
    await visitor.log.getByText("Nobody hears this yet").waitFor();
    expect(await violations(visitor.page)).toEqual([]);
    await context.close();
  });
});

describe("The inbox", () => {
  test("has no violation signing up, empty and with a thread, in every look", async () => {
    const first = await scene.person();
    const page = await first.newPage();
    await page.goto(`${scene.parley.url}/inbox#setup=${scene.parley.setupToken}`);
    await page.getByLabel("First name").waitFor();
    expect(await violations(page)).toEqual([]);
    await page.close();
    const { page: inbox } = await signUp(first, scene.parley);
    expect(await violations(inbox)).toEqual([]);
    const state = await first.storageState();
    await first.close();

    for (const [, options] of LOOKS) {
      const context = await scene.person({ ...options, storageState: state });
      const operator = operatorOn(await context.newPage());
      await operator.page.goto(`${scene.parley.url}/inbox`);
      await operator.list.getByRole("link").first().waitFor();
      expect(await violations(operator.page)).toEqual([]);
      await operator.list.getByRole("link").first().click();
      await operator.input.waitFor();
      expect(await violations(operator.page)).toEqual([]);
      await context.close();
    }
  });
});

describe("By keyboard alone", () => {
  test("a visitor opens the chat, writes, and closes it; the focus goes in and comes back", async () => {
    const context = await scene.person();
    const visitor = visitorOn(await context.newPage());
    const { page } = visitor;
    await page.goto(scene.examplePage);
    await visitor.bubble.waitFor();
    await visitor.bubble.focus();
    await page.keyboard.press("Enter");
    await visitor.input.waitFor();
    await page.keyboard.type("Only keys");
    await page.keyboard.press("Shift+Enter");
    await page.keyboard.type("two lines");
    expect(await visitor.input.inputValue()).toBe("Only keys\ntwo lines");
    await page.keyboard.press("Enter");
    await visitor.log.getByText("two lines").waitFor();
    expect(await visitor.input.inputValue()).toBe("");
    await page.keyboard.press("Escape");
    await visitor.panel.waitFor({ state: "detached" });
    const focused = await page.evaluate(() => {
      const inside = document.activeElement?.shadowRoot?.activeElement;
      return inside?.getAttribute("aria-label") ?? "";
    });
    expect(focused).toStartWith("Open chat");
    await context.close();
  });
});

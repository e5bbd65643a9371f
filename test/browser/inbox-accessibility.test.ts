/** WCAG 2.2 AA as far as axe-core can tell, in every view of the inbox and every look. */
import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import type { BrowserContextOptions } from "playwright-core";
import { deskOn, grace as graceAt, type DeskView } from "./inbox-office.ts";
import { openScene, visitorOn, type Scene, type VisitorView } from "./scene.ts";
import { violations } from "./violations.ts";

setDefaultTimeout(60_000);

let scene: Scene;
let visitor: VisitorView;
let grace: DeskView;

beforeAll(async () => {
  scene = await openScene();
  visitor = visitorOn(await (await scene.person()).newPage());
  grace = await graceAt(scene);
  await visitor.page.goto(scene.examplePage);
  await visitor.open();
  await visitor.write("Hello there");
  await grace.open("Hello there");
  for (const color of ["Red", "Blue", "Green", "Purple"]) {
    await grace.head.getByRole("button", { name: /^Tags/ }).click();
    await grace.page.getByLabel(color).check();
    await grace.page.getByLabel("Name of the new tag").fill(color);
    await grace.page.keyboard.press("Enter");
    await grace.head.getByRole("button", { name: new RegExp(`^Tags:.*${color}`) }).waitFor();
    await grace.page.keyboard.press("Escape");
  }
  await grace.reply("Hello!");
  await grace.log.getByText(/^Seen /).waitFor();
});

afterAll(() => scene[Symbol.asyncDispose]());

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const LOOKS: [string, BrowserContextOptions, "ltr" | "rtl"][] = [
  ["light", { viewport: { width: 1360, height: 800 } }, "ltr"],
  ["dark", { viewport: { width: 1360, height: 800 }, colorScheme: "dark" }, "ltr"],
  ["on a phone", PHONE, "ltr"],
  ["on a dark phone", { ...PHONE, colorScheme: "dark" }, "ltr"],
  ["from right to left", { viewport: { width: 1000, height: 800 } }, "rtl"],
];

describe.each(LOOKS)("The inbox at work, %s", (_, options, dir) => {
  test("has no violation in its list, tabs, search, thread, menus and details", async () => {
    const storageState = await grace.page.context().storageState();
    const context = await scene.person({ ...options, storageState });
    const desk = deskOn(await context.newPage());
    const { page } = desk;
    const found: string[] = [];
    async function look(view: string): Promise<void> {
      found.push(...(await violations(page)).map((violation) => `${view}: ${violation}`));
    }

    await page.goto(`${scene.parley.url}/inbox`);
    await page.evaluate((to) => document.documentElement.setAttribute("dir", to), dir);
    await desk.list.getByRole("link").waitFor();
    await look("list");
    await desk.tab("Closed").click();
    await page.getByText("Nothing is closed yet").waitFor();
    await look("empty tab");
    await desk.search.fill("hello");
    await desk.list.locator("mark").waitFor();
    await look("search");
    await desk.search.fill("nowhere");
    await page.getByText("Nothing found").waitFor();
    await look("vain search");
    await page.getByRole("button", { name: "Clear the search" }).click();
    await desk.tab("Open").click();
    await desk.list.getByRole("link").click();
    await desk.input.waitFor();
    await visitor.input.pressSequentially("ab");
    await desk.log.getByText(/is typing…$/).waitFor();
    await look("thread");
    for (const menu of [/^Assigned to/, /^Tags/]) {
      await desk.head.getByRole("button", { name: menu }).click();
      await page.getByRole("group", { name: /^(Assigned to|Tags)$/ }).waitFor();
      await look(`menu ${String(menu)}`);
      await page.keyboard.press("Escape");
    }
    const details = desk.head.getByRole("button", { name: "Details" });
    if ((await details.getAttribute("aria-expanded")) === "false") await details.click();
    await desk.details.getByText("On the page now").waitFor();
    await look("details");
    await desk.details.getByRole("button", { name: "Change the name" }).click();
    await look("changing the name");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: /^Account of/ }).click();
    await look("account menu");
    await page.getByRole("button", { name: "Keyboard shortcuts" }).click();
    await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
    await look("keys");
    expect(found).toEqual([]);
    await context.close();
  });
});

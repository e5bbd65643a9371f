/** Filters in the search field and saved views, by two operators in real browsers. */
import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import type { BrowserContextOptions } from "playwright-core";
import { ada as adaAt, deskOn, grace as graceAt, type DeskView } from "./inbox-office.ts";
import { openScene, visitorOn, type Scene, type VisitorView } from "./scene.ts";
import { violations } from "./violations.ts";

setDefaultTimeout(60_000);

const NAME = "<b>Parcels</b> to Iceland";

let scene: Scene;
let visitor: VisitorView;
let grace: DeskView;
let ada: DeskView;

beforeAll(async () => {
  scene = await openScene();
  visitor = visitorOn(await (await scene.person()).newPage());
  grace = await graceAt(scene);
  ada = await adaAt(scene, grace.page);
  await visitor.page.goto(scene.examplePage);
  await visitor.open();
  await visitor.write("Where is my parcel?");
  await grace.open("Where is my parcel?");
  await grace.head.getByRole("button", { name: /^Tags/ }).click();
  await grace.page.getByLabel("Name of the new tag").fill("iceland");
  await grace.page.keyboard.press("Enter");
  await grace.head.getByRole("button", { name: "Tags: iceland" }).waitFor();
  await grace.page.keyboard.press("Escape");
});

afterAll(() => scene[Symbol.asyncDispose]());

test("A tag is a chip in the row, for all who look", async () => {
  for (const desk of [grace, ada]) {
    await desk.list.locator(".row-tag", { hasText: "iceland" }).waitFor();
  }
});

test("A filter that cannot be read is said, with the place, and what is found is said again when it can", async () => {
  await grace.search.fill("tag:iceland AND (parcel");
  const problem = grace.page.getByText("This filter cannot be read:");
  await problem.waitFor();
  expect(await problem.innerText()).toContain('"(" is never closed');
  expect(await grace.page.locator(".filter-place mark").innerText()).toBe("(");
  await grace.search.fill("tag:iceland AND (parcel)");
  await grace.page.getByText("1 found").waitFor();
  expect(await problem.count()).toBe(0);
});

test("An example of the help is put behind what was typed, by keyboard alone", async () => {
  await grace.search.fill("parcel");
  await grace.page.getByRole("button", { name: "How to search" }).focus();
  await grace.page.keyboard.press("Enter");
  await grace.page.getByRole("group", { name: "How to search" }).waitFor();
  await grace.page.keyboard.press("ArrowDown");
  await grace.page.keyboard.press("ArrowDown");
  await grace.page.keyboard.press("Enter");
  expect(await grace.search.inputValue()).toBe("parcel state:closed");
  expect(await grace.search.evaluate((it) => it === document.activeElement)).toBe(true);
  await grace.page.getByText("0 found").waitFor();
});

test("A search is saved as a view, shared, with an address of its own that a reload keeps; its name is text", async () => {
  const { page } = grace;
  await grace.search.fill("tag:iceland");
  await page.getByText("1 found").waitFor();
  await page.getByRole("button", { name: "Save as view" }).click();
  await page.getByLabel("Name", { exact: true }).fill(NAME);
  expect(await page.getByLabel("Filter", { exact: true }).inputValue()).toBe("tag:iceland");
  await page.getByLabel("Share with the team").check();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: NAME }).waitFor();
  expect(new URL(page.url()).hash).toMatch(
    /^#\/views\/[0-9a-f-]{36}\/conversations\/[0-9a-f-]{36}$/,
  );
  await page.reload();
  await page.getByRole("heading", { name: NAME }).waitFor();
  await page.getByText("1 conversation", { exact: true }).waitFor();
  await grace.list.getByText("Where is my parcel?").waitFor();
  await grace.log.getByText("Where is my parcel?").waitFor();
  expect(await page.locator("b").filter({ hasText: "Parcels" }).count()).toBe(0);
});

test("A colleague finds the view, and may not change it; a conversation opened in it stays in it", async () => {
  const { page } = ada;
  await page.getByRole("button", { name: "Views" }).click();
  await page.getByRole("link", { name: new RegExp(NAME) }).click();
  await page.getByRole("heading", { name: NAME }).waitFor();
  await ada.list.getByRole("link").click();
  await ada.log.getByText("Where is my parcel?").waitFor();
  await page.getByRole("heading", { name: NAME }).waitFor();
  await page.getByRole("button", { name: `Views: ${NAME}` }).click();
  await page.getByRole("link", { name: new RegExp(NAME) }).waitFor();
  expect(await page.getByRole("button", { name: "Save view" }).count()).toBe(0);
  await page.keyboard.press("Escape");
});

test("What comes to fit a view appears in it by itself, and what fits no more leaves it", async () => {
  await grace.head.getByRole("button", { name: "Tags: iceland" }).click();
  await grace.page
    .getByRole("group", { name: "Tags" })
    .getByRole("button", { name: "iceland" })
    .click();
  await ada.page.getByText("Nothing in this view").waitFor();
  await ada.page.getByText("0 conversations").waitFor();
  await grace.page
    .getByRole("group", { name: "Tags" })
    .getByRole("button", { name: "iceland" })
    .click();
  await ada.list.getByText("Where is my parcel?").waitFor();
  await grace.page.keyboard.press("Escape");
});

test("A view is renamed, its filter refused with the place and changed, and removed after a second click", async () => {
  const { page } = grace;
  await page.getByRole("button", { name: `Views: ${NAME}` }).click();
  await page.getByLabel("Name", { exact: true }).fill("Iceland");
  await page.getByLabel("Filter", { exact: true }).fill("tag:");
  await page.getByRole("button", { name: "Save view" }).click();
  await page.getByText("A value is missing at character 5.").waitFor();
  await page.getByLabel("Filter", { exact: true }).fill("state:CLOSED");
  await page.getByRole("button", { name: "Save view" }).click();
  await page.getByRole("heading", { name: "Iceland" }).waitFor();
  await page.getByText("Nothing in this view").waitFor();
  await page.getByRole("button", { name: "Views: Iceland" }).click();
  await page.getByRole("button", { name: "Remove", exact: true }).click();
  await page.getByRole("button", { name: "Remove this view?" }).click();
  await page.getByRole("heading", { name: "Iceland" }).waitFor({ state: "detached" });
  expect(new URL(page.url()).hash).toMatch(/^#\/conversations\//);
  await grace.list.getByText("Where is my parcel?").waitFor();
  await ada.page.reload();
  await ada.page.getByText("This view is not here").waitFor();
  await ada.tab("Open").click();
  await ada.list.getByText("Where is my parcel?").waitFor();
  expect(new URL(ada.page.url()).hash).not.toContain("views");
});

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const LOOKS: readonly [string, BrowserContextOptions, "ltr" | "rtl"][] = [
  ["light", { viewport: { width: 1360, height: 800 } }, "ltr"],
  ["dark", { viewport: { width: 1360, height: 800 }, colorScheme: "dark" }, "ltr"],
  ["on a phone", PHONE, "ltr"],
  ["on a dark phone", { ...PHONE, colorScheme: "dark" }, "ltr"],
  ["from right to left", { viewport: { width: 1000, height: 800 } }, "rtl"],
];

describe.each(LOOKS)("Searching and views, %s", (name, options, dir) => {
  test("have no violation: chips, help, a failed filter, the menu, a view and an empty one", async () => {
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
    await desk.list.locator(".row-tag").waitFor();
    await look("chips");
    await page.getByRole("button", { name: "How to search" }).click();
    await look("help");
    await page.keyboard.press("Escape");
    await desk.search.fill("tag:iceland AND (");
    await page.getByText("This filter cannot be read:").waitFor();
    await look("failed filter");
    await desk.search.fill("tag:nothing");
    await page.getByText("0 found").waitFor();
    await page.getByRole("button", { name: "Save as view" }).click();
    await page.getByLabel("Name", { exact: true }).fill(`Nothing, ${name}`);
    await look("menu");
    await page.keyboard.press("Enter");
    await page.getByText("Nothing in this view").waitFor();
    await look("empty view");
    await page.getByRole("button", { name: /^Views: / }).click();
    await page.getByRole("button", { name: "Remove", exact: true }).click();
    await look("removing");
    expect(found).toEqual([]);
    await context.close();
  });
});

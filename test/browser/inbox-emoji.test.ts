/** The emoji picker by keyboard and mouse, and axe-core in the composer's states, in every look. */
import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import type { BrowserContextOptions } from "playwright-core";
import { deskOn, grace as graceAt, type DeskView } from "./inbox-office.ts";
import { openScene, visitorOn, type Scene } from "./scene.ts";
import { violations } from "./violations.ts";

setDefaultTimeout(60_000);

let scene: Scene;
let grace: DeskView;

beforeAll(async () => {
  scene = await openScene();
  const visitor = visitorOn(await (await scene.person()).newPage());
  grace = await graceAt(scene);
  await visitor.page.goto(scene.examplePage);
  await visitor.open();
  await visitor.write("Hello?");
  await grace.open("Hello?");
});

afterAll(() => scene[Symbol.asyncDispose]());

function sign({ page }: DeskView, name: string) {
  return page.getByRole("button", { name, exact: true });
}

test("A search and Enter put an emoji where the caret is, and send nothing", async () => {
  const { page } = grace;
  await grace.input.fill("Well done!");
  await page.keyboard.press("ArrowLeft");
  await page.getByRole("button", { name: "Emoji" }).click();
  await page.keyboard.type("daumen hoch");
  await sign(grace, "thumbs up").waitFor();
  await page.keyboard.press("Enter");
  expect(await grace.input.inputValue()).toBe("Well done👍!");
  expect(await grace.input.evaluate((it) => it === document.activeElement)).toBe(true);
  expect(await grace.log.getByText("Well done").count()).toBe(0);
});

test("The arrows lead through the rows and back to the field, Escape to the button; the last used come first", async () => {
  const { page } = grace;
  const button = page.getByRole("button", { name: "Emoji" });
  await grace.input.fill("");
  await button.focus();
  await page.keyboard.press("Enter");
  const focused = (): Promise<string | null> =>
    page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? null);
  expect(await focused()).toBe("Search emoji");
  await page.getByRole("group", { name: "Used last" }).waitFor();
  await page.keyboard.press("ArrowDown");
  expect(await focused()).toBe("thumbs up");
  await page.keyboard.press("ArrowRight");
  expect(await focused()).toBe("grinning face");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowUp");
  expect(await focused()).toBe("Search emoji");
  await page.keyboard.type("nothing is called so");
  await page.getByText("No emoji found").waitFor();
  await page.keyboard.press("Escape");
  expect(await button.evaluate((it) => it === document.activeElement)).toBe(true);
  await button.click();
  await sign(grace, "grinning face").click();
  expect(await grace.input.inputValue()).toBe("😀");
  await grace.input.fill("");
});

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const LOOKS: [string, BrowserContextOptions][] = [
  ["light", { viewport: { width: 1360, height: 800 } }],
  ["dark", { viewport: { width: 1360, height: 800 }, colorScheme: "dark" }],
  ["on a phone", PHONE],
  ["on a dark phone", { ...PHONE, colorScheme: "dark" }],
];

describe.each(LOOKS)("The composer and what the team does together, %s", (look, options) => {
  test("have no violation", async () => {
    const storageState = await grace.page.context().storageState();
    const context = await scene.person({ ...options, storageState });
    const desk = deskOn(await context.newPage());
    const { page } = desk;
    const found: string[] = [];
    async function check(view: string): Promise<void> {
      found.push(...(await violations(page)).map((violation) => `${view}: ${violation}`));
    }

    await page.goto(`${scene.parley.url}/inbox#/settings/answers`);
    const shortcut = `hello-${look.replaceAll(" ", "-")}`;
    await page.getByRole("button", { name: "New answer" }).click();
    await check("new answer");
    await page.getByLabel("Shortcut").fill(shortcut);
    await page.getByLabel("Answer", { exact: true }).fill("Hello {{visitor}}");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText(`/${shortcut} is saved.`).waitFor();
    await check("answers");
    await page.goto(grace.page.url());
    await desk.input.fill("");
    await desk.input.pressSequentially("/hel");
    await page.getByRole("listbox", { name: "Canned answers" }).waitFor();
    await check("canned answers");
    await page.keyboard.press("Escape");
    await desk.input.fill("");
    await page.getByRole("button", { name: "Emoji" }).click();
    await sign(desk, "grinning face").first().waitFor();
    await check("emoji");
    await page.keyboard.press("Escape");
    await page.getByRole("radio", { name: "Note" }).check({ force: true });
    await page.getByRole("textbox", { name: "Note" }).fill(`A note, ${look}`);
    await check("writing a note");
    await page.getByRole("button", { name: "Add note" }).click();
    await desk.log.getByText(`A note, ${look}`).waitFor();
    await desk.head.getByRole("button", { name: "More" }).click();
    await check("menu");
    await page.getByRole("button", { name: /^Mark as (un)?read/ }).click();
    await check("notes and marks");
    await desk.log
      .getByRole("button", { name: /^Remove the note/ })
      .first()
      .click();
    await page.getByRole("dialog").waitFor();
    await check("removing a note");
    expect(found).toEqual([]);
    await context.close();
  });
});

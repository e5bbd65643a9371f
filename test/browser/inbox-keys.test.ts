/** The inbox by its keys: a day's work without a pointer. */
import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import { grace as graceAt, type DeskView } from "./inbox-office.ts";
import { openScene, visitorOn, type Scene } from "./scene.ts";

setDefaultTimeout(60_000);

const QUESTIONS = ["First question", "Second question", "Third question"] as const;

let scene: Scene;
let grace: DeskView;

beforeAll(async () => {
  scene = await openScene();
  grace = await graceAt(scene);
  for (const question of QUESTIONS) {
    const visitor = visitorOn(await (await scene.person()).newPage());
    await visitor.page.goto(scene.examplePage);
    await visitor.open();
    await visitor.write(question);
    await grace.list.getByText(question).waitFor();
    await visitor.page.context().close();
  }
});

afterAll(() => scene[Symbol.asyncDispose]());

function press(...keys: readonly string[]): Promise<void> {
  return keys.reduce(
    (before, key) => before.then(() => grace.page.keyboard.press(key)),
    Promise.resolve(),
  );
}

function focused(): Promise<string> {
  return grace.page.evaluate(() => (document.activeElement as HTMLElement | null)?.innerText ?? "");
}

test("J and K lead through the list, Enter opens and lets write, Escape leads back", async () => {
  await press("j");
  expect(await focused()).toContain("Third question");
  await press("j", "j", "k");
  expect(await focused()).toContain("Second question");
  await press("Enter");
  await grace.log.getByText("Second question").waitFor();
  await grace.page.waitForFunction(() => document.activeElement?.matches("textarea"));
  await grace.page.keyboard.type("jkea?/");
  expect(await grace.input.inputValue()).toBe("jkea?/");
  await grace.input.fill("");
  await press("Escape");
  expect(await focused()).toContain("Second question");
});

test("A takes the conversation, E closes it, and the focus goes on to the next one", async () => {
  await press("a");
  await grace.head.getByRole("button", { name: "Assigned to Grace Hopper" }).waitFor();
  await press("e");
  await grace.list.getByText("Second question").waitFor({ state: "detached" });
  expect(await focused()).toContain("First question");
  await grace.head.getByText("Closed").waitFor();
});

test("A slash leads to the search, and a question mark shows the keys, until Escape", async () => {
  await press("/");
  expect(await grace.search.evaluate((it) => it === document.activeElement)).toBe(true);
  await press("?");
  expect(await grace.search.inputValue()).toBe("?");
  await grace.search.fill("");
  await grace.list.getByRole("link").first().focus();
  await press("?");
  const dialog = grace.page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await dialog.waitFor();
  await press("Escape");
  await dialog.waitFor({ state: "detached" });
});

test("Single keys can be switched off, and the menu still shows them", async () => {
  const menu = grace.page.getByRole("button", { name: /^Account of/ });
  await menu.focus();
  await press("Enter");
  await grace.page.getByRole("button", { name: "Keyboard shortcuts" }).click();
  await grace.page.getByLabel(/^Single keys work/).uncheck();
  await press("Escape");
  await grace.list.getByRole("link").first().focus();
  const before = await focused();
  await press("j", "?");
  expect(await focused()).toBe(before);
  expect(await grace.page.getByRole("dialog").count()).toBe(0);
});

test("The title counts what is unread", async () => {
  await grace.page.waitForFunction(() => document.title === "(2) Inbox");
});

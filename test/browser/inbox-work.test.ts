/** Two operators and a visitor: what one does the others see, in real browsers, by the executable. */
import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import type { ConversationPage } from "../../protocol/conversation-list.ts";
import { mustAsk } from "../faults/ask.ts";
import { ada as adaAt, grace as graceAt, type DeskView } from "./inbox-office.ts";
import { openScene, visitorOn, type Scene, type VisitorView } from "./scene.ts";

setDefaultTimeout(60_000);

const QUESTION = "Do you ship to <b>Iceland</b>?";

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
  await visitor.write(QUESTION);
  await grace.open(QUESTION);
  await ada.open(QUESTION);
});

afterAll(() => scene[Symbol.asyncDispose]());

test("A visitor who writes is seen to write, in the list and in the thread, until it is sent", async () => {
  await visitor.input.pressSequentially("And what");
  await grace.list.getByText("typing…").waitFor();
  await grace.log.getByText(/is typing…$/).waitFor();
  await visitor.write("And what does it cost?");
  await grace.log.getByText("And what does it cost?").waitFor();
  await grace.log.getByText(/is typing…$/).waitFor({ state: "detached" });
});

test("Operators see each other write, and the visitor sees it too", async () => {
  await grace.input.pressSequentially("Twelve");
  await ada.page.getByText("Grace Hopper is writing an answer…").waitFor();
  await visitor.panel.getByText("Writing…").waitFor();
  expect(await grace.page.getByText(/is writing an answer…$/).count()).toBe(0);
  await grace.input.fill("");
  await ada.page.getByText(/is writing an answer…$/).waitFor({ state: "detached" });
  await visitor.panel.getByText("Writing…").waitFor({ state: "detached" });
});

test("An answer that the visitor has before their eyes is marked as seen, for both operators", async () => {
  await grace.reply("Twelve euros.");
  await visitor.log.getByText("Twelve euros.").waitFor();
  await grace.log.getByText(/^Seen /).waitFor();
  await ada.log.getByText(/^Seen /).waitFor();
});

test("What each side has seen of the other's words they still know after a reload", async () => {
  const { token } = JSON.parse(
    await grace.page.evaluate(() => localStorage.getItem("parley.session") ?? ""),
  ) as { token: string };
  let last: ConversationPage["data"][number] | undefined;
  do {
    const url = `${scene.parley.url}/conversations.list`;
    [last] = (await mustAsk<ConversationPage>(url, {}, token)).data;
  } while (last?.seen?.offset !== last?.last_message.offset);
  await ada.page.reload();
  await ada.log.getByText(/^Seen /).waitFor();

  await visitor.write("Thank you!");
  await visitor.log.getByText(/ · Seen$/).waitFor();
  await visitor.page.reload();
  await visitor.open();
  await visitor.log.getByText(/ · Seen$/).waitFor();
});

test("Where the visitor is now stands in the head, in the details and as a dot in the list", async () => {
  await grace.head.getByText("On Parley’s example page").waitFor();
  const link = grace.details.getByRole("link", { name: "Parley’s example page" }).first();
  expect(await link.getAttribute("href")).toBe(scene.examplePage);
  expect(await grace.list.getByText("On the page now").count()).toBe(1);
});

test("Assigned by keyboard alone: the focus goes in, Escape and the choice bring it back", async () => {
  const { page } = grace;
  const button = grace.head.getByRole("button", { name: /^Assigned to/ });
  await button.focus();
  await page.keyboard.press("Enter");
  expect(await button.getAttribute("aria-expanded")).toBe("true");
  await page.getByRole("button", { name: "Ada Lovelace" }).waitFor();
  await page.keyboard.press("Escape");
  expect(await button.getAttribute("aria-expanded")).toBe("false");
  expect(await button.evaluate((it) => it === document.activeElement)).toBe(true);

  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Ada Lovelace" }).waitFor();
  for (const key of ["ArrowDown", "ArrowDown", "ArrowDown", "Enter"]) {
    await page.keyboard.press(key);
  }
  await grace.head.getByRole("button", { name: "Assigned to Ada Lovelace" }).waitFor();
  expect(await button.evaluate((it) => it === document.activeElement)).toBe(true);
  await ada.head.getByRole("button", { name: "Assigned to Ada Lovelace" }).waitFor();
  await ada.tab("Mine").click();
  await ada.list.getByRole("link").waitFor();
  await grace.tab("Mine").click();
  await grace.page.getByText("Nothing is assigned to you").waitFor();
  await grace.tab("Open").click();
});

test("A new tag is made by keyboard alone, and taken away by the other; its name is text", async () => {
  const { page } = grace;
  const name = "<i>VIP</i>";
  const button = grace.head.getByRole("button", { name: /^Tags/ });
  await button.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  expect(
    await page.getByLabel("Name of the new tag").evaluate((it) => it === document.activeElement),
  ).toBe(true);
  await page.keyboard.type(name);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await grace.head.getByRole("button", { name: `Tags: ${name}` }).waitFor();
  await page.keyboard.press("Escape");
  expect(await button.evaluate((it) => it === document.activeElement)).toBe(true);

  await ada.head.getByRole("button", { name: `Tags: ${name}` }).waitFor();
  await ada.details.getByText(name).waitFor();
  expect(await ada.page.locator("i").filter({ hasText: "VIP" }).count()).toBe(0);
  await ada.details.getByRole("button", { name: `Remove the tag ${name}` }).click();
  await grace.head.getByRole("button", { name: "Tags: none" }).waitFor();
});

test("A visitor's name is changed by one and read by both, and is text", async () => {
  const name = "<u>Katherine</u> Johnson";
  await grace.details.getByRole("button", { name: "Change the name" }).click();
  await grace.page.keyboard.type(name);
  await grace.page.keyboard.press("Enter");
  await ada.list.getByText(name).waitFor();
  await ada.head.getByRole("heading", { name }).waitFor();
  await ada.log.getByText(name).first().waitFor();
  expect(await ada.page.locator("u").filter({ hasText: "Katherine" }).count()).toBe(0);
});

test("A search finds by what was said and by the name, and marks it as text", async () => {
  await grace.search.fill("icel");
  const mark = grace.list.locator("mark");
  await mark.waitFor();
  expect(await mark.innerText()).toBe("Iceland");
  expect(await grace.list.getByRole("link").innerText()).toContain("<b>");
  expect(await grace.list.locator("b").count()).toBe(0);
  await grace.search.fill("katherine joh");
  await grace.page.getByText("1 found").waitFor();
  await grace.search.fill("nobody said this");
  await grace.page.getByText("Nothing found").waitFor();
  await grace.search.press("Escape");
  await grace.list.getByRole("link").waitFor();
  expect(await grace.search.inputValue()).toBe("");
});

test("A closed conversation leaves the list of the other, and comes back when the visitor writes", async () => {
  await ada.tab("Open").click();
  await ada.list.getByRole("link").waitFor();
  await grace.head.getByRole("button", { name: "Close", exact: true }).click();
  await ada.page.getByText("Nothing is open").waitFor();
  await ada.head.getByText("Closed").waitFor();
  await ada.tab("Closed").click();
  await ada.list.getByRole("link").waitFor();
  await visitor.write("One more thing");
  await ada.page.getByText("Nothing is closed yet").waitFor();
  await ada.tab("Open").click();
  await ada.list.getByText("One more thing").waitFor();
  await grace.head.getByRole("button", { name: "Close", exact: true }).waitFor();
});

test("What has happened while an operator was away is there when the server is back", async () => {
  await scene.kill();
  await scene.startAgain();
  await grace.head.getByRole("button", { name: "Close", exact: true }).click();
  await ada.page.getByText("Nothing is open").waitFor();
  await ada.list.getByText("On the page now").waitFor({ state: "detached" });
});

test("Leaving the page takes the dot away", async () => {
  await grace.tab("All").click();
  await grace.list.getByText("On the page now").waitFor({ state: "attached" });
  await visitor.page.close();
  await grace.list.getByText("On the page now").waitFor({ state: "detached" });
  await grace.details.getByText("Not on the page now").waitFor();
});

/** Notes, marks and who else looks: two operators and a visitor in real browsers, by the executable. */
import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import { ada as adaAt, grace as graceAt, type DeskView } from "./inbox-office.ts";
import { openScene, visitorOn, type Scene, type VisitorView } from "./scene.ts";

setDefaultTimeout(60_000);

const QUESTION = "Where is my parcel?";

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
  await grace.list.getByText(QUESTION).waitFor();
});

afterAll(() => scene[Symbol.asyncDispose]());

function note({ page }: DeskView) {
  return page.getByRole("textbox", { name: "Note" });
}

async function writeNote(desk: DeskView, text: string): Promise<void> {
  await desk.page.getByRole("radio", { name: "Note" }).check({ force: true });
  await note(desk).fill(text);
  await desk.page.getByRole("button", { name: "Add note" }).click();
}

test("Two operators in one conversation see each other, until one leaves it", async () => {
  await grace.open(QUESTION);
  expect(await grace.page.getByText(/looking at this too/).count()).toBe(0);
  await ada.open(QUESTION);
  await grace.head.getByText("Ada Lovelace is looking at this too").waitFor({ state: "attached" });
  await ada.head.getByText("Grace Hopper is looking at this too").waitFor({ state: "attached" });
  const { href } = await ada.page.evaluate(() => ({ href: location.href }));
  await ada.page.goto(`${scene.parley.url}/inbox#/settings/channels`);
  await grace.head.getByText(/looking at this too/).waitFor({ state: "detached" });
  await ada.page.goto(href);
  await grace.head.getByText("Ada Lovelace is looking at this too").waitFor({ state: "attached" });
});

test("A note stands between the messages for the whole team, is text, and nothing of it reaches the visitor", async () => {
  await grace.reply("Let me have a look.");
  await visitor.log.getByText("Let me have a look.").waitFor();
  await note(grace).waitFor({ state: "detached" });
  await grace.page.getByRole("radio", { name: "Note" }).check({ force: true });
  await note(grace).pressSequentially("They <b>called</b> twice");
  expect(await ada.page.getByText(/is writing an answer/).count()).toBe(0);
  expect(await visitor.panel.getByText("Writing…").count()).toBe(0);
  await grace.page.getByRole("button", { name: "Add note" }).click();
  for (const { log } of [grace, ada]) {
    const item = log.getByRole("listitem").filter({ hasText: "They <b>called</b> twice" });
    await item.getByText("Note · only your team sees this").waitFor();
  }
  await grace.page.getByRole("radio", { name: "Reply" }).check({ force: true });
  await grace.reply("It comes tomorrow.");
  await visitor.log.getByText("It comes tomorrow.").waitFor();
  expect(await visitor.log.innerText()).not.toContain("called");
  await visitor.page.reload();
  await visitor.open();
  await visitor.log.getByText("It comes tomorrow.").waitFor();
  expect(await visitor.log.innerText()).not.toContain("called");
  expect(await ada.list.innerText()).not.toContain("called");

  await ada.page.reload();
  await ada.log.getByText("It comes tomorrow.").waitFor();
  const shown = (await ada.log.innerText()).split("\n");
  const order = ["Let me have a look.", "They <b>called</b> twice", "It comes tomorrow."];
  expect(shown.filter((line) => order.includes(line))).toEqual(order);
  expect(await ada.log.locator("b").count()).toBe(0);
});

test("Answer and note have drafts of their own, that survive a reload and the turning from one to the other", async () => {
  const { page } = grace;
  await grace.input.fill("Dear visitor");
  await page.getByRole("radio", { name: "Note" }).check({ force: true });
  expect(await note(grace).inputValue()).toBe("");
  await note(grace).fill("Do not forget");
  await page.getByRole("radio", { name: "Reply" }).check({ force: true });
  expect(await grace.input.inputValue()).toBe("Dear visitor");
  await page.reload();
  expect(await grace.input.inputValue()).toBe("Dear visitor");
  await page.getByRole("radio", { name: "Note" }).check({ force: true });
  expect(await note(grace).inputValue()).toBe("Do not forget");
  await note(grace).fill("");
  await page.getByRole("radio", { name: "Reply" }).check({ force: true });
  await grace.input.fill("");
});

test("N begins a note and R an answer; from the text Shift+Tab leads to the switch, which the arrows turn", async () => {
  const { page } = grace;
  await grace.list.getByRole("link").focus();
  await page.keyboard.press("n");
  await page.keyboard.type("nru");
  expect(await note(grace).inputValue()).toBe("nru");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("ArrowLeft");
  expect(await grace.input.inputValue()).toBe("");
  expect(await page.getByRole("radio", { name: "Reply" }).isChecked()).toBe(true);
  await page.keyboard.press("ArrowRight");
  await note(grace).fill("");
  await page.keyboard.press("Escape");
  await page.keyboard.press("r");
  await page.keyboard.type("r");
  expect(await grace.input.inputValue()).toBe("r");
  await grace.input.fill("");
});

test("A note is removed by its author, and by an admin; it asks before, and others cannot", async () => {
  await writeNote(ada, "Ada's own");
  await writeNote(grace, "Grace's own");
  const mine = (desk: DeskView, text: string) =>
    desk.log.getByRole("listitem").filter({ hasText: text }).getByRole("button");
  await mine(grace, "Ada's own").waitFor();
  await ada.log.getByText("Grace's own").waitFor();
  expect(await mine(ada, "Grace's own").count()).toBe(0);
  await mine(ada, "Ada's own").click();
  await ada.page.getByRole("button", { name: "Cancel" }).click();
  await grace.log.getByText("Ada's own").waitFor();
  await mine(grace, "Ada's own").click();
  await grace.page.getByRole("button", { name: "Remove the note", exact: true }).click();
  for (const { log } of [grace, ada]) {
    await log.getByText("Ada's own").waitFor({ state: "detached" });
  }
  await grace.page.getByRole("radio", { name: "Reply" }).check({ force: true });
  await ada.page.getByRole("radio", { name: "Reply" }).check({ force: true });
});

test("U marks the open conversation as unread, for everybody, and it stays so until it is dealt with", async () => {
  await ada.page.goto(`${scene.parley.url}/inbox#/settings/channels`);
  await grace.list.getByRole("link").focus();
  await grace.page.keyboard.press("u");
  await grace.page.getByText("Marked as unread.").waitFor();
  await grace.list.getByText("1 unread").waitFor({ state: "attached" });
  await grace.page.waitForFunction(() => document.title === "(1) Inbox");
  await ada.page.waitForFunction(() => document.title === "(1) Inbox");
  // Notes are for whoever deals with it, and do not.
  await writeNote(grace, "Somebody with an account there, please");
  await grace.log.getByText("Somebody with an account there, please").waitFor();
  expect(await grace.page.title()).toBe("(1) Inbox");
  await grace.page.getByRole("radio", { name: "Reply" }).check({ force: true });
  await grace.input.fill("I");
  await grace.page.getByText("Marked as unread.").waitFor({ state: "detached" });
  await grace.page.waitForFunction(() => document.title === "Inbox");
  await ada.page.waitForFunction(() => document.title === "Inbox");
  await grace.input.fill("");
});

test("The menu marks too; whoever else has it open keeps it unread, and opening it anew reads it", async () => {
  await ada.page.goto(`${scene.parley.url}/inbox`);
  await ada.list.getByRole("link").click();
  await ada.log.getByText(QUESTION).waitFor();
  await grace.head.getByRole("button", { name: "More" }).click();
  await grace.page.getByRole("button", { name: "Mark as unread" }).click();
  for (const { page } of [grace, ada]) await page.getByText("Marked as unread.").waitFor();
  await ada.page.goto(`${scene.parley.url}/inbox#/`);
  await ada.list.getByText("1 unread").waitFor({ state: "attached" });
  await ada.list.getByRole("link").click();
  await grace.page.waitForFunction(() => document.title === "Inbox");
});

test("A note that is written while the server is away is there when it is back, once", async () => {
  await scene.kill();
  await writeNote(grace, "Written in the dark");
  await grace.log.getByText("Waiting to be sent…").waitFor();
  await scene.startAgain();
  await ada.log.getByText("Written in the dark").waitFor();
  await grace.log.getByText("Waiting to be sent…").waitFor({ state: "detached" });
  expect(await grace.log.getByText("Written in the dark").count()).toBe(1);
});

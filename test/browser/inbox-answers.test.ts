/** Canned answers, made in the settings and brought up by a slash in the composer, in real browsers. */
import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import { ada as adaAt, grace as graceAt, type DeskView } from "./inbox-office.ts";
import { openScene, visitorOn, type Scene, type VisitorView } from "./scene.ts";

setDefaultTimeout(60_000);

let scene: Scene;
let visitor: VisitorView;
let grace: DeskView;
let ada: DeskView;
let conversation: string;

beforeAll(async () => {
  scene = await openScene();
  visitor = visitorOn(await (await scene.person()).newPage());
  grace = await graceAt(scene);
  ada = await adaAt(scene, grace.page);
  await visitor.page.goto(scene.examplePage);
  await visitor.open();
  await visitor.write("Hello?");
  await grace.open("Hello?");
  conversation = grace.page.url();
});

afterAll(() => scene[Symbol.asyncDispose]());

function listbox({ page }: DeskView) {
  return page.getByRole("listbox", { name: "Canned answers" });
}

function caret({ input }: DeskView): Promise<number> {
  return input.evaluate((it) => (it as HTMLTextAreaElement).selectionStart);
}

async function make({ page }: DeskView, shortcut: string, text: string): Promise<void> {
  await page.getByRole("button", { name: "New answer" }).click();
  await page.getByLabel("Shortcut").fill(shortcut);
  await page.getByLabel("Answer", { exact: true }).fill(text);
  await page.getByRole("button", { name: "Save" }).click();
}

test("Before there is one, a slash says so and leads to where the first is made", async () => {
  await grace.input.fill("/");
  await grace.page.getByText("No canned answers yet").last().waitFor();
  expect(await listbox(grace).count()).toBe(0);
  await grace.page.getByRole("link", { name: "Manage" }).click();
  await grace.page.getByRole("heading", { name: "Canned answers", exact: true }).waitFor();
  await grace.page.getByText("No canned answers yet").waitFor();
});

test("An answer is made; what is missing, taken or not a shortcut is said at its field", async () => {
  const { page } = grace;
  await make(grace, "", "");
  expect(await page.getByRole("dialog").getByText("Fill this in.").count()).toBe(2);
  await page.keyboard.press("Escape");
  await make(grace, "/Hello", "Hello {{visitor}}, this is {{me}}.");
  await page.getByText("/hello is saved.").waitFor();
  await make(grace, "hello", "Again");
  await page.getByText("Another answer has this shortcut.").waitFor();
  await page.getByLabel("Shortcut").fill("two words");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText(/A shortcut has letters, digits and hyphens/).waitFor();
  await page.getByLabel("Shortcut").fill("hours");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("/hours is saved.").waitFor();
  await page.getByRole("button", { name: "Change /hours" }).click();
  await page.getByLabel("Answer", { exact: true }).fill("We say <b>hello</b> from 9 to 17.");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("We say <b>hello</b> from 9 to 17.").waitFor();
});

test("A slash and letters bring it up, Enter puts it where the caret is, filled in, and sends nothing", async () => {
  await grace.page.goto(conversation);
  await grace.input.fill("");
  await grace.input.pressSequentially("Dear all. /he", { delay: 5 });
  await listbox(grace).waitFor();
  expect(await listbox(grace).getByRole("option").allInnerTexts()).toEqual([
    expect.stringContaining("/hello"),
    expect.stringContaining("/hours"),
  ]);
  const active = await grace.input.getAttribute("aria-activedescendant");
  const first = listbox(grace).getByRole("option", { selected: true });
  expect(await first.getAttribute("id")).toBe(active as string);
  await grace.page.keyboard.press("Enter");
  await listbox(grace).waitFor({ state: "detached" });
  const value = await grace.input.inputValue();
  expect(value).toMatch(/^Dear all\. Hello Visitor \w+, this is Grace\.$/);
  expect(await caret(grace)).toBe(value.length);
  expect(await grace.log.getByText("Dear all").count()).toBe(0);
  await grace.page.keyboard.press("Enter");
  await visitor.log.getByText(/this is Grace\.$/).waitFor();
});

test("The arrows choose and go round, Tab takes it, Escape leaves the slash as it is", async () => {
  const { page } = grace;
  await grace.input.pressSequentially("/");
  const selected = listbox(grace).getByRole("option", { selected: true });
  await selected.filter({ hasText: "/hello" }).waitFor();
  await page.keyboard.press("ArrowDown");
  await selected.filter({ hasText: "/hours" }).waitFor();
  await page.keyboard.press("ArrowDown");
  await selected.filter({ hasText: "/hello" }).waitFor();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Tab");
  expect(await grace.input.inputValue()).toBe("We say <b>hello</b> from 9 to 17.");
  expect(await grace.input.evaluate((it) => it === document.activeElement)).toBe(true);

  await grace.input.fill("");
  await grace.input.pressSequentially("/h");
  await listbox(grace).waitFor();
  await page.keyboard.press("Escape");
  await listbox(grace).waitFor({ state: "detached" });
  await grace.input.pressSequentially("o");
  expect([await listbox(grace).count(), await grace.input.inputValue()]).toEqual([0, "/ho"]);
  expect(await grace.input.evaluate((it) => it === document.activeElement)).toBe(true);
  await page.keyboard.press("Escape");
  expect(await grace.input.evaluate((it) => it === document.activeElement)).toBe(false);
  await grace.input.fill("");
});

test("In the middle of a text it takes the slash's place; in an address a slash is a slash", async () => {
  await grace.input.fill("Well,  goodbye");
  for (let n = 0; n < 8; n += 1) await grace.page.keyboard.press("ArrowLeft");
  await grace.input.pressSequentially("/hou");
  await listbox(grace).getByRole("option").click();
  expect(await grace.input.inputValue()).toBe("Well, We say <b>hello</b> from 9 to 17. goodbye");
  expect(await caret(grace)).toBe("Well, We say <b>hello</b> from 9 to 17.".length);
  await grace.input.fill("");
  await grace.input.pressSequentially("https://h");
  expect(await listbox(grace).count()).toBe(0);
  await grace.input.fill("");
});

test("The button types the slash, a click chooses, in a note too; nothing that fits, nothing shown", async () => {
  const { page } = grace;
  await page.getByRole("radio", { name: "Note" }).check({ force: true });
  await page.getByRole("button", { name: "Canned answers" }).click();
  await listbox(grace).getByRole("option").filter({ hasText: "/hello" }).click();
  const note = page.getByRole("textbox", { name: "Note" });
  expect(await note.inputValue()).toContain("this is Grace.");
  await note.pressSequentially(" /zzz");
  expect(await listbox(grace).count()).toBe(0);
  await note.fill("");
  await page.getByRole("radio", { name: "Reply" }).check({ force: true });
});

test("A colleague has what was just made, and may remove it; a slash outside still searches", async () => {
  await ada.list.getByRole("link").click();
  await ada.input.pressSequentially("/ho");
  await listbox(ada).getByRole("option").filter({ hasText: "/hours" }).waitFor();
  await ada.page.goto(`${scene.parley.url}/inbox#/settings/answers`);
  await ada.page.getByRole("button", { name: "Remove /hours" }).click();
  await ada.page.getByRole("button", { name: "Remove the answer" }).click();
  await ada.page.getByText("/hours is removed.").waitFor();
  await grace.input.fill("");
  await grace.input.pressSequentially("/");
  await listbox(grace).getByText("/hours").waitFor({ state: "detached" });
  await listbox(grace).getByText("/hello").waitFor();
  await grace.input.fill("");
  await grace.list.getByRole("link").focus();
  await grace.page.keyboard.press("/");
  expect(await grace.search.evaluate((it) => it === document.activeElement)).toBe(true);
});

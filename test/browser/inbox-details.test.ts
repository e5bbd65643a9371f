/** What is known of a visitor, beside the thread: pages, contact, details; two operators and a visitor. */
import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import { ada as adaAt, grace as graceAt, type DeskView } from "./inbox-office.ts";
import { openScene, visitorOn, type Scene, type VisitorView } from "./scene.ts";
import { violations } from "./violations.ts";

setDefaultTimeout(60_000);

const HOSTILE = "<img src=x onerror=alert(1)>";

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
  await visitor.write("Hello there");
  await grace.open("Hello there");
  await ada.open("Hello there");
});
afterAll(() => scene[Symbol.asyncDispose]());

/** The newest first, as they are named. */
async function pagesOn({ details }: DeskView): Promise<string[]> {
  const links = details.getByRole("region", { name: "Pages visited" }).getByRole("link");
  return links.allInnerTexts();
}

test("The pages that the visitor opens appear while the operator watches, as text with safe links", async () => {
  const visits = grace.details.getByRole("region", { name: "Pages visited" });
  await visits.getByRole("link", { name: "Parley’s example page" }).waitFor();
  await visitor.page.evaluate((title) => {
    history.pushState({}, "", "/prices?plan=pro");
    document.title = title;
  }, `Prices ${HOSTILE}`);
  await visitor.write("And what does it cost?");
  const link = visits.getByRole("link", { name: `Prices ${HOSTILE}` });
  await link.waitFor();
  expect(await link.getAttribute("href")).toBe(`${scene.parley.url}/prices?plan=pro`);
  expect(await link.getAttribute("rel")).toContain("noreferrer");
  expect(await grace.details.locator("img[src=x]").count()).toBe(0);
  await visits.getByText("Open now").waitFor();
  expect(await visits.getByText("Open now").count()).toBe(1);
  expect(await pagesOn(grace)).toEqual([`Prices ${HOSTILE}`, "Parley’s example page"]);
});

test("They are there again after a reload, and not twice", async () => {
  await ada.page.reload();
  await ada.details
    .getByRole("link", { name: `Prices ${HOSTILE}` })
    .first()
    .waitFor();
  expect(await pagesOn(ada)).toEqual([`Prices ${HOSTILE}`, "Parley’s example page"]);
});

test("An e-mail address is added by keyboard alone, and a colleague can write to it", async () => {
  const add = grace.details.getByRole("button", { name: "Add: E-mail" });
  await add.focus();
  await grace.page.keyboard.press("Enter");
  await grace.page.keyboard.type("ada@example.org");
  await grace.page.keyboard.press("Enter");
  const link = ada.details.getByRole("link", { name: "ada@example.org" });
  await link.waitFor();
  expect(await link.getAttribute("href")).toBe("mailto:ada@example.org");
  const change = grace.details.getByRole("button", { name: "Change: E-mail" });
  await change.waitFor();
  expect(await change.evaluate((it) => it === document.activeElement)).toBe(true);
});

test("A detail is added, changed and removed, live for a colleague; what is no name is said", async () => {
  const ours = grace.details.getByRole("region", { name: "More about them" });
  const theirs = ada.details.getByRole("region", { name: "More about them" });
  await ours.getByRole("button", { name: "Add a detail" }).click();
  await grace.page.keyboard.type("two words");
  await grace.page.keyboard.press("Enter");
  await ours.getByText(/^Names have no spaces/).waitFor();
  expect(await ours.getByLabel("Name").getAttribute("aria-invalid")).toBe("true");
  await ours.getByLabel("Name").fill("order.detail");
  await grace.page.keyboard.press("Enter");
  await ours.getByText(/^Write a value/).waitFor();
  await ours.getByLabel("Value").fill(HOSTILE);
  await grace.page.keyboard.press("Enter");
  await theirs.getByText("order.detail").waitFor();
  await theirs.getByText(HOSTILE).waitFor();
  expect(await ada.details.locator("img[src=x]").count()).toBe(0);

  await theirs.getByRole("button", { name: "Change: order.detail" }).click();
  await theirs.getByLabel("order.detail").last().fill("paid");
  await ada.page.keyboard.press("Enter");
  await ours.getByText("paid").waitFor();
  await ours.getByRole("button", { name: "Change: order.detail" }).click();
  await ours.getByRole("button", { name: "Remove" }).click();
  await theirs.getByText("order.detail").waitFor({ state: "detached" });
  await ours.getByText("Nothing else is known yet.").waitFor();
  const add = ours.getByRole("button", { name: "Add a detail" });
  expect(await add.evaluate((it) => it === document.activeElement)).toBe(true);
});

test("Somebody whom the site vouches for is marked so, and nobody else is", async () => {
  expect(await grace.details.getByText("Verified").count()).toBe(0);
  const ours = grace.details.getByRole("region", { name: "More about them" });
  for (const [key, value] of [
    ["contact.verified", "true"],
    ["contact.user_id", "C-4711"],
  ] as const) {
    await ours.getByRole("button", { name: "Add a detail" }).click();
    await ours.getByLabel("Name").fill(key);
    await ours.getByLabel("Value").fill(value);
    await grace.page.keyboard.press("Enter");
    await ours.getByLabel("Value").waitFor({ state: "detached" });
  }
  await ada.details.getByText("Verified").waitFor();
  await ada.details.getByText("C-4711").waitFor();
});

test.each(["light", "dark"] as const)(
  "axe-core finds nothing, in the %s scheme",
  async (scheme) => {
    await grace.page.emulateMedia({ colorScheme: scheme });
    expect(await violations(grace.page)).toEqual([]);
    await grace.details.getByRole("button", { name: "Add a detail" }).click();
    expect(await violations(grace.page)).toEqual([]);
    await grace.page.keyboard.press("Escape");
  },
);

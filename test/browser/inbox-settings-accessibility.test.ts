/** WCAG 2.2 AA as far as axe-core can tell, in the settings' pages of the team, in every look. */
import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import type { BrowserContextOptions, Page } from "playwright-core";
import { ada as adaAt, grace as graceAt } from "./inbox-office.ts";
import { ask, openSettings, section, tokenOf } from "./inbox-settings.ts";
import { openScene, type Scene } from "./scene.ts";
import { violations } from "./violations.ts";

setDefaultTimeout(60_000);

/** Somebody is called so, and it has no place to break. */
const LONG = "wolfeschlegelsteinhausenbergerdorff";

let scene: Scene;
let grace: Page;

beforeAll(async () => {
  scene = await openScene();
  grace = (await graceAt(scene)).page;
  await adaAt(scene, grace);
  const token = await tokenOf(grace);
  await ask(scene, "/users.invite", { role: "agent", name: `Katherine ${LONG}` }, token);
  const names = { first_name: LONG, last_name: LONG, email: `${LONG}@${LONG}.example.org` };
  await ask(scene, "/users.signup", { ...names, password: "a long password" }, token);
  await ask(scene, "/tokens.create", { role: "agent", name: "A bot" }, token);
});

afterAll(() => scene[Symbol.asyncDispose]());

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const WIDE = { viewport: { width: 1360, height: 800 } };
const LOOKS: [string, BrowserContextOptions, "ltr" | "rtl"][] = [
  ["light", WIDE, "ltr"],
  ["dark", { ...WIDE, colorScheme: "dark" }, "ltr"],
  ["on a phone", PHONE, "ltr"],
  ["on a dark phone", { ...PHONE, colorScheme: "dark" }, "ltr"],
  ["from right to left", { viewport: { width: 1000, height: 800 } }, "rtl"],
];

describe.each(LOOKS)("The team's settings, %s", (_, options, dir) => {
  const found: string[] = [];
  let page: Page;
  async function look(view: string): Promise<void> {
    found.push(...(await violations(page)).map((violation) => `${view}: ${violation}`));
    const wide = await page.evaluate(() =>
      [...document.querySelectorAll("html, main, dialog")]
        .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
        .map(({ tagName }) => tagName),
    );
    for (const tag of wide) found.push(`${view}: ${tag} is wider than its place`);
  }

  test("have no violation in their pages, messages and dialogs", async () => {
    const storageState = await grace.context().storageState();
    const context = await scene.person({ ...options, storageState });
    page = await context.newPage();
    await openSettings(scene, page, "profile");
    await page.evaluate((to) => document.documentElement.setAttribute("dir", to), dir);
    await page.getByText("This browser").waitFor();
    await look("profile");
    await section(page, "Name").getByRole("button", { name: "Save" }).click();
    await page.getByText("Saved").waitFor();
    await section(page, "Password").getByRole("button", { name: "Change the password" }).click();
    await page.getByText("Fill this in.").first().waitFor();
    await look("profile that says what became of it");

    await openSettings(scene, page, "team");
    await page.getByRole("button", { name: "Remove Ada Lovelace" }).waitFor();
    await page.getByText("Katherine").waitFor();
    await look("team");
    await page.getByRole("button", { name: "Remove Ada Lovelace" }).click();
    await page.getByRole("dialog", { name: "Remove Ada Lovelace?" }).waitFor();
    await look("removing");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: `Remove ${LONG}` }).click();
    await page.getByRole("dialog", { name: LONG }).waitFor();
    await look("removing somebody with a long name");
    await page.keyboard.press("Escape");
    await page.getByLabel("Role of Ada Lovelace").selectOption("Admin");
    await page.getByRole("dialog", { name: "Make Ada Lovelace an admin?" }).waitFor();
    await look("making an admin");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Invite", exact: true }).click();
    await page.getByLabel("Who it is for").waitFor();
    await look("inviting");
    await page.getByRole("button", { name: "Make the link" }).click();
    const link = await page.getByLabel("Invitation link").inputValue();
    await look("the link");
    await page.keyboard.press("Escape");

    await openSettings(scene, page, "tokens");
    await page.getByRole("button", { name: "Revoke A bot" }).waitFor();
    await look("tokens");
    await page.getByRole("button", { name: "New token" }).click();
    await page.getByRole("button", { name: "Make the token" }).click();
    await page.getByText("Fill this in.").waitFor();
    await look("making a token");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Revoke A bot" }).click();
    await page.getByRole("dialog", { name: "Revoke A bot?" }).waitFor();
    await look("revoking a token");
    await context.close();

    const guest = await scene.person(options);
    page = await guest.newPage();
    await page.goto(link);
    await page.getByRole("heading", { name: "You are invited" }).waitFor();
    await page.evaluate((to) => document.documentElement.setAttribute("dir", to), dir);
    await look("invited");
    await page.getByRole("button", { name: "Create account" }).click();
    await page.getByText("Fill this in.").first().waitFor();
    await look("invited, with nothing filled in");
    expect(found).toEqual([]);
    await guest.close();
  });
});

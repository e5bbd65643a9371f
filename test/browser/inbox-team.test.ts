/** The team in real browsers: invited, given another role, removed, and what the others see of it at once. */
import { afterEach, beforeEach, expect, setDefaultTimeout, test } from "bun:test";
import type { Page } from "playwright-core";
import { ada as adaAt, grace as graceAt } from "./inbox-office.ts";
import { ask, line, openSettings, section, tokenOf } from "./inbox-settings.ts";
import { openScene, type Scene } from "./scene.ts";

setDefaultTimeout(60_000);

let scene: Scene;
let grace: Page;
beforeEach(async () => {
  scene = await openScene();
  grace = (await graceAt(scene)).page;
});
afterEach(() => scene[Symbol.asyncDispose]());

const PEOPLE = "People";
const INVITATIONS = "Open invitations";

/** Makes an invitation as Grace, who is on the team's page; gives its link. */
async function invite(name: string, role: "Agent" | "Admin" = "Agent"): Promise<string> {
  await grace.getByRole("button", { name: "Invite", exact: true }).click();
  const dialog = grace.getByRole("dialog", { name: "Invite somebody" });
  const field = dialog.getByLabel("Who it is for");
  await field.waitFor();
  expect(await field.evaluate((it) => it === document.activeElement)).toBe(true);
  await field.fill(name);
  await dialog.getByLabel("Role").selectOption(role);
  await dialog.getByRole("button", { name: "Make the link" }).click();
  const link = await dialog.getByLabel("Invitation link").inputValue();
  await dialog.getByRole("button", { name: "Done" }).click();
  await dialog.waitFor({ state: "detached" });
  await line(section(grace, INVITATIONS), name).waitFor();
  return link;
}

async function follow(link: string): Promise<Page> {
  const page = await (await scene.person()).newPage();
  await page.goto(link);
  return page;
}

async function signUp(page: Page, email = "katherine@example.org"): Promise<void> {
  await page.getByRole("heading", { name: "You are invited" }).waitFor();
  await page.getByLabel("First name").fill("Katherine");
  await page.getByLabel("Last name").fill("Johnson");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill("a long password");
  await page.getByRole("button", { name: "Create account" }).click();
}

test("Whoever opens an invitation's link makes an account of its role and is there at once, for the others too", async () => {
  await openSettings(scene, grace, "team");
  const link = await invite("Katherine", "Admin");
  const katherine = await follow(link);
  const late = await follow(link);
  await katherine
    .getByText("Grace Hopper invites you to answer visitors here, as Admin.")
    .waitFor();
  await signUp(katherine);
  await katherine.getByRole("button", { name: "Account of Katherine Johnson" }).waitFor();
  expect(katherine.url()).not.toContain("invitation");

  const row = line(section(grace, PEOPLE), "Katherine Johnson");
  await row.getByText("Online").waitFor();
  expect(await row.getByLabel("Role of Katherine Johnson").inputValue()).toBe("admin");
  await line(section(grace, INVITATIONS), "Katherine").waitFor({ state: "detached" });

  await signUp(late, "late@example.org");
  await late.getByText("This invitation has been used").waitFor();
  await late.getByRole("button", { name: "I have an account" }).click();
  await late.getByRole("heading", { name: "Log in" }).waitFor();
  const later = await follow(link);
  await later.getByText("This invitation has been used").waitFor();
  await later.getByRole("heading", { name: "Log in" }).waitFor();
});

test("Who is logged in already may stay so, or make the account of the invitation", async () => {
  await openSettings(scene, grace, "team");
  const link = await invite("Katherine");
  const { browser } = scene;
  const context = await browser.newContext({
    locale: "en-GB",
    storageState: await grace.context().storageState(),
  });
  const page = await context.newPage();
  await page.goto(link);
  await page.getByRole("heading", { name: "You are invited" }).waitFor();
  await page.getByRole("button", { name: "Stay logged in as Grace Hopper" }).click();
  await page.getByRole("button", { name: "Account of Grace Hopper" }).waitFor();
  await page.goto("about:blank");
  await page.goto(link);
  await signUp(page);
  await page.getByRole("button", { name: "Account of Katherine Johnson" }).waitFor();
});

test("A revoked invitation makes no account", async () => {
  await openSettings(scene, grace, "team");
  const link = await invite("Eve");
  await grace.getByRole("button", { name: "Revoke the invitation for Eve" }).click();
  const dialog = grace.getByRole("dialog", { name: "Revoke the invitation for Eve?" });
  await dialog.getByRole("button", { name: "Revoke" }).click();
  await grace.getByText("The invitation is revoked.").waitFor();
  await dialog.waitFor({ state: "detached" });
  expect(await line(section(grace, INVITATIONS), "Eve").count()).toBe(0);
  const eve = await follow(link);
  await eve.getByText("This invitation has been used, has expired or was revoked").waitFor();
  expect(await eve.getByRole("button", { name: "Create account" }).count()).toBe(0);
});

test("A new role holds under an open page: what is for admins comes and goes", async () => {
  const { page: ada } = await adaAt(scene, grace);
  await openSettings(scene, ada, "team");
  await line(section(ada, PEOPLE), "Grace Hopper").getByText("Admin").waitFor();
  for (const hidden of [/^Remove/, "Invite"]) {
    expect(await ada.getByRole("button", { name: hidden }).count()).toBe(0);
  }
  expect(await ada.getByRole("combobox").count()).toBe(0);
  const tokens = ada.getByRole("link", { name: "API tokens" });
  expect(await tokens.count()).toBe(0);

  await openSettings(scene, grace, "team");
  const roleOfAda = grace.getByLabel("Role of Ada Lovelace");
  await roleOfAda.selectOption("Admin");
  const promotion = grace.getByRole("dialog", { name: "Make Ada Lovelace an admin?" });
  await promotion.getByRole("button", { name: "Cancel" }).click();
  await promotion.waitFor({ state: "detached" });
  expect(await roleOfAda.inputValue()).toBe("agent");
  await roleOfAda.selectOption("Admin");
  await promotion.getByRole("button", { name: "Make an admin" }).click();
  await grace.getByText("Ada Lovelace is Admin now.").waitFor();
  await tokens.waitFor();
  await ada.getByRole("button", { name: "Invite", exact: true }).waitFor();
  await ada.getByLabel("Role of Grace Hopper").selectOption("Agent");
  await ada.getByText("Grace Hopper is Agent now.").waitFor();
  await grace.getByRole("link", { name: "API tokens" }).waitFor({ state: "detached" });
  await grace.goto(`${scene.parley.url}/inbox#/settings/tokens`);
  await grace.getByRole("heading", { name: "Channels", level: 2 }).waitFor();
});

test("The last admin stays one, and steps down only after having said so", async () => {
  await openSettings(scene, grace, "team");
  const own = grace.getByLabel("Role of Grace Hopper");
  await own.selectOption("Agent");
  const dialog = grace.getByRole("dialog", { name: "Become an agent?" });
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await dialog.waitFor({ state: "detached" });
  expect(await own.inputValue()).toBe("admin");
  await own.selectOption("Agent");
  await dialog.getByRole("button", { name: "Become an agent" }).click();
  await dialog.getByText("This is the last admin.").waitFor();
  await grace.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  expect(await own.inputValue()).toBe("admin");
});

test("Who is removed is told so and logged out under an open page, and is gone for the others", async () => {
  const { page: ada } = await adaAt(scene, grace);
  await openSettings(scene, ada, "profile");
  await openSettings(scene, grace, "team");
  await grace.getByRole("button", { name: "Remove Ada Lovelace" }).click();
  const dialog = grace.getByRole("dialog", { name: "Remove Ada Lovelace?" });
  await dialog.getByText("What they have written stays, under their name.").waitFor();
  const cancel = dialog.getByRole("button", { name: "Cancel" });
  expect(await cancel.evaluate((it) => it === document.activeElement)).toBe(true);
  await grace.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  const remove = grace.getByRole("button", { name: "Remove Ada Lovelace" });
  expect(await remove.evaluate((it) => it === document.activeElement)).toBe(true);

  await remove.click();
  await dialog.getByRole("button", { name: "Remove Ada Lovelace" }).click();
  await grace.getByText("Ada Lovelace is removed.").waitFor();
  await dialog.waitFor({ state: "detached" });
  expect(await line(section(grace, PEOPLE), "Ada Lovelace").count()).toBe(0);
  await grace.waitForFunction(() => document.activeElement?.tagName === "H2");
  await ada.getByText("Your session has ended.").waitFor();
  await ada.getByLabel("E-mail").fill("ada@example.org");
  await ada.getByLabel("Password").fill("a long password");
  await ada.getByRole("button", { name: "Log in" }).click();
  await ada.getByText("The e-mail address or the password is wrong.").waitFor();
});

test("An API token is shown once, works, and is cut off when it is revoked", async () => {
  await openSettings(scene, grace, "tokens");
  await grace.getByText("No API tokens").waitFor();
  await grace.getByRole("button", { name: "New token" }).click();
  const dialog = grace.getByRole("dialog", { name: "New API token" });
  await dialog.getByRole("button", { name: "Make the token" }).click();
  await dialog.getByText("Fill this in.").waitFor();
  await dialog.getByLabel("Name").fill("Answering <b>machine</b>");
  await dialog.getByRole("button", { name: "Make the token" }).click();
  const token = await dialog.getByLabel("API token", { exact: true }).inputValue();
  await dialog.getByRole("button", { name: "Done" }).click();
  const me = () => ask(scene, "/users.info", {}, token);
  expect((await me()).body).toMatchObject({
    first_name: "Answering <b>machine</b>",
    role: "agent",
  });
  const row = line(section(grace, "Tokens"), "Answering <b>machine</b>");
  await row.getByText("Agent").waitFor();
  expect(await grace.content()).not.toContain(token);

  await row.getByRole("button", { name: /^Revoke/ }).click();
  await grace.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await grace.getByText("Answering <b>machine</b> is revoked.").waitFor();
  await grace.getByText("No API tokens").waitFor();
  expect((await me()).status).toBe(401);
  expect((await ask(scene, "/users.info", {}, await tokenOf(grace))).status).toBe(200);
});

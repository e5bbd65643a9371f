/** One's own account in real browsers: name, address, password, picture, being away, and where one is logged in. */
import { afterEach, beforeEach, expect, setDefaultTimeout, test } from "bun:test";
import type { Locator, Page } from "playwright-core";
import { ada as adaAt, grace as graceAt } from "./inbox-office.ts";
import { line, openSettings, section } from "./inbox-settings.ts";
import { picture } from "./picture.ts";
import { openScene, visitorOn, type Scene } from "./scene.ts";

setDefaultTimeout(60_000);

let scene: Scene;
let grace: Page;
beforeEach(async () => {
  scene = await openScene();
  grace = (await graceAt(scene)).page;
});
afterEach(() => scene[Symbol.asyncDispose]());

const PNG = { name: "grace.png", mimeType: "image/png", buffer: picture(80, 40) };

/** Another browser of Grace's, where she has logged in by the form. */
async function elsewhere(password = "a long password"): Promise<Page> {
  const page = await (await scene.person()).newPage();
  await page.goto(`${scene.parley.url}/inbox`);
  await page.getByLabel("E-mail").fill("grace@example.org");
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Log in" }).click();
  await page.getByRole("button", { name: /^Account of/ }).waitFor();
  return page;
}

/** Whether the picture in an avatar has been loaded and drawn. */
async function isDrawn(avatar: Locator): Promise<boolean> {
  const image = avatar.locator("img");
  await image.waitFor();
  return image.evaluate(async (it: HTMLImageElement) => {
    await it.decode();
    return it.naturalWidth > 0;
  });
}

test("A new name is on the page at once, and beside the answers from then on", async () => {
  await openSettings(scene, grace, "profile");
  const names = section(grace, "Name");
  await names.getByLabel("First name").fill("");
  await names.getByRole("button", { name: "Save" }).click();
  await names.getByText("Fill this in.").waitFor();
  await names.getByLabel("First name").fill("Amazing <i>Grace</i>");
  await names.getByRole("button", { name: "Save" }).click();
  await names.getByText("Saved").waitFor();
  await grace.getByRole("button", { name: "Account of Amazing <i>Grace</i> Hopper" }).waitFor();
  await names.getByLabel("Last name").pressSequentially("!");
  await names.getByText("Saved").waitFor({ state: "detached" });
  await grace.reload();
  await grace.getByRole("button", { name: "Account of Amazing <i>Grace</i> Hopper" }).waitFor();
});

test("A picture is chosen, shown everywhere, and removed again; what is none is refused in words", async () => {
  const { page: ada } = await adaAt(scene, grace);
  await openSettings(scene, ada, "team");
  await openSettings(scene, grace, "profile");
  const part = section(grace, "Picture");
  const chooser = part.locator("input[type=file]");
  await chooser.setInputFiles({ ...PNG, buffer: Buffer.from("GIF89a, in truth") });
  await part.getByText("This is not a PNG, JPEG or WebP picture.").waitFor();
  await chooser.setInputFiles({ ...PNG, buffer: Buffer.alloc(1024 * 1024 + 1) });
  await part.getByText("This picture is larger than 1 MB.").waitFor();
  await chooser.setInputFiles(PNG);
  await part.getByText("The picture is saved.").waitFor();
  expect(await isDrawn(part.locator(".avatar"))).toBe(true);
  expect(await isDrawn(grace.getByRole("button", { name: /^Account of/ }))).toBe(true);
  expect(await isDrawn(line(section(ada, "People"), "Grace Hopper"))).toBe(true);
  await grace.reload();
  expect(await isDrawn(part.locator(".avatar"))).toBe(true);

  await part.getByRole("button", { name: "Remove the picture" }).click();
  await part.getByText("The picture is removed.").waitFor();
  await grace.waitForFunction(() => document.activeElement?.textContent === "Choose a picture");
  await line(section(ada, "People"), "Grace Hopper").locator("img").waitFor({ state: "detached" });
  expect(await grace.locator(".avatar img").count()).toBe(0);
});

test("The address and the password are changed with the current one, and hold from then on", async () => {
  await openSettings(scene, grace, "profile");
  const email = section(grace, "E-mail address");
  await email.getByLabel("E-mail").fill("admiral@example.org");
  await email.getByLabel("Current password").fill("a wrong one");
  await email.getByRole("button", { name: "Change the address" }).click();
  await email.getByText("This is not your password.").waitFor();
  await email.getByLabel("E-mail").fill("grace@example.org");

  const other = await elsewhere();
  const password = section(grace, "Password");
  await password.getByLabel("Current password").fill("a long password");
  await password.getByLabel("New password").fill("12345");
  await password.getByRole("button", { name: "Change the password" }).click();
  await password.getByText("Use 6 characters at least.").waitFor();
  await password.getByLabel("New password").fill("a longer password");
  await password.getByRole("button", { name: "Change the password" }).click();
  await password.getByText("The password is changed").waitFor();
  expect(await password.getByLabel("New password").inputValue()).toBe("");
  await other.getByText("Your session has ended.").waitFor();
  await elsewhere("a longer password");

  await email.getByLabel("E-mail").fill("admiral@example.org");
  await email.getByLabel("Current password").fill("a longer password");
  await email.getByRole("button", { name: "Change the address" }).click();
  await email.getByText("Saved").waitFor();
});

test("Who is away is so for colleagues and visitors at once, and after a reload, until they are back", async () => {
  const { page: ada } = await adaAt(scene, grace);
  await openSettings(scene, ada, "team");
  const row = line(section(ada, "People"), "Grace Hopper");
  await row.getByText("Online").waitFor();
  const menu = grace.getByRole("button", { name: /^Account of Grace Hopper/ });
  await menu.click();
  await grace.getByRole("switch", { name: "Away" }).click();
  await row.getByText("Away").waitFor();
  await grace.getByRole("button", { name: "Account of Grace Hopper, Away" }).waitFor();

  await grace.reload();
  await grace.getByRole("button", { name: "Account of Grace Hopper, Away" }).waitFor();
  await openSettings(scene, grace, "profile");
  const availability = section(grace, "Availability");
  expect(await availability.getByLabel("Away").isChecked()).toBe(true);
  await availability.getByLabel("Available").check();
  await row.getByText("Online").waitFor();
  await grace.close();
  await row.getByText("Offline").waitFor();
});

test("A login elsewhere is seen and ended: its page says so at once", async () => {
  const other = await elsewhere();
  const third = await elsewhere();
  await openSettings(scene, grace, "profile");
  const part = section(grace, "Where you are logged in");
  await part.getByText("This browser").waitFor();
  expect(await part.getByRole("listitem").count()).toBe(3);
  await part.getByText("Open now").first().waitFor();
  const ends = part.getByRole("button", { name: /^End the login: Chrome on / });
  expect(await ends.count()).toBe(2);
  // The newest comes first.
  await ends.first().click();
  await third.getByText("Your session has ended.").waitFor();
  await part.getByText("The login has ended.").waitFor();
  await grace.waitForFunction(() => document.activeElement?.tagName === "H2");
  await other.getByRole("button", { name: /^Account of/ }).waitFor();

  await part.getByRole("button", { name: "End all others" }).click();
  const dialog = grace.getByRole("dialog", { name: "End all other logins?" });
  await dialog.getByRole("button", { name: "End all others" }).click();
  await other.getByText("Your session has ended.").waitFor();
  await part.getByText("All other logins have ended.").waitFor();
  expect(await part.getByRole("listitem").count()).toBe(1);
  await grace.reload();
  await part.getByText("This browser").waitFor();
});

test("Visitors get the picture with the answers, and colleagues see it beside them", async () => {
  const { page: ada } = await adaAt(scene, grace);
  await openSettings(scene, grace, "profile");
  const part = section(grace, "Picture");
  await part.locator("input[type=file]").setInputFiles(PNG);
  await part.getByText("The picture is saved.").waitFor();
  const visitor = visitorOn(await (await scene.person()).newPage());
  const told: string[] = [];
  visitor.page.on("websocket", (socket) => {
    socket.on("framereceived", ({ payload }) => void told.push(String(payload)));
  });
  await visitor.page.goto(scene.examplePage);
  await visitor.open();
  await visitor.write("Hello there");
  await grace.goto(`${scene.parley.url}/inbox#/`);
  await grace.getByRole("list", { name: "Conversations" }).getByText("Hello there").click();
  await grace.getByRole("textbox", { name: "Reply" }).fill("Hello!");
  await grace.getByRole("button", { name: "Send" }).click();
  await visitor.log.getByText("Hello!").waitFor();
  await ada.getByRole("list", { name: "Conversations" }).getByText("Hello!").click();
  const log = ada.getByRole("log", { name: "Messages" });
  expect(await isDrawn(log.getByRole("listitem").filter({ hasText: "Hello!" }))).toBe(true);
  expect(await grace.getByRole("log", { name: "Messages" }).locator("img").count()).toBe(0);
  const answer = told.find((frame) => frame.includes("Hello!")) ?? "";
  const { avatar_url: url } = JSON.parse(answer.slice(answer.indexOf("{")).replace("\0", ""))
    .message.sender;
  expect((await fetch(url)).headers.get("content-type")).toBe("image/png");
});

/** Visitor and operator talk, in a real browser, through the executable alone in an empty folder. */
import { Database } from "bun:sqlite";
import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import { readdirSync } from "node:fs";
import {
  expectTexts,
  openScene,
  signUp,
  visitorOn,
  type OperatorView,
  type Scene,
  type VisitorView,
} from "./scene.ts";

setDefaultTimeout(60_000);

let scene: Scene;
let visitor: VisitorView;
let operator: OperatorView;

beforeAll(async () => {
  scene = await openScene();
  visitor = visitorOn(await (await scene.person()).newPage());
});

afterAll(() => scene[Symbol.asyncDispose]());

test("The executable, alone in an empty folder, makes its database and nothing else", () => {
  const files = readdirSync(scene.folder.path).filter((name) => !/-(wal|shm|lock)$/.test(name));
  expect(files).toEqual(["parley.db"]);
});

test("A page with the widget asks for the script and the config, and stores nothing before the visitor acts", async () => {
  const requested: string[] = [];
  visitor.page.on("request", (request) => requested.push(new URL(request.url()).host));
  const paths: string[] = [];
  visitor.page.on("request", (request) => paths.push(new URL(request.url()).pathname));
  await visitor.page.goto(scene.examplePage);
  await visitor.bubble.waitFor();
  await visitor.page.waitForLoadState("networkidle");
  expect(new Set(requested)).toEqual(new Set([new URL(scene.parley.url).host]));
  expect(paths.filter((path) => path !== "/example.html").toSorted()).toEqual([
    "/chatplugin.config",
    "/s.js",
  ]);
  const stored = await visitor.page.evaluate(() => [
    document.cookie,
    localStorage.length,
    sessionStorage.length,
  ]);
  expect(stored).toEqual(["", 0, 0]);
});

test("A visitor's first message appears in the inbox while the operator watches", async () => {
  operator = await signUp(await scene.person(), scene.parley);
  expect(new URL(operator.page.url()).hash).not.toContain("setup");
  await operator.page.getByText("No conversations yet").waitFor();
  await visitor.open();
  await visitor.write("Do you ship to Iceland?");
  await expectTexts(visitor.log, ["Do you ship to Iceland?"]);
  await operator.list.getByText("Do you ship to Iceland?").waitFor();
});

test("The operator's answer appears on the page, with their name", async () => {
  await operator.list.getByRole("link").first().click();
  await operator.reply("We do, every Tuesday.");
  await expectTexts(visitor.log, ["Do you ship to Iceland?", "We do, every Tuesday."]);
  await visitor.log.getByText("Grace Hopper").waitFor();
});

test("What either side writes is text, whatever it looks like", async () => {
  const markup = "<img src=x onerror=\"document.title='owned'\"><b>bold</b>";
  await visitor.write(markup);
  await expectTexts(visitor.log, [markup]);
  await expectTexts(operator.log, [markup]);
  expect(await operator.list.getByText(markup).count()).toBe(1);
  for (const { page } of [visitor, operator]) {
    expect(await page.locator("img, b").filter({ hasText: /bold/ }).count()).toBe(0);
    expect(await page.title()).not.toBe("owned");
  }
});

test("A reload keeps the conversation and the draft", async () => {
  await visitor.input.fill("And what does it co");
  await visitor.page.reload();
  await visitor.open();
  await expectTexts(visitor.log, ["Do you ship to Iceland?", "We do, every Tuesday."]);
  expect(await visitor.input.inputValue()).toBe("And what does it co");
});

test("DELIVERY-3: the server is killed and started again under the open pages; nothing is lost or doubled", async () => {
  await visitor.write("And what does it cost?");
  await expectTexts(operator.log, ["And what does it cost?"]);
  await scene.kill();
  await visitor.write("Hello? (written while the server was down)");
  await visitor.write("I can wait.");
  await operator.reply("Twelve euros. (written while it was down)");
  await scene.startAgain();

  const visitorSaid = ["Hello? (written while the server was down)", "I can wait."];
  const operatorSaid = "Twelve euros. (written while it was down)";
  await expectTexts(visitor.log, [operatorSaid]);
  await expectTexts(operator.log, visitorSaid);
  await expectTexts(visitor.log, visitorSaid);
  await expectTexts(operator.log, [operatorSaid]);

  using db = new Database(`${scene.folder.path}/parley.db`, { readonly: true });
  const texts = db
    .query<{ text: string; offset: number }, []>(
      "SELECT content ->> '$.text' AS text, offset FROM message ORDER BY offset",
    )
    .all();
  expect(texts.map(({ offset }) => offset)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(texts.slice(0, 2).map(({ text }) => text)).toEqual([
    "Do you ship to Iceland?",
    "We do, every Tuesday.",
  ]);
  expect(texts.map(({ text }) => text)).toContain(operatorSaid);
  expect(texts.map(({ text }) => text).filter((text) => visitorSaid.includes(text))).toEqual(
    visitorSaid,
  );
});

test("A message written just before a reload, with the server down, is sent once afterwards", async () => {
  await scene.kill();
  await visitor.write("This one must survive");
  await visitor.log.getByText("This one must survive").waitFor();
  await scene.startAgain();
  await visitor.page.reload();
  await visitor.open();
  await expectTexts(visitor.log, ["This one must survive"]);
  await expectTexts(operator.log, ["This one must survive"]);
});

test("A second tab shows the same thread, live", async () => {
  const second = visitorOn(await visitor.page.context().newPage());
  await second.page.goto(scene.examplePage);
  await second.open();
  await expectTexts(second.log, ["This one must survive"]);
  await visitor.write("Seen in both tabs");
  await expectTexts(second.log, ["This one must survive", "Seen in both tabs"]);
  await second.page.close();
});

test("Logging out ends the login on the server, and the inbox asks who it is", async () => {
  const stored = await operator.page.evaluate(() => Object.values(localStorage).join(" "));
  const token = /"token":"([^"]+)"/.exec(stored)?.[1] ?? "";
  const list = (): Promise<Response> =>
    fetch(`${scene.parley.url}/channels.list`, {
      method: "POST",
      headers: { Authorization: token },
    });
  expect((await list()).status).toBe(200);
  const ended = operator.page.waitForResponse((response) =>
    response.url().endsWith("/users.logout"),
  );
  await operator.page.getByRole("button", { name: /^Account of/ }).click();
  await operator.page.getByText("Log out").click();
  expect((await ended).status()).toBe(200);
  await operator.page.getByRole("button", { name: "Log in" }).waitFor();
  expect((await list()).status).toBe(401);
});

/** What tells an operator of messages who looks elsewhere: notifications, the tab's icon; several tabs of one browser. */
import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import type { BrowserContext, CDPSession, Page } from "playwright-core";
import { deskOn, grace as graceAt, type DeskView } from "./inbox-office.ts";
import { openScene, visitorOn, type Scene, type VisitorView } from "./scene.ts";
import { violations } from "./violations.ts";

setDefaultTimeout(60_000);

const HOSTILE = "<img src=x onerror=alert(1)> & more";

interface Shown {
  readonly title: string;
  readonly body: string;
  readonly tag: string;
}

/** The browser's own class, which also remembers what it was asked to show. */
function remember(): void {
  const shown: Shown[] = [];
  const asked = { times: 0 };
  const Native = Notification;
  class Remembered extends Native {
    constructor(title: string, options: NotificationOptions = {}) {
      super(title, options);
      shown.push({ title, body: options.body ?? "", tag: options.tag ?? "" });
    }
    static override requestPermission(): Promise<NotificationPermission> {
      asked.times += 1;
      return Promise.resolve(Native.permission);
    }
  }
  Object.assign(globalThis, { Notification: Remembered, shown, asked });
}

const shownOn = (page: Page): Promise<Shown[]> =>
  page.evaluate(() => (globalThis as unknown as { shown: Shown[] }).shown);
async function untilShown(page: Page, count: number): Promise<void> {
  await page.waitForFunction(
    (wanted) => (globalThis as unknown as { shown: Shown[] }).shown.length >= wanted,
    count,
  );
}
const askedOn = (page: Page): Promise<number> =>
  page.evaluate(() => (globalThis as unknown as { asked: { times: number } }).asked.times);

let scene: Scene;
let context: BrowserContext;
/** What it was told of permissions holds as long as it is there. */
let devtools: CDPSession;
let grace: DeskView;
let visitor: VisitorView;
let other: VisitorView;

async function permit(setting: "granted" | "denied" | "prompt"): Promise<void> {
  const { targetInfo } = await devtools.send("Target.getTargetInfo");
  await devtools.send("Browser.setPermission", {
    permission: { name: "notifications" },
    setting,
    origin: scene.parley.url,
    ...(targetInfo.browserContextId !== undefined && {
      browserContextId: targetInfo.browserContextId,
    }),
  });
}

async function write(from: VisitorView, text: string): Promise<void> {
  await from.write(text);
  await grace.list.getByText(text).waitFor();
}

beforeAll(async () => {
  scene = await openScene();
  visitor = visitorOn(await (await scene.person()).newPage());
  other = visitorOn(await (await scene.person()).newPage());
  for (const one of [visitor, other]) {
    await one.page.goto(scene.examplePage);
    await one.open();
  }
  await visitor.write("first of the one");
  await other.write("first of the other");
  grace = await graceAt(scene);
  context = grace.page.context();
  await context.addInitScript(remember);
  devtools = await context.newCDPSession(await context.newPage());
  await permit("prompt");
  await grace.page.reload();
  await grace.open("first of the one");
});
afterAll(() => scene[Symbol.asyncDispose]());

test("Notifications are offered once, ask the browser when they are wanted, and not before", async () => {
  const { page } = grace;
  const offer = page.getByRole("complementary", { name: "Notifications" });
  await offer.waitFor();
  expect(await askedOn(page)).toBe(0);
  expect(await violations(page)).toEqual([]);
  await offer.getByRole("button", { name: "Turn on notifications" }).click();
  await offer.waitFor({ state: "detached" });
  expect(await askedOn(page)).toBe(1);
  await page.reload();
  await grace.log.getByText("first of the one").waitFor();
  expect(await offer.count()).toBe(0);
});

test("Where the browser blocks them the account's menu says so, and how to change it", async () => {
  await permit("denied");
  await grace.page.getByRole("button", { name: /^Account of/ }).click();
  const control = grace.page.getByRole("switch", { name: "Notifications" });
  await grace.page.getByText(/^Your browser blocks them/).waitFor();
  expect(await control.getAttribute("aria-checked")).toBe("false");
  expect(await violations(grace.page)).toEqual([]);
  await control.click({ force: true });
  expect(await askedOn(grace.page)).toBe(0);
  await permit("granted");
  await grace.page.getByText(/^Your browser blocks them/).waitFor({ state: "detached" });
  expect(await control.getAttribute("aria-checked")).toBe("true");
  await grace.page.keyboard.press("Escape");
});

test("The conversation that is open and seen tells of nothing; another one tells who and what, as text", async () => {
  await write(visitor, "to the one who looks");
  await write(other, HOSTILE);
  await untilShown(grace.page, 1);
  const shown = await shownOn(grace.page);
  expect(shown).toHaveLength(1);
  expect(shown[0]).toMatchObject({
    body: HOSTILE,
    title: expect.stringMatching(/^Visitor \w{4}$/),
  });
});

test("Many messages of one conversation are one notification", async () => {
  await write(other, "one more");
  await untilShown(grace.page, 2);
  const tags = (await shownOn(grace.page)).map(({ tag }) => tag);
  expect(new Set(tags).size).toBe(1);
});

test("The tab's icon and title count the conversations that wait", async () => {
  const icon = grace.page.locator('link[rel="icon"]');
  expect(await grace.page.title()).toBe("(1) Inbox");
  expect(await icon.getAttribute("href")).toStartWith("data:image/svg+xml,");
  await grace.open("one more");
  await grace.page.waitForFunction(() => document.title === "Inbox");
  expect(await icon.getAttribute("href")).toBe("/inbox/icon.svg");
});

test("Of two tabs one shows a notification, and neither of what is before the eyes in one of them", async () => {
  const second = deskOn(await context.newPage());
  await second.page.goto(`${scene.parley.url}/inbox`);
  await second.list.getByText("to the one who looks").click();
  await second.log.getByText("to the one who looks").waitFor();
  const counts = async (): Promise<number[]> => [
    (await shownOn(grace.page)).length,
    (await shownOn(second.page)).length,
  ];
  const [before = 0] = await counts();
  // The first tab has one of them open, the second the other: both are seen.
  await write(visitor, "seen in the second");
  await write(other, "seen in the first");
  await second.list.getByText("seen in the first").waitFor();
  expect(await counts()).toEqual([before, 0]);
  await second.page.getByRole("link", { name: "Parley", exact: true }).click();
  await write(visitor, "seen in none");
  await second.list.getByText("seen in none").waitFor();
  await untilShown(grace.page, before + 1);
  expect(await counts()).toEqual([before + 1, 0]);

  // The one that showed them goes: the other one does from now on.
  await grace.page.close();
  await visitor.write("to who is left");
  await untilShown(second.page, 1);
});

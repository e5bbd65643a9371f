/** The settings' pages of the channels, and what they do to the chat on a site. */
import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import type { BrowserContextOptions, FrameLocator, Locator, Page } from "playwright-core";
import { mustAsk } from "../faults/ask.ts";
import { ada } from "./inbox-office.ts";
import { openScene, signUp, visitorOn, type Scene } from "./scene.ts";
import { channelIdOf, openSite } from "./site.ts";
import { violations } from "./violations.ts";

setDefaultTimeout(60_000);

let scene: Scene;
let session: string;
let page: Page;
beforeAll(async () => {
  scene = await openScene();
  // Without a scheme of the browser's own making: it would be that of every frame, too.
  const screen = { viewport: { width: 1360, height: 900 }, colorScheme: null };
  ({ page } = await signUp(await scene.person(screen), scene.parley));
  session = await page.evaluate(() => localStorage.getItem("parley.session") ?? "");
});
afterAll(() => scene[Symbol.asyncDispose]());

async function go(path: string): Promise<void> {
  await page.goto(`${scene.parley.url}/inbox#/settings/${path}`);
}

async function goToPart(part: string): Promise<void> {
  await go(`channels/${channelIdOf(scene)}/${part}`);
  await page.getByRole("navigation", { name: "Parts of the channel" }).waitFor();
}

async function save(place: Page | Locator = page): Promise<void> {
  const answer = page.waitForResponse("**/channels.update");
  await place.getByRole("button", { name: "Save" }).first().click();
  expect((await answer).status()).toBe(200);
  await place.getByRole("status").getByText("Saved").waitFor();
}

function info(id: string): Promise<{ config: Record<string, unknown>; allowed_origins: string[] }> {
  const { token } = JSON.parse(session) as { token: string };
  return mustAsk(`${scene.parley.url}/channels.info`, { channel_id: id }, token);
}

function preview(): FrameLocator {
  return page.frameLocator("iframe");
}

function backgroundOf(element: Locator): Promise<string> {
  return element.evaluate((found) => getComputedStyle(found).backgroundColor);
}

describe("Channels", () => {
  test("are connected by name; the new one's page has its snippet, with which a site has the chat", async () => {
    await go("channels");
    await page.getByRole("button", { name: "Connect a channel" }).click();
    await page.getByLabel("Name").fill("Brauerei Köln");
    await page.getByRole("button", { name: "Connect", exact: true }).click();
    await page.getByRole("heading", { name: "Brauerei Köln" }).waitFor();
    await page.getByText("brauerei-koln").waitFor();
    const snippet = await page.getByRole("region", { name: "Snippet" }).innerText();
    await using site = await openSite(scene, { snippet });
    await site.open();
    await site.panel.getByRole("heading", { name: "Brauerei Köln" }).waitFor();
  });

  test("are disconnected only when asked again, and then connected again", async () => {
    await go("channels");
    await page.getByRole("link", { name: /Brauerei Köln/ }).click();
    await page.getByRole("button", { name: "Disconnect" }).click();
    const dialog = page.getByRole("dialog", { name: "Disconnect Brauerei Köln?" });
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await page.getByText("This channel is connected.").waitFor();
    await page.getByRole("button", { name: "Disconnect" }).click();
    await dialog.getByRole("button", { name: "Disconnect" }).click();
    await page.getByText("This channel is disconnected: its visitors cannot write.").waitFor();
    await page.getByRole("button", { name: "Connect again" }).click();
    await page.getByText("This channel is connected.").waitFor();
  });

  test("that do not exist are said not to", async () => {
    await go(`channels/${crypto.randomUUID()}`);
    await page.getByText("This channel does not exist").waitFor();
    await page.getByRole("main").getByRole("link", { name: "Channels" }).click();
    await page.getByRole("link", { name: /Brauerei Köln/ }).waitFor();
  });
});

test("Agents find the snippet, and nothing that only admins may change", async () => {
  const colleague = await ada(scene, page);
  await colleague.page.goto(`${scene.parley.url}/inbox#/settings/channels`);
  await colleague.page.getByRole("link", { name: /demo/ }).click();
  await colleague.page.getByRole("region", { name: "Snippet" }).waitFor();
  const parts = colleague.page.getByRole("navigation", { name: "Parts of the channel" });
  expect(await parts.getByRole("link").allInnerTexts()).toEqual(["Install"]);
  const main = colleague.page.getByRole("main");
  expect(await main.getByRole("button").allInnerTexts()).toEqual(["Copy snippet"]);
  expect(await main.getByRole("textbox").count()).toBe(0);
});

describe("The look", () => {
  test("is shown by the real chat while it is typed, and is the site's once it is saved", async () => {
    await goToPart("look");
    await preview().getByRole("dialog").waitFor();
    await page.getByLabel("Heading").fill("Brewery Nord");
    await page.getByLabel("Welcome").fill("Moin! What can we brew for you?");
    await page.getByLabel("Bar at the top").last().fill("#0b5d3b");
    await preview().getByRole("heading", { name: "Brewery Nord" }).waitFor();
    await preview().getByText("Moin! What can we brew for you?").waitFor();
    expect(await backgroundOf(preview().locator(".head"))).toBe("rgb(11, 93, 59)");
    expect((await info(channelIdOf(scene))).config).toEqual({});
    await save();

    await using site = await openSite(scene);
    await site.open();
    await site.panel.getByRole("heading", { name: "Brewery Nord" }).waitFor();
    expect(await backgroundOf(site.panel.locator(".head"))).toBe("rgb(11, 93, 59)");
  });

  test("that is taken back is the chat's own again, in the preview and on the site", async () => {
    await goToPart("look");
    await preview().getByRole("heading", { name: "Brewery Nord" }).waitFor();
    await page.getByLabel("Heading").fill("");
    await preview().getByRole("heading", { name: "Chat plugin" }).waitFor();
    await save();
    expect((await info(channelIdOf(scene))).config).toEqual({
      welcomeMessage: "Moin! What can we brew for you?",
      primaryColor: "#0b5d3b",
    });
  });

  test("that is no colour is refused at its field, and what was typed stays", async () => {
    await goToPart("look");
    const field = page.getByLabel("Buttons").last();
    await field.fill("url(x)");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("This is no colour.").waitFor();
    expect(await field.getAttribute("aria-invalid")).toBe("true");
    expect(await field.inputValue()).toBe("url(x)");
    expect((await info(channelIdOf(scene))).config["accentColor"]).toBeUndefined();
  });

  test("in the dark is shown to who asks for it, whatever their own screen has", async () => {
    await goToPart("look");
    const ground = preview().locator(".panel");
    await ground.waitFor();
    const light = await backgroundOf(ground);
    await page.getByRole("button", { name: "Dark" }).click();
    await page.waitForFunction((before) => {
      const inner = document.querySelector("iframe")?.contentDocument;
      const panel = inner?.querySelector("parley-chat")?.shadowRoot?.querySelector(".panel");
      return panel && getComputedStyle(panel).backgroundColor !== before;
    }, light);
  });

  test("and its preview is framed by nobody else", async () => {
    const id = channelIdOf(scene);
    const { headers } = await fetch(`${scene.parley.url}/inbox/preview.html?channel_id=${id}`);
    expect(headers.get("content-security-policy")).toContain("frame-ancestors 'self'");
    const frame = `<main><iframe src="${scene.parley.url}/inbox/preview.html?channel_id=${id}"></iframe></main>`;
    await using site = await openSite(scene, { body: frame });
    const [, framed] = site.page.frames();
    expect(framed?.url()).not.toContain("preview.html");
  });
});

test("Business hours are stored as they were chosen, the away message beside them", async () => {
  await goToPart("hours");
  await page.getByLabel("We answer at certain hours only").check();
  await page.getByLabel("Time zone").selectOption("Europe/Berlin");
  await page.getByLabel("Friday", { exact: true }).uncheck();
  await page.getByLabel("Thursday, to").fill("00:00");
  await page.getByRole("button", { name: "Another stretch on Monday" }).click();
  await page.getByLabel("Monday, from").last().fill("16:00");
  await page.getByLabel("Away message").fill("We are brewing.");
  await page.getByLabel("Ask for an e-mail address").check();
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Two stretches of one day overlap.").waitFor();
  await page.getByLabel("Monday, from").last().fill("18:00");
  await save();
  const work = { from: "09:00", to: "17:00" };
  expect((await info(channelIdOf(scene))).config).toMatchObject({
    businessHours: {
      timeZone: "Europe/Berlin",
      hours: [
        { day: 1, ...work },
        { day: 1, from: "18:00", to: "22:00" },
        { day: 2, ...work },
        { day: 3, ...work },
        { day: 4, from: "09:00", to: "24:00" },
      ],
    },
    awayMessage: "We are brewing.",
    awayEmail: true,
  });
});

test("Questions are chosen, and asked in the site's own words", async () => {
  await goToPart("questions");
  await page.getByLabel("E-mail").selectOption("required");
  await page.getByRole("button", { name: "Add a question" }).click();
  const own = page.getByRole("group", { name: "Question 1" });
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Every question needs its words.").waitFor();
  await own.getByLabel("Question").pressSequentially("Which beer?");
  await own.getByLabel("Answer").selectOption("One of a list");
  await own.getByLabel("List").fill("Pale\n\n Stout ");
  await page.getByLabel("Text").fill("We keep what you write: https://example.org/privacy");
  await save();
  expect((await info(channelIdOf(scene))).config).toMatchObject({
    preChatForm: {
      fields: [
        { key: "email", required: true },
        { key: "which_beer", label: "Which beer?", type: "select", options: ["Pale", "Stout"] },
      ],
    },
    consentText: "We keep what you write: https://example.org/privacy",
  });
  await page.getByLabel("E-mail").selectOption("no");
  await own.getByRole("button", { name: "Remove" }).click();
  await page.getByLabel("Text").fill("");
  await save();
  const { config } = await info(channelIdOf(scene));
  expect([config["preChatForm"], config["consentText"]]).toEqual([undefined, undefined]);
});

test("Sites are a line each, typed as people do; others have the chat no longer", async () => {
  await goToPart("access");
  const sites = page.getByLabel("Allowed sites");
  await sites.fill("shop.example.org/contact\nnot a site");
  await page.getByRole("button", { name: "Save" }).first().click();
  await page.getByText("“not a site” is no address of a site.").waitFor();
  await sites.fill("shop.example.org/contact");
  await save();
  expect(await sites.inputValue()).toBe("https://shop.example.org");
  const { status } = await fetch(
    `${scene.parley.url}/chatplugin.config?channel_id=${channelIdOf(scene)}`,
    { headers: { Origin: "https://elsewhere.example" } },
  );
  expect(status).toBe(403);
  const example = visitorOn(await (await scene.person()).newPage());
  await example.page.goto(scene.examplePage);
  await example.open();
  await sites.fill("");
  await save();
  expect((await info(channelIdOf(scene))).allowed_origins).toEqual([]);
});

test("A site's secret is shown when it is asked for; another one is made only when asked again", async () => {
  await goToPart("access");
  const { token } = JSON.parse(session) as { token: string };
  const secretNow = async (): Promise<string> =>
    (
      await mustAsk<{ secret: string }>(
        `${scene.parley.url}/channels.identity`,
        { channel_id: channelIdOf(scene) },
        token,
      )
    ).secret;
  const first = await secretNow();
  expect(await page.getByText(first).count()).toBe(0);
  await page.getByRole("button", { name: "Show the secret" }).click();
  await page.getByText(first).waitFor();
  await page.getByRole("button", { name: "Make another secret" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Make another secret" }).click();
  await page.getByText(first).waitFor({ state: "detached" });
  const second = await secretNow();
  expect(second).not.toBe(first);
  await page.getByText(second).waitFor();
});

test("A channel for known people only refuses everybody else", async () => {
  await goToPart("access");
  const strict = page.getByRole("form", { name: "People you know" });
  for (const status of [403, 200]) {
    await strict.getByRole("checkbox").click();
    await save(strict);
    const answer = await fetch(`${scene.parley.url}/chatplugin.authenticate`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ channel_id: channelIdOf(scene) }),
    });
    expect(answer.status).toBe(status);
  }
});

const LOOKS: [string, BrowserContextOptions][] = [
  ["light", { viewport: { width: 1360, height: 900 } }],
  ["dark", { viewport: { width: 1360, height: 900 }, colorScheme: "dark" }],
  ["on a phone", { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }],
];

test.each(LOOKS)("axe-core finds nothing on the channels' pages, %s", async (_, options) => {
  const context = await scene.person(options);
  const own = await context.newPage();
  await own.goto(`${scene.parley.url}/inbox`);
  await own.evaluate((stored) => localStorage.setItem("parley.session", stored), session);
  await own.goto(`${scene.parley.url}/inbox#/settings/channels`);
  await own.reload();
  await own.getByRole("button", { name: "Connect a channel" }).click();
  await own.getByRole("dialog").waitFor();
  expect(await violations(own)).toEqual([]);
  await own.keyboard.press("Escape");
  await own.getByRole("link", { name: /demo/ }).click();
  for (const [part, there] of [
    ["Install", "Snippet"],
    ["Look", "Heading"],
    ["Hours", "We answer at certain hours only"],
    ["Before the chat", "E-mail"],
    ["Access", "Allowed sites"],
  ] as const) {
    await own
      .getByRole("navigation", { name: "Parts of the channel" })
      .getByRole("link", { name: part })
      .click();
    await own.getByLabel(there).first().waitFor();
    if (part === "Before the chat") {
      await own.getByRole("button", { name: "Add a question" }).click();
    }
    expect(await violations(own)).toEqual([]);
  }
  await context.close();
});

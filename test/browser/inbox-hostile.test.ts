/** Everything that others write is text in the inbox, in every place, and leaves the layout as it is. */
import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import type { BrowserContextOptions, Page } from "playwright-core";
import { mustAsk } from "../faults/ask.ts";
import { openTalk, type Talk } from "./inbox-conversation.ts";
import { deskOn, type DeskView } from "./inbox-office.ts";
import { picture } from "./picture.ts";

setDefaultTimeout(90_000);

/** An element that nothing of ours has, handlers, and a way out of an attribute. */
const MARKUP = `"'><x-evil><img src=x onerror="top.hacked=1"><script>top.hacked=1</script>`;
/** Turns the direction of everything behind it, where it is not kept in. */
const TURN = "\u202E\u2067exe.gpj\u2066\u200F";
const LONG = "W".repeat(60);
/** A letter with forty signs above and below it. */
const ZALGO = `Z${"\u0301\u0323".repeat(20)}`;
/** 200 signs at most: a name. */
const NAME = `${MARKUP}${TURN}${ZALGO}`;
const TEXT = `${MARKUP} ${TURN} ${ZALGO} ${"W".repeat(3_000)} javascript:alert(1) [x](javascript:alert(1)) **${MARKUP}**`;

let talk: Talk;
let storageState: NonNullable<BrowserContextOptions["storageState"]>;
/** A message without buttons or cards at the end, for the list. */
const LAST = `needle ${NAME}`;

beforeAll(async () => {
  expect(NAME.length).toBeLessThanOrEqual(200);
  talk = await openTalk();
  const { grace, visitor, say, answer, upload, ask, conversationId: conversation_id } = talk;
  const { url } = talk.scene.parley;
  await ask("/conversations.update-contact", { conversation_id, display_name: NAME });
  await ask("/metadata.set", { conversation_id, key: "evil", value: NAME });
  const { id: tag_id } = await ask<{ id: string }>("/tags.create", {
    name: `<x-evil>${TURN}${LONG.slice(0, 20)}`,
    color: "tag-red",
  });
  await ask("/conversations.tag", { conversation_id, tag_id });
  const { id: channel_id } = (await ask<{ data: [{ id: string }] }>("/channels.list", {})).data[0];
  await ask("/channels.update", { channel_id, name: NAME });
  await visitor.page.evaluate((title) => {
    document.title = title;
    history.pushState({}, "", `/${"w".repeat(300)}?<x-evil>`);
  }, NAME);

  const file = { url: "https://files.example/<x-evil>", name: NAME };
  for (const type of ["image", "video", "audio", "file"] as const) await answer({ type, ...file });
  const own = await upload(NAME, picture(64, 48));
  const letter = await upload(`${TURN}${LONG}.html`, Buffer.from(MARKUP));
  await answer({ type: "image", url: own, name: NAME });
  await answer({ type: "file", url: letter, name: NAME, size: 5 });
  // A page that calls itself a picture.
  await answer({ type: "image", url: letter, name: NAME });
  const suggestions = [
    { text: NAME, postback_data: MARKUP },
    { text: NAME, url: "https://example.org/<x-evil>" },
  ];
  await say({ type: "quick_replies", text: TEXT, quick_replies: suggestions });
  await answer({ type: "suggestion_response", text: NAME, postback_data: MARKUP });
  await say({ type: "rich_text", text: `${TEXT}\n\n- ${MARKUP}\n\n\`\`\`\n${MARKUP}\n\`\`\`` });
  const card = { title: NAME, description: TEXT, media: { url: own, alt: NAME }, suggestions };
  await say({ type: "rich_card", card });
  await say({
    type: "rich_card_carousel",
    cards: [card, { ...card, media: { url: file.url, alt: NAME } }],
  });
  const bot = await ask<{ token: string }>("/tokens.create", { name: NAME, role: "agent" });
  const message = { type: "text", text: TEXT };
  await mustAsk(`${url}/messages.send`, { conversation_id, message }, bot.token);
  await answer({ type: "text", text: TEXT });
  await answer({ type: "text", text: LAST });
  storageState = await grace.page.context().storageState();
});
afterAll(() => talk[Symbol.asyncDispose]());

/** What came of it on the page that should not have. */
async function harm(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const { hacked } = globalThis as unknown as { hacked?: unknown };
    if (hacked !== undefined) found.push("something ran");
    for (const element of document.querySelectorAll("x-evil, [onerror], [src=x], [onclick]")) {
      found.push(element.outerHTML.slice(0, 100));
    }
    for (const script of document.scripts) {
      if (new URL(script.src).pathname !== "/inbox/app.js") found.push(script.outerHTML);
    }
    for (const link of document.links) {
      if (!/^https?:$/.test(link.protocol)) found.push(link.href);
    }
    return found;
  });
}

/** What is wider than the place it stands in, and so pushes or covers something else. */
async function misplaced(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) found.push(`the page is ${root.scrollWidth} wide`);
    const places =
      ".messages-scroll, .list, .list-pane, .details-body, .thread-head, .dialog, .row";
    for (const place of document.querySelectorAll<HTMLElement>(places)) {
      const style = getComputedStyle(place);
      const isHidden = /hidden|clip/.test(style.overflowX);
      const inside = place.getBoundingClientRect();
      if (!isHidden && place.scrollWidth > place.clientWidth + 1) {
        found.push(`${place.className} is ${place.scrollWidth} in ${place.clientWidth}`);
      }
      if (inside.right > innerWidth + 1 || inside.left < -1)
        found.push(`${place.className} is out`);
    }
    const heights = new Set([...document.querySelectorAll(".row")].map((row) => row.clientHeight));
    if (heights.size > 1 || [...heights].some((height) => height > 110)) {
      found.push(`rows are ${[...heights].join(", ")} high`);
    }
    return found;
  });
}

const LOOKS: [string, BrowserContextOptions, "ltr" | "rtl"][] = [
  ["on a wide screen", { viewport: { width: 1360, height: 800 } }, "ltr"],
  ["on a phone", { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }, "ltr"],
  ["from right to left", { viewport: { width: 1000, height: 800 } }, "rtl"],
];

describe.each(LOOKS)("What others write, %s", (_, options, dir) => {
  test("is text in list, thread, title, search, details and dialogs, and moves nothing", async () => {
    const context = await talk.scene.person({ ...options, storageState });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("dialog", (dialog) => {
      complaints.push(dialog.message());
      void dialog.dismiss();
    });
    page.on("pageerror", ({ message }) => complaints.push(message));
    page.on("console", (said) => {
      if (said.text().includes("Content Security Policy")) complaints.push(said.text());
    });
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).origin));
    const desk = deskOn(page);

    async function look(view: string): Promise<void> {
      const found = [...(await harm(page)), ...(await misplaced(page))];
      complaints.push(...found.map((each) => `${view}: ${each}`));
    }

    await page.goto(`${talk.scene.parley.url}/inbox`);
    await page.evaluate((to) => document.documentElement.setAttribute("dir", to), dir);
    await desk.list.getByRole("link").waitFor();
    expect(await desk.list.innerText()).toContain("<x-evil>");
    await look("list");
    await desk.search.fill("needle");
    await desk.list.locator("mark", { hasText: "needle" }).waitFor();
    expect(await desk.list.innerText()).toContain("<x-evil>");
    await look("search");
    await page.getByRole("button", { name: "Clear the search" }).click();
    await desk.list.getByRole("link").click();
    await desk.input.waitFor();
    await desk.log.getByText(LAST).waitFor();
    await lookAtThread(desk, look);
    expect(await page.title()).not.toContain("\u202E");
    await desk.log.locator(".picture").first().click();
    await page.getByRole("dialog").getByRole("img").waitFor();
    await look("lightbox");
    await page.keyboard.press("Escape");
    const details = desk.head.getByRole("button", { name: "Details" });
    if ((await details.getAttribute("aria-expanded")) === "false") await details.click();
    await desk.details.getByText("evil", { exact: true }).waitFor();
    expect(await desk.details.innerText()).toContain("<x-evil>");
    await look("details");
    expect(complaints).toEqual([]);
    expect([...new Set(asked)].filter((origin) => origin !== "null")).toEqual([
      talk.scene.parley.url,
    ]);
    await context.close();
  });
});

async function lookAtThread(desk: DeskView, look: (view: string) => Promise<void>): Promise<void> {
  await look("thread, at its end");
  // Pictures above load when they are near.
  await desk.log.evaluate((log) => {
    log.scrollTop = 0;
  });
  await desk.log.getByRole("img").first().waitFor();
  expect(await desk.log.innerText()).toContain("<x-evil>");
  await look("thread, at its beginning");
}

test("What the operator is about to send is text too: an attached file's name, a card in its preview", async () => {
  const context = await talk.scene.person({ storageState });
  const page = await context.newPage();
  const desk = deskOn(page);
  await page.goto(`${talk.scene.parley.url}/inbox`);
  await desk.list.getByRole("link").click();
  await desk.input.waitFor();
  const choosing = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Attach files" }).click();
  const name = `<x-evil>${TURN}${LONG}.txt`;
  await (await choosing).setFiles([{ name, mimeType: "text/plain", buffer: Buffer.from("x") }]);
  await page.getByRole("list", { name: "Attached files" }).waitFor();
  await page.getByRole("button", { name: "Buttons and cards" }).click();
  await page.getByRole("button", { name: /^Card/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Title").fill(NAME);
  await dialog.getByRole("textbox", { name: "Text" }).fill(TEXT);
  await dialog.getByRole("button", { name: "Add a button" }).click();
  await dialog.getByLabel("What it says").fill(NAME);
  const preview = dialog.getByRole("region");
  expect(await preview.innerText()).toContain("<x-evil>");
  expect([...(await harm(page)), ...(await misplaced(page))]).toEqual([]);
  await context.close();
});

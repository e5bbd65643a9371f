/** The inbox of 100,000 conversations and a million messages, in Chromium: its longest tasks. */
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { launchChromium } from "../../test/browser/chromium.ts";
import { CROWD, seedCrowdedInbox } from "../crowded-inbox.ts";
import { LeanHttp } from "../lean-http.ts";
import { longestTask } from "../main-thread.ts";
import { plainRow, type Target } from "../report.ts";
import type { Scenario } from "../scenario.ts";
import { startExecutable, temporaryFolder, type ChatServer } from "../servers.ts";

/** Beyond that a person feels that the page does not answer. */
const TARGET: Target = { kind: "at most", value: 100 };
const OPENING = "opening it";
const SMALL = { conversations: 2_000, messages: 20_000, longest: 300 };

export const inbox: Scenario = {
  name: "inbox",
  needsExecutable: true,
  async run({ quick, rounds }) {
    using folder = temporaryFolder();
    const db = join(folder.path, "parley.db");
    const crowd = quick ? SMALL : CROWD;
    seedCrowdedInbox(db, crowd);
    await using server = await startExecutable({ db });
    const session = await logIn(server);
    const browser = await launchChromium();
    const results = new Map<string, number[]>();
    try {
      for (let round = 0; round < rounds; round += 1) {
        const times = await workThrough(browser, server, session, quick ? 3 : 30);
        for (const [act, time] of times) results.set(act, [...(results.get(act) ?? []), time]);
      }
    } finally {
      await browser.close();
    }
    const scenario = `the inbox of ${crowd.conversations.toLocaleString("en")} conversations, longest task of the page`;
    return [...results].map(([figure, times]) => {
      // The page is not there yet: nobody waits for it to answer.
      const target = figure === OPENING ? {} : { target: TARGET };
      return plainRow({ scenario, figure, unit: "ms", ...target }, times);
    });
  },
};

async function logIn(server: ChatServer): Promise<string> {
  const http = await LeanHttp.open(server.url);
  const account = { email: "ada@example.org", password: "correct horse" };
  const { body } = await http.post("/users.login", account);
  http.close();
  return body;
}

/** What a person does in it, and the longest task of each in milliseconds. `often`: how many times over. */
async function workThrough(
  browser: Browser,
  { url, channelId }: Office,
  session: string,
  often: number,
): Promise<Map<string, number>> {
  const context = await browser.newContext({
    locale: "en-GB",
    viewport: { width: 1360, height: 800 },
  });
  await context.addInitScript((value) => localStorage.setItem("parley.session", value), session);
  const page = await context.newPage();
  const search = page.getByRole("textbox", { name: "Search conversations" });
  const times = new Map<string, number>();
  const measure = async (figure: string, act: () => Promise<void>): Promise<void> => {
    times.set(figure, await longestTask(browser, page, act));
  };

  await measure(OPENING, async () => {
    await page.goto(`${url}/inbox`);
    await page.locator(".row").first().waitFor();
  });
  await measure("scrolling down and back up", async () => {
    await page.mouse.move(150, 500);
    for (const way of [1, -1]) {
      for (let step = 0; step < often * 2; step += 1) {
        await page.mouse.wheel(0, way * 1_500);
        await settled(page);
      }
    }
  });
  await measure("messages coming in", () => receive({ url, channelId }, often * 3));
  await measure("filtering", async () => {
    for (const filter of ["tag:vip AND state:OPEN", "unread_message_count:>0", "-tag:*"]) {
      await search.fill(filter);
      await page.getByText(/^[\d,]+ found$/).waitFor();
      await settled(page);
    }
  });
  await measure("searching as one types", async () => {
    await search.fill("");
    await search.pressSequentially("iceland parcel", { delay: 80 });
    await page.locator(".row mark").first().waitFor();
  });
  await measure("opening threads", async () => {
    await search.fill("");
    await page.locator(".row:not(:has(mark))").first().waitFor();
    for (let thread = 0; thread < often; thread += 1) {
      await page.keyboard.press("Escape");
      await page
        .locator(".row")
        .nth(thread % 10)
        .click();
      await page.locator(".message").first().waitFor();
    }
  });
  await measure("reading back in a long thread", async () => {
    await search.fill("order the invoice stock sister");
    await page.getByText(/^[\d,]+ found$/).waitFor();
    await page.locator(".row").first().click();
    for (let step = 0; step < often; step += 1) {
      await page.locator(".messages-scroll").evaluate((box) => box.scrollTo({ top: 0 }));
      await settled(page);
    }
  });
  await context.close();
  return times;
}

/** After the next two frames. */
function settled(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
      }),
  );
}

type Office = Pick<ChatServer, "url" | "channelId">;

/** New visitors write, one after the other, and the conversations come on top. */
async function receive({ url, channelId }: Office, count: number): Promise<void> {
  const http = await LeanHttp.open(url);
  for (let visitor = 0; visitor < count; visitor += 1) {
    const { body } = await http.post("/chatplugin.authenticate", { channel_id: channelId });
    const { token } = JSON.parse(body) as { token: string };
    await http.post("/chatplugin.send", { message: { text: `Hello ${visitor}` } }, token);
  }
  http.close();
}

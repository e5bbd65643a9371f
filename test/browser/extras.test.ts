/** The widget's second script: fetched when a conversation needs it, and done without until it is there. */
import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import type { Page } from "playwright-core";
import { picture } from "./picture.ts";
import { openScene, type Scene } from "./scene.ts";
import { channelIdOf, openSite, type Site } from "./site.ts";

setDefaultTimeout(60_000);

let scene: Scene;
beforeAll(async () => void (scene = await openScene()));
afterAll(() => scene[Symbol.asyncDispose]());

const PICTURE = { name: "parcel.png", mimeType: "image/png", buffer: picture(32, 20) };

function scriptsOf(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    performance
      .getEntriesByType("resource")
      .map(({ name }) => new URL(name).pathname)
      .filter((path) => path.endsWith(".js")),
  );
}

async function sendPicture({ page, panel }: Site): Promise<void> {
  const choosing = page.waitForEvent("filechooser");
  await panel.getByRole("button", { name: "Attach files" }).click();
  await (await choosing).setFiles([PICTURE]);
}

test("A conversation of plain words never asks for it; the first picture does, once", async () => {
  await using site = await openSite(scene);
  await site.open();
  await site.write("only words");
  await site.log.getByText(/ · Sent$/).waitFor();
  expect(await scriptsOf(site.page)).toEqual(["/s.js"]);
  await sendPicture(site);
  await sendPicture(site);
  await site.log.getByRole("img", { name: "parcel.png" }).nth(1).waitFor();
  expect(await scriptsOf(site.page)).toEqual(["/s.js", "/extras.js"]);
});

test("Under a policy that knows the snippet's nonce and no server's scripts, it loads all the same", async () => {
  const server = scene.parley.url;
  const policy = [
    "default-src 'none'",
    "script-src 'nonce-a1b2c3'",
    `connect-src ${server} ${server.replace("http", "ws")}`,
    `img-src ${server}`,
  ].join("; ");
  const snippet = `<script nonce="a1b2c3">window.airy = { cid: "${channelIdOf(scene)}" }</script>
    <script nonce="a1b2c3" async src="${server}/s.js"></script>`;
  await using site = await openSite(scene, { policy, snippet });
  await site.open();
  await sendPicture(site);
  await site.log.getByRole("img", { name: "parcel.png" }).waitFor();
  expect(site.complaints).toEqual([]);
});

test("While it cannot be had, names stand where pictures will; it is asked for again", async () => {
  await using site = await openSite(scene);
  const { page } = site;
  await page.clock.install();
  await page.route("**/extras.js*", (route) => route.abort());
  await site.open();
  await sendPicture(site);
  await site.log.getByText("parcel.png").waitFor();
  expect(await site.log.getByRole("img").count()).toBe(0);
  await page.unroute("**/extras.js*");
  await page.clock.fastForward(6_000);
  await site.log.getByRole("img", { name: "parcel.png" }).waitFor();
});

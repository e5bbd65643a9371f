/** Whatever the page is like: the chat works on it, and the page goes on. */
import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import { openScene, type Scene } from "./scene.ts";
import { channelIdOf, openSite, type Site } from "./site.ts";

setDefaultTimeout(60_000);

let scene: Scene;
beforeAll(async () => void (scene = await openScene()));
afterAll(() => scene[Symbol.asyncDispose]());

/** A visitor opens the chat, writes, and sees that it has been sent. */
async function expectToWork(site: Site): Promise<void> {
  await site.open();
  await site.write("Does it work?");
  await site.log.getByText("Does it work?").waitFor();
  await site.log.getByText(/ · Sent$/).waitFor();
}

test("A page with the strictest policy needs to allow the script and the server, and nothing more", async () => {
  const server = scene.parley.url;
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-a1b2c3' ${server}`,
    `connect-src ${server} ${server.replace("http", "ws")}`,
  ].join("; ");
  await using site = await openSite(scene, {
    policy,
    snippet: `<script nonce="a1b2c3">window.airy = { cid: "${channelIdOf(scene)}" }</script>
      <script async src="${server}/s.js"></script>`,
  });
  await expectToWork(site);
  expect((await site.panel.boundingBox())?.width).toBe(380);
  expect(site.complaints).toEqual([]);
});

const SPELLINGS: [name: string, snippet: (server: string, id: string) => string][] = [
  [
    "the older names and path",
    (h, cid) =>
      `<script>window.airy = ${JSON.stringify({ cid, h })}</script><script src="${h}/s.js"></script>`,
  ],
  [
    "the newer names and path",
    (host, channelId) =>
      `<script>window.airy = ${JSON.stringify({ channelId, host })}</script>
       <script async src="${host}/chatplugin/ui/s.js"></script>`,
  ],
];

test.each(SPELLINGS)("The snippet works in the head, with %s", async (_, spelled) => {
  const snippet = spelled(scene.parley.url, channelIdOf(scene));
  await using site = await openSite(scene, { snippet });
  await expectToWork(site);
  expect(site.complaints).toEqual([]);
});

test("A script that is loaded twice makes one widget", async () => {
  await using site = await openSite(scene);
  await site.page.evaluate(async (address) => {
    const script = document.createElement("script");
    script.src = address;
    const loaded = new Promise((resolve) => script.addEventListener("load", resolve));
    document.head.append(script);
    await loaded;
  }, `${scene.parley.url}/s.js`);
  expect(await site.page.locator("parley-chat").count()).toBe(1);
  await expectToWork(site);
});

test("A page may replace its body, and go to another address without loading: the open chat stays", async () => {
  await using site = await openSite(scene);
  await expectToWork(site);
  await site.page.evaluate(() => {
    document.body = document.createElement("body");
    document.body.append("Another view");
    history.pushState({}, "", "/another-view");
  });
  await site.write("Still here?");
  await site.log.getByText("Still here?").waitFor();
});

test("Styles of the page reach nothing inside, and nothing of the widget reaches the page", async () => {
  const hostile = `<style>
    * { color: red !important; font-size: 40px !important; display: block !important; opacity: .1 !important }
    button, textarea { width: 500px !important; transform: rotate(45deg) }
    parley-chat { display: none !important; position: static !important; z-index: -1 !important }
  </style>`;
  await using site = await openSite(scene, {
    before: hostile,
    body: "<button id=own>Mine</button>",
  });
  await expectToWork(site);
  const style = (selector: string): Promise<string[]> =>
    site.page
      .locator(selector)
      .first()
      .evaluate((element) => {
        const { color, fontSize, opacity, transform } = getComputedStyle(element);
        return [color, fontSize, opacity, transform];
      });
  expect(await style("parley-chat textarea")).toEqual(["rgb(26, 29, 39)", "16px", "1", "none"]);
  expect((await site.bubble.boundingBox())?.width).toBe(60);
  expect(await style("#own")).toEqual([
    "rgb(255, 0, 0)",
    "40px",
    "0.1",
    expect.stringContaining("matrix"),
  ]);
});

test("A page that has changed what it found (prototypes, fetch, storage that throws) has a chat as well", async () => {
  const hostile = `<script>
    Object.defineProperty(window, "localStorage", { get() { throw new DOMException("no", "SecurityError"); } });
    Object.prototype.extra = "in every object";
    Array.prototype.extra = function () {};
    addEventListener("load", () => { window.fetch = () => { throw new Error("the page's own"); }; });
    addEventListener("keydown", (event) => { event.preventDefault(); });
  </script>`;
  await using site = await openSite(scene, { before: hostile });
  await site.open();
  await site.input.pressSequentially("typed, not pasted");
  await site.page.keyboard.press("Enter");
  await site.log.getByText("typed, not pasted").waitFor();
  await site.log.getByText(/ · Sent$/).waitFor();
  expect(site.complaints).toEqual([]);
});

test("A page goes on when its chat's server is not there, or answers with nonsense", async () => {
  const down = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    fetch: () => new Response("<html>", { status: 502 }),
  });
  for (const address of [`http://127.0.0.1:${down.port}`, "http://127.0.0.1:9"]) {
    const snippet = `<script>window.airy = { cid: "${channelIdOf(scene)}" }</script>
      <script async src="${address}/s.js"></script>
      <script async src="${scene.parley.url}/s.js" data-server></script>`;
    await using site = await openSite(scene, { snippet, body: "<button>Buy</button>" });
    await site.page.getByRole("button", { name: "Buy" }).click();
    expect(site.complaints).toEqual([]);
  }
  await down.stop(true);
});

test("destroy takes everything off the page, and leaves its line", async () => {
  await using site = await openSite(scene);
  await expectToWork(site);
  const closed = new Promise((resolve) => {
    site.page.on("websocket", (socket) => socket.on("close", resolve));
  });
  await site.page.reload({ waitUntil: "networkidle" });
  await site.bubble.waitFor();
  await site.page.evaluate(() =>
    (window as unknown as { airy: { destroy(): void } }).airy.destroy(),
  );
  expect(await site.page.locator("parley-chat").count()).toBe(0);
  await closed;
});

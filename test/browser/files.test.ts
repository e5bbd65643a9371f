/** Pictures and files: sent by choosing, pasting and dropping, shown by the widget, and safe whatever they are. */
import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import type { BrowserContextOptions, Locator } from "playwright-core";
import { mustAsk } from "../faults/ask.ts";
import { picture, silence } from "./picture.ts";
import { openScene, signUp, type Scene } from "./scene.ts";
import { transfer, type Given } from "./transfer.ts";
import { violations } from "./violations.ts";
import { channelIdOf, openSite, settingsScript, type Site } from "./site.ts";

setDefaultTimeout(60_000);

let scene: Scene;
beforeAll(async () => void (scene = await openScene()));
afterAll(() => scene[Symbol.asyncDispose]());

const PNG = picture(320, 200);
const PICTURE: Given = { name: "parcel.png", mimeType: "image/png", buffer: PNG };
const NOTES: Given = {
  name: "notes.txt",
  mimeType: "text/plain",
  buffer: Buffer.alloc(12_300, "x"),
};
const LARGE: Given = { name: "film.mov", mimeType: "", buffer: Buffer.alloc(11 * 1024 * 1024) };
const HTML: Given = {
  name: "a.png",
  mimeType: "image/png",
  buffer: Buffer.from("<script>document.title = 'hacked'</script>"),
};

async function openedSite(context: BrowserContextOptions = {}): Promise<Site> {
  const site = await openSite(scene, { context });
  await site.open();
  return site;
}

function clip({ panel }: Site): Locator {
  return panel.getByRole("button", { name: "Attach files" });
}

async function attach(site: Site, ...files: Given[]): Promise<void> {
  const choosing = site.page.waitForEvent("filechooser");
  await clip(site).click();
  await (await choosing).setFiles(files);
}

/** Whether it has loaded, and how wide it is. */
function widthOf(image: Locator): Promise<number> {
  return image.evaluate(async (element) => {
    await (element as HTMLImageElement).decode();
    return (element as HTMLImageElement).naturalWidth;
  });
}

describe("What is chosen", () => {
  test("is shown as what it is: a picture, a sound, a file with its size; all of them lead to the server", async () => {
    await using site = await openedSite();
    const sound = { name: "voice.wav", mimeType: "", buffer: silence() };
    await attach(site, PICTURE, NOTES, sound);
    const image = site.log.getByRole("img", { name: "parcel.png" });
    await image.waitFor();
    expect(await widthOf(image)).toBe(320);
    const link = site.log.getByRole("link", { name: "notes.txt", exact: true });
    await link.waitFor();
    expect(await link.getAttribute("target")).toBe("_blank");
    await site.log.getByText("12.3 kB").waitFor();
    const player = site.log.locator("audio");
    await player.waitFor();
    expect(await player.getAttribute("aria-label")).toBe("voice.wav");
    await site.log.getByText(/ · Sent$/).waitFor();
    for (const src of [await image.getAttribute("src"), await player.getAttribute("src")]) {
      expect(src).toStartWith(`${scene.parley.url}/files/`);
    }
    expect(site.complaints).toEqual([]);
  });

  test("is there again after a reload, and the thread is at its end when the picture has come", async () => {
    await using site = await openedSite();
    await site.write("Look at this");
    await attach(
      site,
      PICTURE,
      { ...PICTURE, name: "second.png" },
      { ...PICTURE, name: "third.png" },
    );
    await site.log.getByRole("img", { name: "third.png" }).waitFor();
    await site.page.reload();
    await site.open();
    const last = site.log.getByRole("img", { name: "third.png" });
    await widthOf(last);
    await site.page.waitForFunction(() => {
      const log = document.querySelector("parley-chat")?.shadowRoot?.querySelector(".thread");
      return log && log.scrollHeight - log.scrollTop - log.clientHeight < 2;
    });
  });

  test("by keyboard alone; the focus is back where one writes", async () => {
    await using site = await openedSite();
    // The browser's own window has to be off before the key is pressed.
    const choosing = site.page.waitForEvent("filechooser");
    await site.input.focus();
    await site.page.keyboard.press("Shift+Tab");
    await site.panel.locator(".clip:focus").waitFor();
    await site.page.keyboard.press("Enter");
    await (await choosing).setFiles([NOTES]);
    await site.log.getByRole("link", { name: /notes\.txt/ }).waitFor();
    expect(
      await site.input.evaluate(
        (input) => (input.getRootNode() as ShadowRoot).activeElement === input,
      ),
    ).toBe(true);
  });

  test("can be chosen again at once", async () => {
    await using site = await openedSite();
    await attach(site, NOTES);
    await site.log.getByRole("link").nth(0).waitFor();
    await attach(site, NOTES);
    await site.log.getByRole("link").nth(1).waitFor();
  });
});

describe("A picture", () => {
  test("that is pasted is sent; text that comes with a picture of itself is text", async () => {
    await using site = await openedSite();
    await transfer(site.page, site.input, "paste", [PICTURE]);
    await site.log.getByRole("img", { name: "parcel.png" }).waitFor();
    await site.input.evaluate((element) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", "a table");
      clipboardData.items.add(new File(["x"], "table.png", { type: "image/png" }));
      const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
      element.dispatchEvent(event);
      (element as HTMLTextAreaElement).dataset["stopped"] = String(event.defaultPrevented);
    });
    expect(await site.input.getAttribute("data-stopped")).toBe("false");
    expect(await site.log.getByText("table.png").count()).toBe(0);
  });

  test("that is dropped anywhere on the panel is sent, and the panel says that it may be", async () => {
    await using site = await openedSite();
    await transfer(site.page, site.log, "dragover", [PICTURE]);
    expect(await site.panel.getAttribute("class")).toContain("over");
    await transfer(site.page, site.log, "drop", [PICTURE]);
    expect(await site.panel.getAttribute("class")).not.toContain("over");
    await site.log.getByRole("img", { name: "parcel.png" }).waitFor();
  });
});

describe("What cannot be sent", () => {
  test("since it is too large says so, and holds up nothing; it can be discarded", async () => {
    await using site = await openedSite();
    await attach(site, LARGE, NOTES);
    await site.log.getByText("Not sent: a file may have up to 10 MB").waitFor();
    await site.log.getByRole("link", { name: /notes\.txt/ }).waitFor();
    await site.log.getByRole("button", { name: "Retry" }).click();
    await site.log.getByText("Not sent: a file may have up to 10 MB").waitFor();
    await site.log.getByRole("button", { name: "Discard" }).click();
    expect(await site.log.getByText("film.mov").count()).toBe(0);
  });

  test("without a network waits, and goes out once when there is one", async () => {
    await using site = await openedSite();
    await site.write("first");
    await site.log.getByText(/ · Sent$/).waitFor();
    await site.page.context().setOffline(true);
    await attach(site, PICTURE);
    await site.log.getByText("Waiting to be sent").waitFor();
    await site.page.context().setOffline(false);
    await site.log.getByRole("img", { name: "parcel.png" }).waitFor();
    await site.log.getByText(/ · Sent$/).waitFor();
    expect(await site.log.getByRole("img").count()).toBe(1);
  });

  test("before the page goes is said to be lost, and can only be discarded", async () => {
    await using site = await openedSite();
    await site.write("first");
    await site.log.getByText(/ · Sent$/).waitFor();
    await site.page.route("**/chatplugin.upload?*", () => undefined);
    await attach(site, PICTURE);
    await site.log.getByText("Sending…").waitFor();
    await site.page.reload();
    await site.open();
    await site.log.getByText("parcel.png").waitFor();
    await site.log.getByText("Not sent").waitFor();
    expect(await site.log.getByRole("button", { name: "Retry" }).count()).toBe(0);
    await site.log.getByRole("button", { name: "Discard" }).click();
    expect(await site.log.getByText("parcel.png").count()).toBe(0);
  });
});

test("A page that calls itself a picture is a file to save: it opens nowhere and runs nothing", async () => {
  await using site = await openedSite();
  await attach(site, HTML);
  const link = site.log.getByRole("link", { name: /a\.png/ });
  await link.waitFor();
  expect(await site.log.getByRole("img").count()).toBe(0);
  const saving = site.page
    .context()
    .waitForEvent("page")
    .then((page) => page.waitForEvent("download").catch(() => undefined));
  const address = (await link.getAttribute("href")) ?? "";
  const { headers } = await fetch(address);
  expect(headers.get("content-disposition")).toStartWith("attachment;");
  await link.click();
  await saving;
  expect(await site.page.title()).toBe("A site");
});

test("A site that hides attachments takes none: no button, no pasting, no dropping", async () => {
  await using site = await openSite(scene, {
    before: settingsScript(scene, { hideAttachments: true }),
  });
  await site.open();
  expect(await clip(site).count()).toBe(0);
  await transfer(site.page, site.input, "paste", [PICTURE]);
  await transfer(site.page, site.log, "drop", [PICTURE]);
  await site.write("only words");
  await site.log.getByText("only words").waitFor();
  expect(await site.log.getByText("parcel.png").count()).toBe(0);
});

test("A picture on another host is a link: the visitor's browser calls nobody but the server", async () => {
  const asked: string[] = [];
  const other = Bun.serve({
    port: 0,
    fetch({ url }) {
      asked.push(url);
      return new Response(Uint8Array.from(PNG), { headers: { "Content-Type": "image/png" } });
    },
  });
  await using site = await openedSite();
  await site.write("hello");
  await site.log.getByText(/ · Sent$/).waitFor();
  await using context = await scene.person();
  await signUp(context, scene.parley);
  const { url } = scene.parley;
  const account = { email: "grace@example.org", password: "a long password" };
  const { token } = await mustAsk<{ token: string }>(`${url}/users.login`, account);
  const list = `${url}/conversations.list`;
  const { data } = await mustAsk<{ data: { id: string }[] }>(list, {}, token);
  const conversation_id = data[0]?.id;
  for (const path of ["a.png", `files/${"a".repeat(43)}/b.png`]) {
    const message = { type: "image", url: `http://127.0.0.1:${other.port}/${path}`, name: path };
    await mustAsk(`${url}/messages.send`, { conversation_id, message }, token);
  }
  const link = site.log.getByRole("link", { name: "a.png", exact: true });
  await link.waitFor();
  await site.log.locator("img").waitFor();
  await site.page.waitForLoadState("networkidle");
  expect(asked).toEqual([]);
  await other.stop(true);
});

test("A page with the strictest policy shows pictures when it allows the server's, and else their names", async () => {
  const server = scene.parley.url;
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-a1b2c3' ${server}`,
    `connect-src ${server} ${server.replace("http", "ws")}`,
  ];
  const snippet = `<script nonce="a1b2c3">window.airy = { cid: "${channelIdOf(scene)}" }</script>
    <script async src="${server}/s.js"></script>`;
  for (const [more, isShown] of [
    [`img-src ${server}; media-src ${server}`, true],
    ["img-src 'none'", false],
  ] as const) {
    await using site = await openSite(scene, { policy: [...policy, more].join("; "), snippet });
    await site.open();
    await attach(site, PICTURE);
    const image = site.log.getByRole("img", { name: "parcel.png" });
    await image.waitFor();
    await site.log.getByText(/ · Sent$/).waitFor();
    if (isShown) expect(await widthOf(image)).toBe(320);
    expect(site.complaints.length === 0).toBe(isShown);
    expect(await site.log.getByRole("link", { name: "parcel.png" }).count()).toBe(1);
  }
});

const LOOKS: [string, BrowserContextOptions][] = [
  ["light", {}],
  ["dark", { colorScheme: "dark" }],
  ["on a phone", { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }],
];

test.each(LOOKS)(
  "axe-core finds nothing in attachments that are sent, refused and pending, %s",
  async (_, context) => {
    await using site = await openedSite(context);
    await attach(site, PICTURE, NOTES, { name: "voice.wav", mimeType: "", buffer: silence() });
    await site.log.locator("audio").waitFor();
    await site.log.getByText(/ · Sent$/).waitFor();
    await site.page.route("**/chatplugin.upload?*", () => undefined);
    await attach(site, LARGE, { ...PICTURE, name: "pending.png" });
    await site.log.getByText("Sending…").waitFor();
    expect(await violations(site.page)).toEqual([]);
    await site.page.evaluate(() => (document.documentElement.dir = "rtl"));
    expect(await violations(site.page)).toEqual([]);
  },
);

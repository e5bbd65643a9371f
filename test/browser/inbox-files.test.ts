/** Files in the inbox: shown as what they are, sent with an answer, and nobody else's host called for them. */
import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import type { Locator } from "playwright-core";
import { openTalk, type Talk } from "./inbox-conversation.ts";
import type { DeskView } from "./inbox-office.ts";
import { picture, silence } from "./picture.ts";
import { expectTexts, type VisitorView } from "./scene.ts";
import { transfer, type Given } from "./transfer.ts";

setDefaultTimeout(60_000);

let talk: Talk;
let grace: DeskView;
let visitor: VisitorView;
beforeAll(async () => {
  talk = await openTalk();
  ({ grace, visitor } = talk);
});
afterAll(() => talk[Symbol.asyncDispose]());

const PNG = picture(320, 200);

function png(name: string): Given {
  return { name, mimeType: "image/png", buffer: PNG };
}

function text(name: string): Given {
  return { name, mimeType: "text/plain", buffer: Buffer.alloc(12_300, "x") };
}

function viewed(name: string): Locator {
  return grace.log.getByRole("button", { name: `View ${name}` });
}

async function attach(...files: Given[]): Promise<void> {
  const choosing = grace.page.waitForEvent("filechooser");
  await grace.page.getByRole("button", { name: "Attach files" }).click();
  await (await choosing).setFiles(files);
}

function attached(): Locator {
  return grace.page.getByRole("list", { name: "Attached files" }).getByRole("listitem");
}

async function send(): Promise<void> {
  await grace.page.getByRole("button", { name: "Send" }).click();
}

async function visitorAttaches(...files: Given[]): Promise<void> {
  const choosing = visitor.page.waitForEvent("filechooser");
  await visitor.panel.getByRole("button", { name: "Attach files" }).click();
  await (await choosing).setFiles(files);
}

/** What was stored last, as kinds and names. */
async function lastStored(count: number): Promise<readonly string[]> {
  return (await talk.stored()).slice(-count).map(({ content }) => {
    if ("url" in content) return `${content.type} ${content.name}`;
    return "text" in content ? content.text : content.type;
  });
}

describe("What the visitor sends", () => {
  test("is shown as what it is, and named in the list", async () => {
    const voice = { name: "voice.wav", mimeType: "", buffer: silence() };
    await visitorAttaches(voice, text("notes.txt"), png("parcel.png"));
    const image = viewed("parcel.png").getByRole("img", { name: "parcel.png" });
    await image.waitFor();
    expect(
      await image.evaluate(async (element) => {
        await (element as HTMLImageElement).decode();
        return (element as HTMLImageElement).naturalWidth;
      }),
    ).toBe(320);
    await grace.list.getByText("Photo: parcel.png").waitFor();
    const player = grace.log.locator("audio[aria-label='voice.wav']");
    expect(await player.getAttribute("src")).toStartWith("/files/");
    const link = grace.log.getByRole("link", { name: "Download notes.txt" });
    expect(await link.innerText()).toContain("12 kB");
    const saving = grace.page.waitForEvent("download");
    await link.click();
    expect((await saving).suggestedFilename()).toBe("notes.txt");
  });

  test("opens large by a key, and Escape gives the focus back", async () => {
    await viewed("parcel.png").focus();
    await grace.page.keyboard.press("Enter");
    const lightbox = grace.page.getByRole("dialog", { name: "parcel.png" });
    await lightbox.getByRole("img", { name: "parcel.png" }).waitFor();
    const alone = lightbox.getByRole("link", { name: "Open in a new tab" });
    expect(await alone.getAttribute("href")).toStartWith("/files/");
    await grace.page.keyboard.press("Escape");
    await lightbox.waitFor({ state: "detached" });
    expect(
      await viewed("parcel.png").evaluate((element) => element === document.activeElement),
    ).toBe(true);
  });

  test("and is on another host is a link with its name: nobody else is called, not by a picture of a card either", async () => {
    const asked: string[] = [];
    const other = Bun.serve({
      port: 0,
      fetch({ url }) {
        asked.push(url);
        return new Response(Uint8Array.from(PNG), { headers: { "Content-Type": "image/png" } });
      },
    });
    const there = (path: string): string => `http://127.0.0.1:${other.port}/${path}`;
    await talk.answer({ type: "image", url: there("a.png"), name: "a.png" });
    await talk.answer({ type: "audio", url: there("b.wav"), name: "b.wav" });
    // What looks like a file of ours is asked of our own server, which does not have it.
    const like = `files/${"a".repeat(43)}/c.png`;
    await talk.answer({ type: "image", url: there(like), name: "c.png" });
    await talk.say({
      type: "rich_card",
      card: { title: "A card", media: { url: there("d.png") } },
    });
    await grace.log.getByText("A card").waitFor();
    for (const name of ["a.png", "b.wav"]) {
      const link = grace.log.getByRole("link", { name, exact: true });
      expect(await link.getAttribute("rel")).toContain("noreferrer");
    }
    await grace.log.getByRole("link", { name: "Download c.png" }).waitFor();
    expect(await grace.log.getByRole("link", { name: "Photo", exact: true }).count()).toBe(1);
    await grace.page.waitForLoadState("networkidle");
    expect(asked).toEqual([]);
    await other.stop(true);
  });
});

describe("What the operator sends", () => {
  test("goes with the words, several at once and in their order", async () => {
    await attach(png("one.png"), text("two.txt"));
    await attach(png("three.png"));
    expect(await attached().count()).toBe(3);
    await grace.page.getByRole("button", { name: "Remove two.txt" }).click();
    expect(await attached().count()).toBe(2);
    await grace.reply("Two pictures for you");
    await viewed("three.png").waitFor();
    expect(await attached().count()).toBe(0);
    await visitor.log.getByRole("img", { name: "three.png" }).waitFor();
    expect(await lastStored(3)).toEqual([
      "Two pictures for you",
      "image one.png",
      "image three.png",
    ]);
  });

  test("is taken from the clipboard; text that comes with a picture of itself is text", async () => {
    await transfer(grace.page, grace.input, "paste", [png("pasted.png")]);
    await attached().getByRole("img", { name: "pasted.png" }).waitFor();
    const isTaken = await grace.input.evaluate((element) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", "a table");
      clipboardData.items.add(new File(["x"], "table.png", { type: "image/png" }));
      const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
      element.dispatchEvent(event);
      return event.defaultPrevented;
    });
    expect(isTaken).toBe(false);
    expect(await attached().count()).toBe(1);
    await send();
    await viewed("pasted.png").waitFor();
  });

  test("can be dropped anywhere on the thread, which says so; dragged text is no file", async () => {
    const hint = grace.page.getByText("Drop the files to attach them");
    await transfer(grace.page, grace.log, "dragenter", []);
    expect(await hint.count()).toBe(0);
    await transfer(grace.page, grace.log, "dragenter", [png("dropped.png")]);
    await hint.waitFor();
    await transfer(grace.page, grace.log, "dragleave", [png("dropped.png")]);
    await hint.waitFor({ state: "detached" });
    await transfer(grace.page, grace.log, "dragenter", [png("dropped.png")]);
    await transfer(grace.page, grace.log, "drop", [png("dropped.png")]);
    await hint.waitFor({ state: "detached" });
    await attached().getByRole("img", { name: "dropped.png" }).waitFor();
    await send();
    await viewed("dropped.png").waitFor();
  });

  test("and is too large is said to be before anything goes out, and holds up nothing else", async () => {
    const uploads: string[] = [];
    grace.page.on("request", (request) => {
      const { pathname, searchParams } = new URL(request.url());
      if (pathname === "/messages.upload") uploads.push(searchParams.get("name") ?? "");
    });
    const film = { name: "film.mov", mimeType: "", buffer: Buffer.alloc(10 * 1024 * 1024 + 1) };
    await attach(film);
    await grace.page.getByText("A file can be 10 MB at most.").waitFor();
    expect(await grace.page.getByRole("button", { name: "Send" }).isDisabled()).toBe(true);
    await attach(png("small.png"));
    await send();
    await viewed("small.png").waitFor();
    expect(await attached().count()).toBe(1);
    await grace.page.getByRole("button", { name: "Remove film.mov" }).click();
    expect(await attached().count()).toBe(0);
    expect(uploads).toEqual(["small.png"]);
  });

  test("says how far it is, can be taken back, and what follows goes out then", async () => {
    await grace.page.route("**/messages.upload?*", () => undefined, { times: 1 });
    await attach(png("wrong.png"));
    await send();
    await grace.reply("Sorry, wrong file");
    await grace.log.getByRole("progressbar", { name: "Sending wrong.png" }).waitFor();
    await grace.log.getByRole("button", { name: "Cancel" }).click();
    await visitor.log.getByText("Sorry, wrong file").waitFor();
    expect(await grace.log.getByText("wrong.png").count()).toBe(0);
    expect(await lastStored(1)).toEqual(["Sorry, wrong file"]);
  });

  test("while the server is down waits, and goes out once when it is there again", async () => {
    await talk.scene.kill();
    await attach(png("late.png"));
    await grace.reply("A late picture");
    await grace.log.getByText("Waiting to be sent…").first().waitFor();
    await talk.scene.startAgain();
    await viewed("late.png").waitFor();
    await visitor.log.getByRole("img", { name: "late.png" }).waitFor();
    expect(await lastStored(2)).toEqual(["A late picture", "image late.png"]);
  });

  test("and was broken off by a reload is said to be lost, and can only be discarded", async () => {
    await grace.page.route("**/messages.upload?*", () => undefined, { times: 1 });
    await attach(png("lost.png"));
    await send();
    await grace.log.getByRole("progressbar").waitFor();
    await grace.page.reload();
    await grace.log.getByText(/^Not sent: the page was closed/).waitFor();
    await grace.log.getByText("lost.png").waitFor();
    expect(await grace.log.getByRole("button", { name: "Retry" }).count()).toBe(0);
    await grace.log.getByRole("button", { name: "Discard" }).click();
    expect(await grace.log.getByText("lost.png").count()).toBe(0);
    await grace.reply("After it");
    await expectTexts(grace.log, ["After it"]);
  });
});

test("A thread with pictures is at its end when they have come", async () => {
  for (const name of ["x.png", "y.png", "z.png"]) {
    await talk.say({ type: "image", url: await talk.upload(name, picture(640, 900)), name });
  }
  await talk.say({ type: "text", text: "The end of it" });
  await grace.log.getByText("The end of it").waitFor();
  await grace.page.reload();
  await grace.log.getByText("The end of it").waitFor();
  await viewed("z.png").getByRole("img").waitFor();
  await grace.page.waitForFunction(() => {
    const log = document.querySelector(".messages-scroll");
    const images = [...(log?.querySelectorAll("img") ?? [])];
    const last = images.at(-1);
    return (
      log !== null &&
      last?.complete === true &&
      last.naturalWidth > 0 &&
      log.scrollHeight - log.scrollTop - log.clientHeight < 2
    );
  });
});

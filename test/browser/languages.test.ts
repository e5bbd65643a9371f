/** The widget speaks the visitor's language, and is laid out in its direction wherever the page puts it. */
import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import { openScene, type Scene } from "./scene.ts";

setDefaultTimeout(60_000);

let scene: Scene;
beforeAll(async () => void (scene = await openScene()));
afterAll(() => scene[Symbol.asyncDispose]());

const SPOKEN: [locale: string, open: string, placeholder: string][] = [
  ["en-GB", "Open chat", "Write a message…"],
  ["sv-SE", "Open chat", "Write a message…"],
  ["de-AT", "Chat öffnen", "Nachricht schreiben …"],
  ["fr-FR", "Ouvrir le chat", "Écrire un message…"],
  ["pl-PL", "Otwórz czat", "Napisz wiadomość…"],
  ["ja-JP", "チャットを開く", "メッセージを入力…"],
  ["ar-EG", "فتح المحادثة", "اكتب رسالة…"],
];

test.each(SPOKEN)(
  "To a visitor with the locale %s the button says %s",
  async (locale, open, placeholder) => {
    const context = await scene.person({ locale });
    const page = await context.newPage();
    await page.goto(scene.examplePage);
    await page.getByRole("button", { name: open, exact: true }).click();
    await page.getByPlaceholder(placeholder, { exact: true }).waitFor();
    await context.close();
  },
);

test("Hebrew goes from right to left inside the panel, which stays on the page's own side", async () => {
  const context = await scene.person({ locale: "he-IL" });
  const page = await context.newPage();
  await page.goto(scene.examplePage);
  await page.getByRole("button", { name: "פתיחת הצ׳אט" }).click();
  const panel = await page.getByRole("dialog").boundingBox();
  const send = await page.getByRole("button", { name: "שליחה" }).boundingBox();

  const input = await page.getByPlaceholder("כתיבת הודעה…").boundingBox();
  if (panel === null || send === null || input === null) throw new Error("something is not there");
  expect(panel.x).toBeGreaterThan(1_100 / 2);
  expect(send.x).toBeLessThan(input.x);
  await context.close();
});

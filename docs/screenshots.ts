/** Takes the README's pictures from the executable: `npm run screenshots`. */
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expectTexts, openScene, signUp, visitorOn } from "../test/browser/scene.ts";

const IMAGES = join(import.meta.dir, "images");

await using scene = await openScene();
const look = { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1.5 };

const visitor = visitorOn(
  await (await scene.person({ ...look, viewport: { width: 1120, height: 760 } })).newPage(),
);
await visitor.page.goto(scene.examplePage);
await visitor.open();
await visitor.write("Hello! Do you ship to Iceland?");
const operator = await signUp(await scene.person(look), scene.parley);
const others: Page[] = [];

for (const [text, name] of [
  ["Is there a student discount?", "Katherine Johnson"],
  ["My invoice has the wrong address.", "Alan Turing"],
  ["مرحبا، هل يمكنني تغيير موعد التسليم؟", "فاطمة الفهري"],
] as const) {
  const other = visitorOn(await (await scene.person()).newPage());
  await other.page.goto(scene.examplePage);
  await other.open();
  await other.write(text);
  await operator.list.getByText(text).click();
  await rename(name);
  others.push(other.page);
}
await others[1]?.close();

await operator.list.getByText("Hello! Do you ship to Iceland?").click();
await rename("Björk Jónsdóttir");
for (const [tag, colour] of [
  ["Shipping", "Blue"],
  ["VIP", "Purple"],
] as const) {
  await operator.page.getByRole("button", { name: /^Tags/ }).click();
  await operator.page.getByLabel(colour).check();
  await operator.page.getByLabel("Name of the new tag").fill(tag);
  await operator.page.keyboard.press("Enter");
  await operator.page.getByRole("button", { name: new RegExp(`^Tags:.*${tag}`) }).waitFor();
  await operator.page.keyboard.press("Escape");
}
await operator.page.getByRole("button", { name: /^Assigned to/ }).click();
await operator.page.getByRole("button", { name: /\(you\)$/ }).click();
await operator.reply("We do, every Tuesday. It takes a week: https://example.org/shipping");
await visitor.write("Wonderful. I will take two, then.");
await expectTexts(operator.log, ["Wonderful. I will take two, then."]);
await operator.reply("Both are on their way with tomorrow's post.");
await expectTexts(visitor.log, ["Both are on their way with tomorrow's post."]);
await operator.log.getByText(/^Seen /).waitFor();
await operator.input.fill("Your parcel number is ");

for (const [name, { page }] of Object.entries({ widget: visitor, inbox: operator })) {
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(IMAGES, `${name}.png`), animations: "disabled" });
}

/** Gives the visitor of the open conversation a name. */
async function rename(name: string): Promise<void> {
  const { page } = operator;
  await page.getByRole("button", { name: "Change the name" }).click();
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name }).waitFor();
}

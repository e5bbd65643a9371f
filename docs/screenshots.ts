/** Takes the README's pictures from the executable: `npm run screenshots`. */
import { join } from "node:path";
import { expectTexts, openScene, signUp, visitorOn } from "../test/browser/scene.ts";

const IMAGES = join(import.meta.dir, "images");

await using scene = await openScene();
const look = { viewport: { width: 1120, height: 760 }, deviceScaleFactor: 1.5 };

const visitor = visitorOn(await (await scene.person(look)).newPage());
await visitor.page.goto(scene.examplePage);
await visitor.open();
await visitor.write("Hello! Do you ship to Iceland?");
const operator = await signUp(await scene.person(look), scene.parley);

for (const text of [
  "Is there a student discount?",
  "My invoice has the wrong address.",
  "مرحبا، هل يمكنني تغيير موعد التسليم؟",
]) {
  const other = visitorOn(await (await scene.person()).newPage());
  await other.page.goto(scene.examplePage);
  await other.open();
  await other.write(text);
  await operator.list.getByText(text).waitFor();
}

await operator.list.getByText("Hello! Do you ship to Iceland?").click();
await operator.reply("We do, every Tuesday. It takes a week: https://example.org/shipping");
await visitor.write("Wonderful. I will take two, then.");
await expectTexts(operator.log, ["Wonderful. I will take two, then."]);
await operator.reply("Both are on their way with tomorrow's post.");
await expectTexts(visitor.log, ["Both are on their way with tomorrow's post."]);
await operator.input.fill("Your parcel number is ");

for (const [name, { page }] of Object.entries({ widget: visitor, inbox: operator })) {
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(IMAGES, `${name}.png`), animations: "disabled" });
}

/** Draws the inbox's icons as PNG from inbox/icons/icon.svg: `bun docs/icons.ts`, when that has changed. */
import { join } from "node:path";
import { launchChromium } from "../test/browser/chromium.ts";

const ICONS = join(import.meta.dir, "../inbox/icons");
const COLOR = "#3451c6";

/** `inset`: the part of each side around the drawing. On a ground it is white with lines of the colour. */
const PICTURES = [
  { name: "icon-192.png", size: 192, inset: 0.03, ground: undefined },
  { name: "icon-512.png", size: 512, inset: 0.03, ground: undefined },
  // A launcher may cut it to any shape that leaves the inner 80 % of it.
  { name: "icon-maskable-512.png", size: 512, inset: 0.24, ground: COLOR },
  { name: "apple-touch-icon.png", size: 180, inset: 0.19, ground: COLOR },
] as const;

const drawing = await Bun.file(join(ICONS, "icon.svg")).text();
const turned = drawing
  .replace(`fill="${COLOR}"`, 'fill="#ffffff"')
  .replace('stroke="#fff"', `stroke="${COLOR}"`);

const browser = await launchChromium();
try {
  const page = await browser.newPage();
  for (const { name, size, inset, ground } of PICTURES) {
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(
      `<style>body { margin: 0; background: ${ground ?? "transparent"} }
       svg { position: absolute; inset: ${inset * 100}%; width: ${(1 - 2 * inset) * 100}% }</style>
       ${ground === undefined ? drawing : turned}`,
    );
    await page.screenshot({ path: join(ICONS, name), omitBackground: true });
  }
} finally {
  await browser.close();
}

/** The inbox as an app of the system: what Chromium says of it, in a profile that is somebody's own. */
import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import type { CDPSession } from "playwright-core";
import { launchOwnChromium } from "./chromium.ts";
import { openScene, type Scene } from "./scene.ts";

setDefaultTimeout(60_000);

let scene: Scene;
beforeAll(async () => void (scene = await openScene()));
afterAll(() => scene[Symbol.asyncDispose]());

async function settled(devtools: CDPSession): Promise<unknown[]> {
  const { installabilityErrors } = await devtools.send("Page.getInstallabilityErrors");
  return installabilityErrors;
}

test("Chromium finds the inbox installable, and its manifest without a mistake", async () => {
  const context = await launchOwnChromium(scene.folder.path);
  try {
    const page = await context.newPage();
    await page.goto(`${scene.parley.url}/inbox`, { waitUntil: "networkidle" });
    const devtools = await context.newCDPSession(page);
    const { errors, url } = await devtools.send("Page.getAppManifest");
    expect(errors).toEqual([]);
    expect(url).toBe(`${scene.parley.url}/inbox/manifest.webmanifest`);
    expect(await settled(devtools)).toEqual([]);
  } finally {
    await context.close();
  }
});

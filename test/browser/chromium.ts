/** The browser that the browser tests drive: the machine's own, or else the one that npm brought. */

import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium, type LaunchOptions } from "playwright-core";
import { unpackedChromium } from "./unpacked-chromium.ts";

const COMMANDS = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
const PLACES = [
  "/usr/bin/chromium",
  "/opt/google/chrome/chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];
const ARGS = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A headless browser; rejects, saying how to get one, where there is none. Close it when done. */
export async function launchChromium(): Promise<Browser> {
  return chromium.launch(await launchOptions());
}

/** The same with a profile that lies in a folder: a tab of it is nobody's private window. */
export async function launchOwnChromium(folder: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(join(folder, "profile"), await launchOptions());
}

async function launchOptions(): Promise<LaunchOptions> {
  const { executablePath, env } = await findChromium();
  return {
    executablePath,
    // These tests open only pages of our own server, and containers often cannot make the sandbox.
    chromiumSandbox: false,
    args: ARGS,
    // Without a language of the machine, Chromium tells pages one that is none (`en-US@posix`).
    env: { ...Bun.env, LANG: "en_US.UTF-8", LC_ALL: "en_US.UTF-8", ...env },
  };
}

interface Found {
  readonly executablePath: string;
  /** Variables that this browser needs besides the environment. */
  readonly env?: Record<string, string>;
}

async function findChromium(): Promise<Found> {
  const named = Bun.env.CHROMIUM_PATH;
  if (named) {
    if (existsSync(named)) return { executablePath: named };
    throw new Error(`CHROMIUM_PATH names ${named}, which does not exist.`);
  }
  const installed = COMMANDS.map((command) => Bun.which(command)).find(Boolean);
  const executablePath = installed ?? PLACES.find((place) => existsSync(place));
  if (executablePath) return { executablePath };
  if (process.platform === "linux" && process.arch === "x64") return unpackedChromium();
  throw new Error(
    "The browser tests need Chromium or Chrome: install one (Debian: apt-get install chromium) " +
      "or name one in CHROMIUM_PATH.",
  );
}

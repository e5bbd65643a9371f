import { labels } from "../../../labels.ts";

/** The first one that is found counts: most browsers also claim to be those below them. */
const BROWSERS: readonly (readonly [name: string, mark: RegExp])[] = [
  ["Edge", /\bEdg(?:e|A|iOS)?\//],
  ["Opera", /\bOPR\//],
  ["Samsung Internet", /\bSamsungBrowser\//],
  ["Vivaldi", /\bVivaldi\//],
  ["Firefox", /\b(?:Firefox|FxiOS)\//],
  ["Chrome", /\b(?:Chrome|HeadlessChrome|CriOS)\//],
  ["Safari", /\bVersion\/[\d.]+ .*\bSafari\//],
];
const SYSTEMS: readonly (readonly [name: string, mark: RegExp])[] = [
  ["iPhone", /\biPhone\b/],
  ["iPad", /\biPad\b/],
  ["Android", /\bAndroid\b/],
  ["Windows", /\bWindows\b/],
  ["ChromeOS", /\bCrOS\b/],
  ["macOS", /\bMac ?OS ?X\b/],
  ["Linux", /\bLinux\b/],
];

/** What a browser calls itself, in words that its owner knows it by: "Firefox on Linux". */
export function deviceName(userAgent: string | undefined): string {
  const find = (table: typeof BROWSERS): string | undefined =>
    table.find(([, mark]) => mark.test(userAgent ?? ""))?.[0];
  const browser = find(BROWSERS);
  const system = find(SYSTEMS);
  if (browser !== undefined && system !== undefined) return labels.profile.on(browser, system);
  return browser ?? system ?? labels.profile.unknownDevice;
}

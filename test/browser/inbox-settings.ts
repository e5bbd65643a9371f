/** The settings of the inbox, by what a person finds there. */
import type { Locator, Page } from "playwright-core";
import type { Scene } from "./scene.ts";

/** Opens a page of the settings by its address. */
export async function openSettings({ parley }: Scene, page: Page, name: string): Promise<void> {
  await page.goto(`${parley.url}/inbox#/settings/${name}`);
  await page.getByRole("main").getByRole("heading", { level: 2 }).waitFor();
}

/** A part of a page, by its heading. */
export function section(page: Page, name: string): Locator {
  return page.getByRole("region", { name, exact: true });
}

/** The line of a list that says this. */
export function line(where: Locator, text: string): Locator {
  return where.getByRole("listitem").filter({ hasText: text });
}

/** The token that the page calls with. */
export function tokenOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    const stored = localStorage.getItem("parley.session") ?? "{}";
    return (JSON.parse(stored) as { token: string }).token;
  });
}

/** What the server answers, as a client with this token. */
export async function ask(
  { parley }: Scene,
  path: string,
  body: object,
  token: string,
): Promise<{ readonly status: number; readonly body: unknown }> {
  const response = await fetch(`${parley.url}${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: token },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}

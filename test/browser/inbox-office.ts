/** Two operators at their inboxes, for the tests of what one does and the other sees. */
import type { Locator, Page } from "playwright-core";
import { operatorOn, signUp, type OperatorView, type Scene } from "./scene.ts";

export interface DeskView extends OperatorView {
  readonly head: Locator;
  readonly details: Locator;
  readonly search: Locator;
  tab(name: string): Locator;
  open(text: string): Promise<void>;
}

export function deskOn(page: Page): DeskView {
  const operator = operatorOn(page);
  return {
    ...operator,
    head: page.getByRole("region", { name: /^Conversation with/ }).locator("header"),
    details: page.getByRole("complementary", { name: "Details" }),
    search: page.getByRole("textbox", { name: "Search conversations" }),
    tab: (name) => page.getByRole("group", { name: "Show" }).getByRole("button", { name }),
    async open(text) {
      await operator.list.getByText(text).click();
      await operator.log.getByText(text).waitFor();
    },
  };
}

/** Grace, who has made the first account, an admin. */
export async function grace(scene: Scene): Promise<DeskView> {
  const { page } = await signUp(await scene.person({ viewport: WIDE }), scene.parley);
  return deskOn(page);
}

/** Ada, an agent, who logs in by the form. */
export async function ada(scene: Scene, admin: Page): Promise<DeskView> {
  const account = { email: "ada@example.org", password: "a long password" };
  const { status } = await fetch(`${scene.parley.url}/users.signup`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: await tokenOf(admin) },
    body: JSON.stringify({ ...account, first_name: "Ada", last_name: "Lovelace", role: "agent" }),
  });
  if (status !== 200) throw new Error(`Ada's account was answered by ${status}`);
  const page = await (await scene.person({ viewport: WIDE })).newPage();
  await page.goto(`${scene.parley.url}/inbox`);
  await page.getByLabel("E-mail").fill(account.email);
  await page.getByLabel("Password").fill(account.password);
  await page.getByRole("button", { name: "Log in" }).click();
  await page.getByRole("button", { name: /^Account of/ }).waitFor();
  return deskOn(page);
}

const WIDE = { width: 1360, height: 800 };

async function tokenOf(page: Page): Promise<string> {
  const stored = await page.evaluate(() => localStorage.getItem("parley.session") ?? "");
  return `Bearer ${(JSON.parse(stored) as { token: string }).token}`;
}

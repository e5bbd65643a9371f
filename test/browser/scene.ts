/** One browser and one executable in an empty folder: the stage of the browser tests. */
import { join } from "node:path";
import type {
  Browser,
  BrowserContext,
  BrowserContextOptions,
  Locator,
  Page,
} from "playwright-core";
import { emptyFolder, type Folder, type ParleyProcess } from "../parley-process.ts";
import { launchChromium } from "./chromium.ts";
import { executable } from "./executable.ts";

export interface Scene extends AsyncDisposable {
  readonly folder: Folder;
  /** The one that runs now. */
  readonly parley: ParleyProcess;
  readonly browser: Browser;
  readonly examplePage: string;
  /** A person of their own: nothing shared with other contexts. */
  person(options?: BrowserContextOptions): Promise<BrowserContext>;
  /** Kills the server. */
  kill(): Promise<void>;
  /** Starts it again where it was, on the same port and file. */
  startAgain(): Promise<void>;
}

const ARGS = ["--seed-channel", "--rate-limit", "off"];

/** `prepare` may make the database before the server's first start. */
export async function openScene(prepare?: (database: string) => void): Promise<Scene> {
  const [command, browser] = await Promise.all([executable(), launchChromium()]);
  const folder = emptyFolder([command]);
  prepare?.(join(folder.path, "parley.db"));
  let parley = await folder.start(ARGS);
  const { port } = parley;
  return {
    folder,
    browser,
    get parley() {
      return parley;
    },
    examplePage: /^Page +(\S+)$/m.exec(parley.printed)?.[1] ?? "",
    async person(options = {}) {
      return browser.newContext({
        locale: "en-GB",
        viewport: { width: 1100, height: 800 },
        ...options,
      });
    },
    async kill() {
      await parley.end("SIGKILL");
    },
    async startAgain() {
      parley = await folder.start(ARGS, port);
    },
    async [Symbol.asyncDispose]() {
      await browser.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}

/** The widget on a page, by what a person finds there. */
export interface VisitorView {
  readonly page: Page;
  readonly bubble: Locator;
  readonly panel: Locator;
  readonly input: Locator;
  readonly log: Locator;
  open(): Promise<void>;
  write(text: string): Promise<void>;
}

export function visitorOn(page: Page): VisitorView {
  const panel = page.getByRole("dialog");
  const input = panel.getByRole("textbox", { name: "Message" });
  const bubble = page.getByRole("button", { name: /^(Open|Close) chat/ }).last();
  return {
    page,
    bubble,
    panel,
    input,
    log: panel.getByRole("log"),
    async open() {
      await bubble.click();
      await input.waitFor();
    },
    async write(text) {
      await input.fill(text);
      await panel.getByRole("button", { name: "Send" }).click();
    },
  };
}

/** The inbox, by what an operator finds there. */
export interface OperatorView {
  readonly page: Page;
  readonly list: Locator;
  readonly log: Locator;
  readonly input: Locator;
  reply(text: string): Promise<void>;
}

export function operatorOn(page: Page): OperatorView {
  const input = page.getByRole("textbox", { name: "Reply" });
  return {
    page,
    list: page.getByRole("list", { name: "Conversations" }),
    log: page.getByRole("log", { name: "Messages" }),
    input,
    async reply(text) {
      await input.fill(text);
      await page.getByRole("button", { name: "Send" }).click();
    },
  };
}

/** Makes the first account through the setup link that the start has printed. */
export async function signUp(
  context: BrowserContext,
  parley: ParleyProcess,
): Promise<OperatorView> {
  const page = await context.newPage();
  await page.goto(`${parley.url}/inbox#setup=${parley.setupToken}`);
  await page.getByLabel("First name").fill("Grace");
  await page.getByLabel("Last name").fill("Hopper");
  await page.getByLabel("E-mail").fill("grace@example.org");
  await page.getByLabel("Password").fill("a long password");
  await page.getByRole("button", { name: "Create account" }).click();
  await page.getByRole("button", { name: /^Account of/ }).waitFor();
  return operatorOn(page);
}

/** The texts of a log's messages, once they are these. Rejects when they never are. */
export async function expectTexts(log: Locator, texts: readonly string[]): Promise<void> {
  const last = log.getByText(texts.at(-1) ?? "", { exact: true });
  await last.waitFor();
  const shown = await log.innerText();
  const found = shown.split("\n").filter((line) => texts.includes(line));
  if (JSON.stringify(found) === JSON.stringify(texts)) return;
  throw new Error(`${JSON.stringify(texts)} was awaited, the log shows ${JSON.stringify(found)}`);
}

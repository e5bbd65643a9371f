/** The widget's renderer, in a real document. */
import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import type { createDrawing } from "../../widget/jsx/draw.ts";
import type { jsx } from "../../widget/jsx/jsx-runtime.ts";
import { ROOT } from "../project-files.ts";
import { launchChromium } from "./chromium.ts";

setDefaultTimeout(60_000);

/** What the pages of these tests have on their `window`. */
interface Tools {
  readonly jsx: typeof jsx;
  readonly draw: ReturnType<typeof createDrawing>;
}

let browser: Browser;
let script: string;

beforeAll(async () => {
  browser = await launchChromium();
  const bundle = await Bun.build({
    entrypoints: ["draw-page.ts"],
    files: {
      "draw-page.ts": `
        import { createDrawing } from ${JSON.stringify(join(ROOT, "widget/jsx/draw.ts"))};
        import { jsx } from ${JSON.stringify(join(ROOT, "widget/jsx/jsx-runtime.ts"))};
        Object.assign(window, { jsx, draw: createDrawing(document.body) });`,
    },
    target: "browser",
    format: "iife",
  });
  script = (await bundle.outputs[0]?.text()) ?? "";
});

afterAll(() => browser.close());

async function emptyPage(): Promise<Page> {
  const page = await browser.newPage();
  await page.setContent("<!doctype html><body></body>");
  await page.evaluate(script);
  return page;
}

test("Elements are found again by their keys: reordered, the focused one keeps its focus and its caret", async () => {
  const page = await emptyPage();
  const after = await page.evaluate(() => {
    const { jsx: h, draw } = window as unknown as Tools;
    const inputs = (...names: string[]): void =>
      draw(names.map((name) => h("input", { id: name }, name)));
    inputs("a", "b", "c");
    const focused = document.querySelector<HTMLInputElement>("#a");
    focused?.focus();
    if (focused) focused.value = "written";
    focused?.setSelectionRange(2, 4);
    inputs("d", "a", "c");
    return {
      order: [...document.body.children].map(({ id }) => id),
      isSame: document.querySelector("#a") === focused,
      value: focused?.value,
      caret: [focused?.selectionStart, focused?.selectionEnd],
      focus: document.activeElement?.id,
    };
  });
  expect(after).toMatchObject({
    order: ["d", "a", "c"],
    isSame: true,
    value: "written",
    caret: [2, 4],
    focus: "a",
  });
  await page.close();
});

test("Only what differs changes: attributes come and go, texts are replaced, listeners do not pile up", async () => {
  const page = await emptyPage();
  const seen = await page.evaluate(() => {
    const { jsx: h, draw } = window as unknown as Tools;
    let clicks = 0;
    const button = (label: string, title: string | undefined): void =>
      draw(h("button", { title, disabled: false, onClick: () => (clicks += 1), children: label }));
    button("one", "a title");
    const element = document.querySelector("button");
    const before = element?.outerHTML;
    button("two", undefined);
    element?.click();
    return { before, after: document.body.innerHTML, clicks };
  });
  expect(seen).toEqual({
    before: '<button title="a title">one</button>',
    after: "<button>two</button>",
    clicks: 1,
  });
  await page.close();
});

test("Text is never markup, and what is false, null or undefined draws nothing", async () => {
  const page = await emptyPage();
  const html = await page.evaluate(() => {
    const { jsx: h, draw } = window as unknown as Tools;
    draw(h("p", { children: ["<b>bold</b>", false, null, undefined, 0, ["a", ["b"]]] }));
    const drawn = document.body.innerHTML;
    draw(null);
    return [drawn, document.body.innerHTML];
  });
  expect(html).toEqual(["<p>&lt;b&gt;bold&lt;/b&gt;0ab</p>", ""]);
  await page.close();
});

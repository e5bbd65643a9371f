/** `window.airy`, as a page's own scripts use it. */
import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import type { PageApi } from "../../widget/page-api.ts";
import { operatorOn, openScene, signUp, type OperatorView, type Scene } from "./scene.ts";
import { openSite, type Site } from "./site.ts";

setDefaultTimeout(60_000);

let scene: Scene;
let operator: OperatorView;
beforeAll(async () => {
  scene = await openScene();
  operator = await signUp(await scene.person(), scene.parley);
});
afterAll(() => scene[Symbol.asyncDispose]());

interface OwnPage {
  readonly airy: PageApi;
  readonly heard: unknown[][];
  isHidden: boolean;
}

/** A page that writes down what it hears of the chat, and says itself whether anybody looks at it. */
const LISTENING = `<script>
  window.heard = [];
  window.isHidden = false;
  Object.defineProperty(document, "hidden", { get: () => window.isHidden });
  window.airy = { q: [] };
  for (const event of ["open", "close", "message", "unread"]) {
    airy.q.push(["on", event, (...values) => heard.push([event, ...values.map((value) => value.content?.text ?? value)])]);
  }
  airy.q.push(["on", "open", () => { throw new Error("a listener's own"); }]);
</script>`;

function heard(site: Site): Promise<unknown[][]> {
  return site.page.evaluate(() => (window as unknown as OwnPage).heard);
}

async function untilHeard(site: Site, event: readonly unknown[]): Promise<void> {
  await site.page.waitForFunction(
    (wanted) => (window as unknown as OwnPage).heard.some((one) => JSON.stringify(one) === wanted),
    JSON.stringify(event),
  );
}

/** Opens the newest conversation in the inbox. */
async function answer(text: string): Promise<void> {
  await operator.list.getByRole("link").or(operator.list.getByRole("button")).first().click();
  await operatorOn(operator.page).reply(text);
}

test("Calls from before the script has loaded are made, in order; a listener that throws stops nothing", async () => {
  const before = `${LISTENING}<script>airy.q.push(["open"], ["send", "said before it was there"]);</script>`;
  await using site = await openSite(scene, { before });
  await site.log.getByText("said before it was there").waitFor();
  expect(await heard(site)).toEqual([["open"]]);
  expect(site.complaints).toEqual(["a listener's own"]);
});

test("The page opens, closes and toggles the chat, and hears of it once each time", async () => {
  await using site = await openSite(scene, { before: LISTENING });
  await site.page.evaluate(() => {
    const { airy } = window as unknown as OwnPage;
    airy.open();
    airy.open();
  });
  await site.panel.waitFor();
  await site.bubble.click();
  await site.page.evaluate(() => {
    const { airy } = window as unknown as OwnPage;
    airy.close();
    airy.toggle();
  });
  await site.panel.waitFor();
  expect(await heard(site)).toEqual([["open"], ["close"], ["open"]]);
});

test("The page gives the chat another look while it is open; what it leaves out is as before", async () => {
  await using site = await openSite(scene);
  await site.open();
  const own = await site.panel.getByRole("heading").innerText();
  const colors = (): Promise<string[]> =>
    site.panel.evaluate((panel) =>
      [".head", ".send"].map((part) => {
        const element = panel.querySelector(part);
        return element === null ? "" : getComputedStyle(element).backgroundColor;
      }),
    );
  const before = await colors();
  const [, send = ""] = before;
  const configure = (config: object): Promise<void> =>
    site.page.evaluate((given) => (window as unknown as OwnPage).airy.configure(given), {
      ...config,
    });
  await configure({ headerText: "Night shift", primaryColor: "#123456" });
  expect(await site.panel.getByRole("heading").innerText()).toBe("Night shift");
  expect(await colors()).toEqual(["rgb(18, 52, 86)", send]);
  await configure({});
  expect(await site.panel.getByRole("heading").innerText()).toBe(own);
  expect(await colors()).toEqual(before);
});

test("A new answer is told to the page and counted; in a tab that nobody looks at the title says it", async () => {
  await using site = await openSite(scene, { before: LISTENING });
  await site.page.evaluate(() => (window as unknown as OwnPage).airy.send("Anybody there?"));
  await operator.list.getByText("Anybody there?").waitFor();
  await site.page.evaluate(() => void ((window as unknown as OwnPage).isHidden = true));
  await answer("Yes!");
  await untilHeard(site, ["unread", 1]);
  expect(await heard(site)).toEqual([
    ["unread", 1],
    ["message", "Yes!"],
  ]);
  expect(await site.page.title()).toBe("(1) A site");
  await site.page.evaluate(() => void ((window as unknown as OwnPage).isHidden = false));
  await site.open();
  await untilHeard(site, ["unread", 0]);
  expect(await site.page.title()).toBe("A site");
  // What is there already is not new after a reload.
  await site.page.reload({ waitUntil: "networkidle" });
  await site.open();
  await site.log.getByText("Yes!").waitFor();
  expect(await heard(site)).toEqual([["open"]]);
});

test("logout forgets the conversation on this browser; the next one is another, and listeners stay", async () => {
  await using site = await openSite(scene, { before: LISTENING });
  // The way back into the first conversation comes only after it is to be forgotten.
  const answered = Promise.withResolvers<void>();
  const asked = Promise.withResolvers<void>();
  await site.page.route(/chatplugin\.resumeToken$/, async (route) => {
    const response = await route.fetch();
    asked.resolve();
    await answered.promise;
    await route.fulfill({ response });
  });
  await site.open();
  await site.write("a secret of the first person");
  await site.log.getByText(/ · Sent$/).waitFor();
  await asked.promise;
  await site.page.evaluate(() => (window as unknown as OwnPage).airy.logout());
  const late = site.page.waitForEvent("requestfinished");
  answered.resolve();
  await late;
  expect(await site.page.locator("parley-chat").count()).toBe(1);
  expect(await site.page.evaluate(() => localStorage.length)).toBe(0);
  await site.open();
  await site.write("said by the second");
  await site.log.getByText(/ · Sent$/).waitFor();
  expect(await site.log.getByText("a secret of the first person").count()).toBe(0);
  expect(await heard(site)).toEqual([["open"], ["open"]]);
  await operator.list.getByText("a secret of the first person").waitFor();
  await operator.list.getByText("said by the second").waitFor();
});

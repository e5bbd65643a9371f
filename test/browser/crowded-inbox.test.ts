/**
 * An inbox of 100,000 conversations and a million messages, by what can be counted: rows in the document,
 * requests, changes of the document. How long the main thread works is measured by `npm run bench`.
 */
import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import { CROWD, seedCrowdedInbox } from "../../bench/crowded-inbox.ts";
import { crowdOf, type CrowdView } from "./crowd-view.ts";
import { deskOn, grace as graceAt, type DeskView } from "./inbox-office.ts";
import { openScene, type Scene } from "./scene.ts";

setDefaultTimeout(120_000);

/** Those in sight and as many again. */
const ROWS_MAX = 60;
/** A few changes of each row that is drawn, and of the list's head. */
const CHANGES_MAX = 400;

let scene: Scene;
let grace: DeskView;
let crowd: CrowdView;

beforeAll(async () => {
  scene = await openScene((database) => seedCrowdedInbox(database));
  grace = await graceAt(scene);
  crowd = await crowdOf(grace.page, scene.parley.url);
  await grace.list.getByRole("link").first().waitFor();
});

afterAll(() => scene[Symbol.asyncDispose]());

test("The list's length is told to a screen reader, of which only some rows are in the document", async () => {
  const row = grace.list.getByRole("listitem").first();
  // Two of three are open.
  expect(await row.getAttribute("aria-setsize")).toBe("66667");
  expect(await row.getAttribute("aria-posinset")).toBe("1");
  expect(await grace.list.getByRole("listitem").count()).toBeLessThan(ROWS_MAX);
});

test("Scrolled far down, rows follow each other without a gap, and each page is asked for once", async () => {
  const before = crowd.pages();
  for (let step = 1; step <= 30; step += 1) await crowd.scrollToEnd();
  const { rows, tops, most } = await crowd.drawn();
  expect(rows[0]).toBeGreaterThan(1_450);
  expect(rows).toEqual(rows.map((_, index) => (rows[0] ?? 0) + index));
  const heights = tops.slice(1).map((top, index) => top - (tops[index] ?? 0));
  expect(new Set(heights)).toEqual(new Set([66]));
  expect(most).toBeLessThan(ROWS_MAX);
  expect(crowd.pages() - before).toBeLessThanOrEqual(31);
});

test("A message that comes in meanwhile moves nothing under the reader's eyes, and is told of", async () => {
  const before = await crowd.inSight();
  const other = await crowd.changesDuring(async () => {
    await crowd.write("0197c0de-0000-7000-8000-00000001869f", "I am back");
    await grace.page.getByRole("button", { name: "New messages" }).waitFor();
  });
  expect(await crowd.inSight()).toEqual(before);
  expect(other).toBeLessThan(CHANGES_MAX);
});

test("A row in sight whose visitor writes goes up and away, and those around it stay in their order", async () => {
  const before = await crowd.inSight();
  const [moved] = before.splice(4, 1);
  const id = moved?.id.replace("row-", "") ?? "";
  const changes = await crowd.changesDuring(async () => {
    await crowd.write(id, "One more question");
    await grace.page.waitForFunction((row) => document.getElementById(row) === null, `row-${id}`);
  });
  const after = await crowd.inSight();
  const ids = after.map((row) => row.id);
  expect(ids).toEqual(expect.arrayContaining(before.slice(0, 8).map((row) => row.id)));
  const shift = (after[0]?.top ?? 0) - (before.find((row) => row.id === after[0]?.id)?.top ?? 0);
  expect(Math.abs(shift)).toBeLessThanOrEqual(66);
  expect(changes).toBeLessThan(CHANGES_MAX);
});

test("What is new leads to the top, in one page, where it stands", async () => {
  const before = crowd.pages();
  await grace.page.getByRole("button", { name: "New messages" }).click();
  await grace.list.getByText("One more question").waitFor();
  await grace.page.waitForFunction(
    () => document.activeElement?.closest("li")?.getAttribute("aria-posinset") === "1",
  );
  expect(crowd.pages() - before).toBeLessThanOrEqual(2);
  expect(await grace.page.getByRole("button", { name: "New messages" }).count()).toBe(0);
});

test("The keys lead on where no row was drawn before, and the focus stays on its row when that moves", async () => {
  const focused = (): Promise<string | undefined> =>
    grace.page.evaluate(() => document.activeElement?.closest("li")?.id);
  const numbers: number[] = [];
  // At the end of what is loaded a key leads nowhere, until more of it is.
  while ((numbers.at(-1) ?? 0) < 71) {
    await grace.page.keyboard.press("j");
    numbers.push(
      await grace.page.evaluate(() =>
        Number(document.activeElement?.closest("li")?.ariaPosInSet ?? Number.NaN),
      ),
    );
  }
  expect([...new Set(numbers)]).toEqual(Array.from({ length: 70 }, (_, index) => index + 2));
  const id = await focused();
  await grace.page.keyboard.press("PageUp");
  expect(await focused()).not.toBe(id);
  await grace.page.keyboard.press("Home");
  await grace.page.keyboard.press("ArrowDown");
  await grace.page.keyboard.press("ArrowDown");
  const third = (await focused()) ?? "";
  await crowd.write(third.replace("row-", ""), "Me first");
  await grace.page.waitForFunction(
    (row) => document.getElementById(row)?.getAttribute("aria-posinset") === "1",
    third,
  );
  expect(await focused()).toBe(third);
});

test("On a phone, the list stands where it stood when the reader comes back from a thread, whatever came in", async () => {
  const storageState = await grace.page.context().storageState();
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  const context = await scene.person({ ...phone, storageState });
  const desk = deskOn(await context.newPage());
  await desk.page.goto(`${scene.parley.url}/inbox`);
  await desk.list.getByRole("link").first().waitFor();
  const small = await crowdOf(desk.page, scene.parley.url);
  await small.scrollToEnd();
  await small.scrollToEnd();
  const before = (await small.inSight()).slice(1, -1);
  await desk.page.locator(`[id="${before[3]?.id}"] a`).tap();
  await desk.log.waitFor();
  // A closed one, which that opens: there is a row more above.
  await small.write("0197c0de-0000-7000-8000-00000001869c", "While you were away");
  await desk.page.waitForFunction(() => document.querySelector(".list-news") !== null);
  await desk.page.getByRole("link", { name: "Back to the conversations" }).tap();
  await desk.list.waitFor();
  await desk.page.waitForFunction(
    ({ id, top }) => {
      const sight = document.querySelector(".list-scroll")?.getBoundingClientRect().top ?? 0;
      const row = document.getElementById(id)?.getBoundingClientRect().top ?? Number.NaN;
      return Math.abs(row - sight - top) <= 1;
    },
    before[3] ?? { id: "", top: 0 },
  );
  await context.close();
});

test("A filter and a search say how many they find, exactly, and draw few of them", async () => {
  // Every 25th has the tag, of which every third is closed.
  await grace.search.fill("tag:vip AND state:OPEN");
  await grace.page.getByText("2,667 found").waitFor();
  await crowd.scrollToEnd();
  expect((await crowd.drawn()).most).toBeLessThan(ROWS_MAX);
  await grace.search.fill("order 99991");
  await grace.page.getByText("1 found").waitFor();
  expect(await grace.list.getByRole("listitem").count()).toBe(1);
});

test("A thread of thousands of messages opens with its newest, and grows above without a jump", async () => {
  await grace.list.getByRole("link").click();
  await grace.log
    .getByText(/order 99991/)
    .last()
    .waitFor();
  for (let page = 0; page < 4; page += 1) {
    const moved = await crowd.growThread();
    expect(Math.abs(moved)).toBeLessThanOrEqual(1);
  }
  expect(CROWD.longest).toBeGreaterThan(2_000);
});

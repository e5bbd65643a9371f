/** What can be counted of a long list on a page, and visitors who write meanwhile. */
import type { Page } from "playwright-core";

interface Row {
  readonly id: string;
  /** In pixels from the top of the sight. */
  readonly top: number;
}

export interface CrowdView {
  /** Pages of the list that were asked for so far. */
  pages(): number;
  /** To the end of what is loaded, until more of it is. */
  scrollToEnd(): Promise<void>;
  /** The numbers of the rows in the document and where they are; the most that there ever were. */
  drawn(): Promise<{ rows: number[]; tops: number[]; most: number }>;
  inSight(): Promise<Row[]>;
  /** How many times the document changes meanwhile. */
  changesDuring(act: () => Promise<void>): Promise<number>;
  /** The visitor of a conversation says something. */
  write(conversationId: string, text: string): Promise<void>;
  /** Loads older messages above; gives how far that moved the line that was the first in sight. */
  growThread(): Promise<number>;
}

interface Watched {
  most: number;
  changes: number;
}

export async function crowdOf(page: Page, url: string): Promise<CrowdView> {
  let pages = 0;
  page.on("request", (request) => {
    if (new URL(request.url()).pathname === "/conversations.list") pages += 1;
  });
  await page.evaluate(() => {
    const watched: Watched = { most: 0, changes: 0 };
    Object.assign(globalThis, { watched });
    new MutationObserver((records) => {
      watched.changes += records.length;
      watched.most = Math.max(watched.most, document.querySelectorAll(".list > li").length);
    }).observe(document.body, { subtree: true, childList: true, attributes: true });
  });
  const changes = (): Promise<number> =>
    page.evaluate(() => (globalThis as unknown as { watched: Watched }).watched.changes);

  async function post<Answer>(path: string, body: object, token?: string): Promise<Answer> {
    const answer = await fetch(url + path, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        ...(token !== undefined && { Authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Answer;
  }

  const session = await page.evaluate(() => localStorage.getItem("parley.session") ?? "");
  const { token } = JSON.parse(session) as { token: string };

  return {
    pages: () => pages,

    async scrollToEnd() {
      const before = await page.evaluate(() => {
        const box = document.querySelector(".list-scroll");
        const height = document.querySelector(".list")?.clientHeight ?? 0;
        box?.scrollTo({ top: box.scrollHeight });
        return height;
      });
      await page.waitForFunction(
        (height) => (document.querySelector(".list")?.clientHeight ?? 0) > height,
        before,
      );
    },

    drawn: () =>
      page.evaluate(() => {
        const items = [...document.querySelectorAll<HTMLElement>(".list > li")];
        return {
          rows: items.map((item) => Number(item.ariaPosInSet)),
          tops: items.map((item) => item.offsetTop),
          most: (globalThis as unknown as { watched: Watched }).watched.most,
        };
      }),

    inSight: () =>
      page.evaluate(() => {
        const sight = document.querySelector(".list-scroll")?.getBoundingClientRect();
        return [...document.querySelectorAll(".list > li")]
          .map((item) => ({ id: item.id, box: item.getBoundingClientRect() }))
          .filter(({ box }) => box.bottom > (sight?.top ?? 0) && box.top < (sight?.bottom ?? 0))
          .map(({ id, box }) => ({ id, top: Math.round(box.top - (sight?.top ?? 0)) }));
      }),

    async changesDuring(act) {
      const before = await changes();
      await act();
      return (await changes()) - before;
    },

    async write(conversationId, text) {
      const { channel } = await post<{ channel: { id: string } }>(
        "/conversations.info",
        { conversation_id: conversationId },
        token,
      );
      const { resume_token } = await post<{ resume_token: string }>(
        "/chatplugin.resumeToken",
        { channel_id: channel.id, conversation_id: conversationId },
        token,
      );
      const visitor = await post<{ token: string }>("/chatplugin.authenticate", { resume_token });
      await post("/chatplugin.send", { message: { text } }, visitor.token);
    },

    async growThread() {
      const before = await page.evaluate(() => {
        const box = document.querySelector(".messages-scroll");
        box?.scrollTo({ top: 200 });
        const top = box?.getBoundingClientRect().top ?? 0;
        const lines = [...(box?.querySelectorAll(".message") ?? [])];
        const at = lines.findIndex((each) => each.getBoundingClientRect().top > top);
        const found = lines[at]?.getBoundingClientRect().top ?? 0;
        return { count: lines.length, fromEnd: lines.length - at, top: found };
      });
      await page.waitForFunction(
        (count) => document.querySelectorAll(".messages-scroll .message").length > count,
        before.count,
      );
      // Messages come in above only, so the same one is as far from the end as before.
      return page.evaluate(({ fromEnd, top }) => {
        const line = [...document.querySelectorAll(".messages-scroll .message")].at(-fromEnd);
        return Math.round((line?.getBoundingClientRect().top ?? 0) - top);
      }, before);
    },
  };
}

/** `/conversations.pages`: what visitors tell of their pages, over real websockets. */
import { afterAll, beforeAll, expect, test } from "bun:test";
import type { PageVisits } from "../../protocol/conversations.ts";
import { PAGE_VISITS } from "../../protocol/limits.ts";
import type { Visitor } from "../running-server.ts";
import { StompPeer } from "../stomp-peer.ts";
import { setScene, type Scene } from "./scene.ts";
import { expectRefusal, TIME } from "./shapes.ts";

let scene: Scene;
beforeAll(async () => {
  scene = await setScene();
});
afterAll(() => scene[Symbol.asyncDispose]());

function connect({ token }: Visitor): Promise<StompPeer> {
  return StompPeer.connect(scene.server.url, "/ws.chatplugin", token);
}

async function opens(peer: StompPeer, ...pages: object[]): Promise<void> {
  for (const page of pages) {
    await peer.settle("SEND", { destination: "/app/page" }, JSON.stringify(page));
  }
}

async function pagesOf({ conversationId }: Visitor): Promise<PageVisits["data"]> {
  const body = { conversation_id: conversationId };
  const answer = await scene.server.post<PageVisits>(
    "/conversations.pages",
    body,
    scene.agent.token,
  );
  expect(answer.status).toBe(200);
  return answer.body.data;
}

/** Its pages, once the newest one is this. */
async function pagesUpTo(visitor: Visitor, url: string): Promise<PageVisits["data"]> {
  let pages = await pagesOf(visitor);
  while (pages[0]?.url !== url) pages = await pagesOf(visitor);
  return pages;
}

const page = (name: string | number): string => `https://shop.example.org/${name}?a=b`;

test("The pages of a visitor who has written are kept, the newest first, and only theirs", async () => {
  using peer = await connect(scene.visitor);
  await opens(peer, { url: page("a") }, { url: page("b"), title: "<b>Prices</b>" });
  const pages: unknown = await pagesUpTo(scene.visitor, page("b"));
  expect(pages).toEqual([
    { url: page("b"), title: "<b>Prices</b>", opened_at: TIME },
    { url: page("a"), opened_at: TIME },
  ]);
  expect(await pagesOf(scene.stranger)).toEqual([]);
});

test("Of a visitor who has not written nothing is kept; with the first message the page they are on is", async () => {
  const visitor = await scene.server.visitor(scene.visitor.channel);
  using peer = await connect(visitor);
  await opens(peer, { url: page("before") }, { url: page("here") });
  const unknown = await scene.server.post(
    "/conversations.pages",
    { conversation_id: visitor.conversationId },
    scene.agent.token,
  );
  expectRefusal(unknown, { status: 404, code: "conversation_not_found" });
  await visitor.send("hello");
  await opens(peer, { url: page("next") });
  const urls = (await pagesUpTo(visitor, page("next"))).map(({ url }) => url);
  expect(urls).toEqual([page("next"), page("here")]);
});

test(`No more than ${PAGE_VISITS.perConversation} pages are kept, over any number of visits and a restart`, async () => {
  const visitor = await scene.server.visitor(scene.visitor.channel);
  await visitor.send("hello");
  const names = Array.from({ length: PAGE_VISITS.perConversation + 5 }, (_, index) => index);
  using peer = await connect(visitor);
  await opens(peer, ...names.map((name) => ({ url: page(name) })));
  const kept = (await pagesUpTo(visitor, page(names.length - 1))).map(({ url }) => url);
  expect(kept).toEqual(names.slice(5).reverse().map(page));
  peer[Symbol.dispose]();
  using again = await connect(visitor);
  await opens(again, { url: page(names.length - 1) }, { url: page("new") });
  expect((await pagesUpTo(visitor, page("new"))).map(({ url }) => url)).toEqual(
    [page("new"), ...kept].slice(0, PAGE_VISITS.perConversation),
  );
});

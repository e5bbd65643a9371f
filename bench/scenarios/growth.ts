/** What the same request costs with a thousand messages in the file, and with a million. */
import { join } from "node:path";
import { fill } from "../fill.ts";
import { filterRows, measureFilters, type Filtered, type FilterTimes } from "../filter-times.ts";
import { filterCorpus } from "../filters.ts";
import { LeanHttp } from "../lean-http.ts";
import { plainRow, type Row, type Target } from "../report.ts";
import type { Scenario } from "../scenario.ts";
import { startExecutable, temporaryFolder } from "../servers.ts";
import { median, spread } from "../statistics.ts";

const PAGE = 1_000;
const PAGE_SIZE = 20;
/** The largest page there is, to walk with. */
const STRIDE = 100;

const LIST_TARGET: Target = { kind: "at most", value: 1.5 };
const PAGE_TARGET: Target = { kind: "at most", value: 3 };

const REQUESTS = {
  send: { figure: "send", target: LIST_TARGET },
  conversationsFirst: { figure: "/conversations.list, first page", target: LIST_TARGET },
  conversationsDeep: { figure: "/conversations.list, page 1,000", target: LIST_TARGET },
  messagesFirst: { figure: "/messages.list, first page", target: PAGE_TARGET },
  messagesDeep: { figure: "/messages.list, page 1,000", target: PAGE_TARGET },
} as const;
type RequestName = keyof typeof REQUESTS;
const NAMES = Object.keys(REQUESTS) as RequestName[];
/** Milliseconds, medians of many requests, one for each size. */
type Times = Readonly<Record<RequestName, readonly number[]>>;

export const growth: Scenario = {
  name: "growth",
  needsExecutable: true,
  async run({ quick, rounds }) {
    const sizes = quick ? [1_000, 10_000] : [1_000, 10_000, 100_000, 1_000_000];
    const requests = quick ? 20 : 200;
    await using servers = new AsyncDisposableStack();
    const filled: Filled[] = [];
    const filtered: Filtered[] = [];
    for (const size of sizes) {
      const folder = servers.use(temporaryFolder());
      const db = join(folder.path, "parley.db");
      const { longConversation, tag } = fill(db, size);
      const server = servers.use(await startExecutable({ db }));
      const client = await openClient(server.url, server.operatorToken, server.channelId);
      servers.defer(() => client.close());
      const bodies = await requestBodies(client, longConversation);
      filled.push({ client, bodies });
      filtered.push({
        ask: (filters) => client.ask("/conversations.list", { filters }),
        filters: filterCorpus(tag),
      });
    }
    await measure(filled, requests);
    const results: Times[] = [];
    for (let round = 0; round < rounds; round++) results.push(await measure(filled, requests));
    const filterRounds: FilterTimes[][] = [];
    for (let round = 0; round <= rounds; round++) {
      const times = await measureFilters(filtered, quick ? 1 : 3);
      // The first one only warms up.
      if (round > 0) filterRounds.push(times);
    }
    const listRows = NAMES.flatMap((name): Row[] => {
      const scenario = `${REQUESTS[name].figure}, as the data grows`;
      const described = { scenario, figure: "largest over smallest", unit: "x" };
      return [
        ...sizes.map((size, index) =>
          plainRow(
            { scenario, figure: `${size.toLocaleString("en")} messages`, unit: "ms" },
            results.map((times) => times[name][index] ?? NaN),
          ),
        ),
        plainRow(
          { ...described, target: REQUESTS[name].target },
          results.map((times) => spread(times[name])),
        ),
      ];
    });
    return [...listRows, ...filterRows(sizes, filterCorpus("TAG"), filterRounds)];
  },
};

interface Client {
  ask(path: string, body: unknown): Promise<string>;
  send(): Promise<string>;
  close(): void;
}

async function openClient(url: string, token: string, channelId: string): Promise<Client> {
  const http = await LeanHttp.open(url);

  async function post(path: string, body: unknown, as?: string): Promise<string> {
    const answer = await http.post(path, body, as);
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.body}`);
    return answer.body;
  }

  const visitor = await post("/chatplugin.authenticate", { channel_id: channelId });
  const { token: visitorToken } = JSON.parse(visitor) as { token: string };
  return {
    ask: (path, body) => post(path, body, token),
    send: () => post("/chatplugin.send", { message: { text: "Hello?" } }, visitorToken),
    close: () => http.close(),
  };
}

type ListName = Exclude<RequestName, "send">;
type Bodies = Readonly<Record<ListName, readonly [path: string, body: unknown]>>;

async function requestBodies(client: Client, conversationId: string): Promise<Bodies> {
  const conversation = { conversation_id: conversationId, page_size: PAGE_SIZE };
  const list = { page_size: PAGE_SIZE };
  const [deepList, deepConversation] = [
    await deepCursor(client, "/conversations.list", list),
    await deepCursor(client, "/messages.list", conversation),
  ];
  return {
    conversationsFirst: ["/conversations.list", list],
    conversationsDeep: ["/conversations.list", { ...list, cursor: deepList }],
    messagesFirst: ["/messages.list", conversation],
    messagesDeep: ["/messages.list", { ...conversation, cursor: deepConversation }],
  };
}

/** The cursor of page 1,000, or in a shorter list of the last page that is full. */
async function deepCursor(client: Client, path: string, body: object): Promise<string> {
  let cursor = "";
  for (let rows = 0; rows < PAGE * PAGE_SIZE; rows += STRIDE) {
    const page = JSON.parse(await client.ask(path, { ...body, page_size: STRIDE, cursor })) as {
      data: unknown[];
      response_metadata: { next_cursor: string };
    };
    const next = page.response_metadata.next_cursor;
    if (page.data.length < STRIDE || next === "") break;
    const following = JSON.parse(await client.ask(path, { ...body, cursor: next })) as {
      data: unknown[];
    };
    if (following.data.length < PAGE_SIZE) break;
    cursor = next;
  }
  return cursor;
}

interface Filled {
  readonly client: Client;
  readonly bodies: Bodies;
}

/** The sizes take turns at every request, so that whatever else the machine does meets all of them. */
async function measure(filled: readonly Filled[], requests: number): Promise<Times> {
  const medians = {} as Record<RequestName, number[]>;
  for (const name of NAMES) {
    const times = filled.map((): number[] => []);
    for (let asked = 0; asked < requests; asked++) {
      for (const [index, { client, bodies }] of filled.entries()) {
        const start = performance.now();
        await (name === "send" ? client.send() : client.ask(...bodies[name]));
        times[index]?.push(performance.now() - start);
      }
    }
    medians[name] = times.map(median);
  }
  return medians;
}

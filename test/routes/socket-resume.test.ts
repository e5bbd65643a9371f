/** Resuming by offset and by position over real websockets: nothing missed, doubled or out of order. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { MessageEvent } from "../../protocol/message.ts";
import { seededRandom } from "../random.ts";
import { startTestServer, type TestServer, type Visitor } from "../running-server.ts";
import { NOBODY, untilSessions } from "../session-counts.ts";
import { StompPeer, type PeerFrame } from "../stomp-peer.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer(["--rate-limit", "off"]);
  await server.channel();
});
afterAll(async () => {
  await untilSessions(server, NOBODY);
  await server[Symbol.asyncDispose]();
});

const VISITORS = { endpoint: "/ws.chatplugin", destination: "/user/queue/message" } as const;
const OPERATORS = { endpoint: "/ws.communication", destination: "/queue/message" } as const;

function offsets(frames: readonly PeerFrame[]): number[] {
  return frames.map(({ headers }) => Number(headers["offset"]));
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

describe("DELIVERY-3: a visitor's SUBSCRIBE with the header offset", () => {
  let visitor: Visitor;
  const stored = 250;
  beforeAll(async () => {
    visitor = await server.visitor();
    for (const number of range(1, stored)) await visitor.send(`message ${number}`);
  });

  for (const offset of [0, 1, 99, 100, 149, 150, 151, 249, 250]) {
    test(`${offset} gets what is behind it and nothing else`, async () => {
      using peer = await StompPeer.connect(server.url, VISITORS.endpoint, visitor.token);
      const { destination } = VISITORS;
      await peer.settle("SUBSCRIBE", { id: "0", destination, offset: String(offset) });
      const past: PeerFrame[] = [];
      while (past.length < stored - offset) past.push(await peer.expect("MESSAGE"));
      expect(offsets(past)).toEqual(range(offset + 1, stored));
      for (const { headers, body } of past) {
        const { message } = JSON.parse(body) as MessageEvent;
        expect(message.offset).toBe(Number(headers["offset"]));
        expect(message.content).toEqual({ type: "text", text: `message ${message.offset}` });
      }
      expect(await peer.settle("UNSUBSCRIBE", { id: "none" })).toEqual([]);
    });
  }

  for (const [says, headers] of [
    ["beyond the end", { offset: String(stored + 1) }],
    ["far beyond the end", { offset: "999999999999999" }],
    ["and an unknown history", { offset: "1", history: crypto.randomUUID() }],
    ["0 and an unknown history", { offset: "0", history: crypto.randomUUID() }],
    ["and a history that is no id", { offset: "1", history: "'" }],
    ["and an empty history", { offset: "1", history: "" }],
  ] as const) {
    test(`${says} gets ERROR with code history_changed, and the close`, async () => {
      using peer = await StompPeer.connect(server.url, VISITORS.endpoint, visitor.token);
      const { destination } = VISITORS;
      peer.send("SUBSCRIBE", { id: "0", destination, receipt: "r", ...headers });
      const error = await peer.expect("ERROR");
      expect(error.headers).toMatchObject({ code: "history_changed", "receipt-id": "r" });
      expect(typeof (await peer.next())).toBe("object");
    });
  }

  test("in a conversation without a message can only be 0", async () => {
    const fresh = await server.visitor();
    const { destination } = VISITORS;
    using peer = await StompPeer.connect(server.url, VISITORS.endpoint, fresh.token);
    await peer.settle("SUBSCRIBE", { id: "0", destination, offset: "0" });
    peer.send("SUBSCRIBE", { id: "1", destination, offset: "1" });
    expect((await peer.expect("ERROR")).headers["code"]).toBe("history_changed");
  });

  test("may differ between subscriptions of one session: each gets its own past", async () => {
    using peer = await StompPeer.connect(server.url, VISITORS.endpoint, visitor.token);
    const { destination } = VISITORS;
    peer.send("SUBSCRIBE", { id: "late", destination, offset: "240" });
    peer.send("SUBSCRIBE", { id: "live", destination });
    peer.send("SUBSCRIBE", { id: "later", destination, offset: "245" });
    const seen: PeerFrame[] = [];
    while (seen.length < 15) seen.push(await peer.expect("MESSAGE"));
    const of = (id: string): PeerFrame[] =>
      seen.filter((one) => one.headers["subscription"] === id);
    expect(offsets(of("late"))).toEqual(range(241, 250));
    expect(offsets(of("later"))).toEqual(range(246, 250));
  });
});

describe("DELIVERY-3: an operator's SUBSCRIBE with the header offset", () => {
  test("gets what is behind that position, from every conversation", async () => {
    const { token } = await server.operator();
    const visitors = await Promise.all(range(1, 5).map(() => server.visitor()));
    using before = await StompPeer.connect(server.url, OPERATORS.endpoint, token);
    const start = await connectedPosition(token);
    for (const number of range(0, 29)) await visitors[number % 5]!.send(`message ${number}`);
    await before.settle("SUBSCRIBE", {
      id: "0",
      destination: OPERATORS.destination,
      offset: String(start + 10),
    });
    const frames: PeerFrame[] = [];
    while (frames.length < 20) frames.push(await before.expect("MESSAGE"));
    expect(positions(frames)).toEqual(range(start + 11, start + 30));
  });

  test("beyond the end gets ERROR with code history_changed", async () => {
    const { token } = await server.operator();
    using peer = await StompPeer.connect(server.url, OPERATORS.endpoint, token);
    const offset = String((await connectedPosition(token)) + 1);
    peer.send("SUBSCRIBE", { id: "0", destination: OPERATORS.destination, offset });
    expect((await peer.expect("ERROR")).headers["code"]).toBe("history_changed");
  });
});

describe("DELIVERY-3: while messages are stored, whoever comes and goes sees each once and in order:", () => {
  const messages = 500;

  for (const seed of range(1, 6)) {
    test(`visitors of one conversation, written by both sides, round ${seed}`, async () => {
      const random = seededRandom(seed);
      const [visitor, operator] = await Promise.all([server.visitor(), server.operator()]);
      await visitor.send("the first");
      const burst = range(2, messages).map((number) =>
        random() < 0.5
          ? visitor.send(`visitor ${number}`)
          : operator.reply(visitor.conversationId, `operator ${number}`),
      );
      const followers = range(1, 5).map((index) =>
        follow({ ...VISITORS, token: visitor.token, header: "offset" }, 0, messages, random, index),
      );
      const [seen] = await Promise.all([Promise.all(followers), Promise.all(burst)]);
      for (const frames of seen) expect(offsets(frames)).toEqual(range(1, messages));
    });
  }

  for (const seed of range(11, 16)) {
    test(`operators over many conversations, round ${seed}`, async () => {
      const random = seededRandom(seed);
      const operator = await server.operator();
      const visitors = await Promise.all(range(1, 20).map(() => server.visitor()));
      const start = await connectedPosition(operator.token);
      await Promise.all(visitors.map((visitor) => visitor.send("the first")));
      const burst = range(21, messages).map((number) => {
        const visitor = visitors[Math.floor(random() * visitors.length)]!;
        return random() < 0.5
          ? visitor.send(`visitor ${number}`)
          : operator.reply(visitor.conversationId, `operator ${number}`);
      });
      const client = { ...OPERATORS, token: operator.token, header: "position" } as const;
      const followers = range(1, 5).map((index) =>
        follow(client, start, start + messages, random, index),
      );
      const [seen] = await Promise.all([Promise.all(followers), Promise.all(burst)]);
      for (const frames of seen) {
        expect(positions(frames)).toEqual(range(start + 1, start + messages));
        for (const { conversationId } of visitors) {
          const own = frames
            .map(({ body }) => JSON.parse(body) as MessageEvent)
            .filter((event) => event.conversation_id === conversationId)
            .map(({ message }) => message.offset);
          expect(own).toEqual(range(1, own.length));
        }
      }
    });
  }
});

interface Follower {
  readonly endpoint: typeof VISITORS.endpoint | typeof OPERATORS.endpoint;
  readonly destination: string;
  readonly token: string;
  /** The header of a MESSAGE to resume by. */
  readonly header: "offset" | "position";
}

/**
 * Takes a random number of messages, goes away without a word, comes back behind the last one it took,
 * until it has seen the last of all; every second one names the history it counted in.
 */
async function follow(
  { endpoint, destination, token, header }: Follower,
  from: number,
  until: number,
  random: () => number,
  index: number,
): Promise<PeerFrame[]> {
  const seen: PeerFrame[] = [];
  let last = from;
  while (last < until) {
    using peer = await StompPeer.open(server.url, endpoint);
    peer.send("CONNECT", { "accept-version": "1.2", Authorization: token });
    const { history = "" } = (await peer.expect("CONNECTED")).headers;
    peer.send("SUBSCRIBE", {
      id: "0",
      destination,
      offset: String(last),
      ...(index % 2 === 0 && { history }),
    });
    for (let left = random() * 150; left > 0 && last < until; left -= 1) {
      const frame = await peer.expect("MESSAGE");
      last = Number(frame.headers[header]);
      seen.push(frame);
    }
  }
  return seen;
}

function positions(frames: readonly PeerFrame[]): number[] {
  return frames.map(({ headers }) => Number(headers["position"]));
}

async function connectedPosition(token: string): Promise<number> {
  using peer = await StompPeer.open(server.url, OPERATORS.endpoint);
  peer.send("CONNECT", { "accept-version": "1.2", Authorization: token });
  return Number((await peer.expect("CONNECTED")).headers["position"]);
}

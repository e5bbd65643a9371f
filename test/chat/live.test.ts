/** chat/live.ts by the clock and by who listens: typing, presence, counts, and what is kept of them. */
import { describe, expect, test } from "bun:test";
import { PRESENCE_EVENTS, TYPING } from "../../protocol/limits.ts";
import { seededRandom } from "../random.ts";
import { Rig, type Client } from "./session-rig.ts";

const SECOND = 1_000;
/** Conversations. */
const A = "00000000-0000-4000-8000-00000000000a";
const B = "00000000-0000-4000-8000-00000000000b";
const C = "00000000-0000-4000-8000-00000000000c";

/** The events that came since the last time. */
function events({ socket }: Client): unknown[] {
  return socket.take().flatMap((sent) => {
    if (sent === "\n" || sent.command !== "MESSAGE") return [];
    return [JSON.parse(sent.body) as unknown];
  });
}

/** A session that listens to these queues; what was so already is taken. */
async function listener(rig: Rig, token: string, ...queues: string[]): Promise<Client> {
  const client = await rig.connect(token);
  for (const queue of queues) client.send("SUBSCRIBE", { id: queue, destination: queue });
  rig.runDeferred();
  client.socket.take();
  return client;
}

function types(client: Client, typing: boolean, conversationId?: string): void {
  const body = { typing, conversation_id: conversationId };
  client.send("SEND", { destination: "/app/typing" }, JSON.stringify(body));
}

function shows(client: Client, url: string, title?: string): void {
  client.send("SEND", { destination: "/app/page" }, JSON.stringify({ url, title }));
}

/** The clock goes on second by second, each with its tick. */
function pass(rig: Rig, seconds: number): void {
  for (let second = 0; second < seconds; second += 1) {
    rig.now += SECOND;
    rig.live.tick();
  }
}

function byVisitor(conversationId: string, typing: boolean): object {
  const sender = { id: conversationId };
  return { conversation_id: conversationId, typing, from_contact: true, sender };
}

function byOperator(conversationId: string, id: string, typing: boolean): object {
  const sender = { id, name: "Ada" };
  return { conversation_id: conversationId, typing, from_contact: false, sender };
}

describe("Typing", () => {
  const lasts = TYPING.lasts / SECOND;

  test("is told when it begins and when it ends, and not while it is renewed", async () => {
    using rig = new Rig();
    const operator = await listener(rig, "operator", "/queue/typing");
    const visitor = await rig.connect("a");
    types(visitor, true);
    expect(events(operator)).toEqual([byVisitor("a", true)]);
    for (let times = 0; times < 5; times += 1) {
      pass(rig, lasts - 1);
      types(visitor, true);
    }
    expect(events(operator)).toEqual([]);
    types(visitor, false);
    types(visitor, false);
    expect(events(operator)).toEqual([byVisitor("a", false)]);
    expect(visitor.socket.take()).toEqual([]);
  });

  test(`ends by itself ${lasts} seconds after it was said last, and at no other time`, async () => {
    using rig = new Rig();
    const operator = await listener(rig, "operator", "/queue/typing");
    const [first, second] = [await rig.connect("a"), await rig.connect("b")];
    types(first, true);
    types(second, true);
    pass(rig, 2);
    types(first, true);
    expect(events(operator)).toHaveLength(2);
    pass(rig, lasts - 3);
    expect(events(operator)).toEqual([]);
    pass(rig, 1);
    expect(events(operator)).toEqual([byVisitor("b", false)]);
    pass(rig, 1);
    expect(events(operator)).toEqual([]);
    pass(rig, 1);
    expect(events(operator)).toEqual([byVisitor("a", false)]);
  });

  const endings: readonly [says: string, end: (rig: Rig, visitor: Client) => void][] = [
    ["their message comes", (rig) => rig.say("a")],
    ["they leave", (_, visitor) => visitor.send("DISCONNECT")],
    ["their socket is gone", (_, { session }) => session.closed()],
  ];
  for (const [says, end] of endings) {
    test(`ends when ${says}`, async () => {
      using rig = new Rig();
      const operator = await listener(rig, "operator", "/queue/typing");
      const visitor = await rig.connect("a");
      const other = await rig.connect("b");
      types(visitor, true);
      types(other, true);
      events(operator);
      end(rig, visitor);
      expect(events(operator)).toEqual([byVisitor("a", false)]);
    });
  }

  test("of a visitor with two windows ends with the window that said it last, not with the other", async () => {
    using rig = new Rig();
    const operator = await listener(rig, "operator", "/queue/typing");
    const [one, other] = [await rig.connect("a"), await rig.connect("a")];
    types(one, true);
    types(other, false);
    other.session.closed();
    expect(events(operator)).toEqual([byVisitor("a", true)]);
    one.session.closed();
    expect(events(operator)).toEqual([byVisitor("a", false)]);
  });

  test("of operators reaches the visitor without a name, from the first of them to the last", async () => {
    using rig = new Rig();
    rig.say(A);
    rig.say(B);
    const visitor = await listener(rig, A, "/user/queue/typing");
    const stranger = await listener(rig, B, "/user/queue/typing");
    const watching = await listener(rig, "operator", "/queue/typing");
    const [ada, grace] = [await rig.connect("operator ada"), await rig.connect("operator grace")];
    types(ada, true, A);
    expect(events(visitor)).toEqual([{ typing: true }]);
    types(grace, true, A);
    types(ada, false, A);
    expect(events(visitor)).toEqual([]);
    grace.session.closed();
    expect(events(visitor)).toEqual([{ typing: false }]);
    expect(events(stranger)).toEqual([]);
    expect(events(watching)).toEqual([
      byOperator(A, "operator ada", true),
      byOperator(A, "operator grace", true),
      byOperator(A, "operator ada", false),
      byOperator(A, "operator grace", false),
    ]);
  });

  test("of an operator in several conversations ends everywhere when the socket is gone", async () => {
    using rig = new Rig();
    for (const id of [A, B, C]) rig.say(id);
    const watching = await listener(rig, "operator", "/queue/typing");
    const operator = await rig.connect("operator ada");
    types(operator, true, A);
    types(operator, true, B);
    events(watching);
    operator.session.closed();
    expect(events(watching)).toEqual([
      byOperator(A, "operator ada", false),
      byOperator(B, "operator ada", false),
    ]);
    expect(rig.live.isEmpty).toBe(false);
    watching.session.closed();
    expect(rig.live.isEmpty).toBe(true);
  });

  test("that goes on is the first thing that a new subscription hears", async () => {
    using rig = new Rig();
    rig.say(A);
    const visitor = await rig.connect(A);
    const ada = await rig.connect("operator ada");
    types(visitor, true);
    types(ada, true, A);
    const watching = await rig.connect("operator");
    watching.send("SUBSCRIBE", { id: "0", destination: "/queue/typing" });
    expect(events(watching)).toEqual([byVisitor(A, true), byOperator(A, "operator ada", true)]);
    visitor.send("SUBSCRIBE", { id: "0", destination: "/user/queue/typing" });
    expect(events(visitor)).toEqual([{ typing: true }]);
    types(ada, false, A);
    visitor.send("SUBSCRIBE", { id: "1", destination: "/user/queue/typing" });
    expect(events(visitor)).toEqual([{ typing: false }]);
  });

  test("of more at a time than are kept ends for the first ones", async () => {
    using rig = new Rig();
    const first = await rig.connect("a");
    types(first, true);
    const operator = await listener(rig, "operator", "/queue/typing");
    const session = {};
    for (let n = 0; n < TYPING.atATime; n += 1) {
      const conversationId = `other ${n}`;
      rig.live.visitorTypes(session, { kind: "visitor", conversationId, channelId: "c" }, true);
    }
    expect(events(operator)).toContainEqual(byVisitor("a", false));
    pass(rig, lasts);
    expect(events(operator)).toHaveLength(TYPING.atATime);
  });
});

describe("What an operator sees of presence", () => {
  const QUEUE = "/queue/presence";
  const PAGE = { url: "https://example.org/prices", title: "Prices" };

  function here(conversationId: string, page?: object): object {
    const event = { conversation_id: conversationId, channel_id: "channel", online: true };
    return page === undefined ? event : { ...event, page };
  }

  function gone(conversationId: string): object {
    return { conversation_id: conversationId, channel_id: "channel", online: false };
  }

  test("is who is here, each once, and then who comes and goes", async () => {
    using rig = new Rig();
    const early = await rig.connect("a");
    await rig.connect("a");
    await rig.connect("b");
    shows(early, PAGE.url, PAGE.title);
    const operator = await rig.connect("operator");
    operator.send("SUBSCRIBE", { id: "0", destination: QUEUE });
    expect(events(operator)).toEqual([here("a", PAGE), here("b")]);
    const late = await rig.connect("c");
    expect(events(operator)).toEqual([here("c")]);
    late.session.closed();
    expect(events(operator)).toEqual([gone("c")]);
  });

  test("is a visitor, not a window: the first one comes and the last one goes", async () => {
    using rig = new Rig();
    const operator = await listener(rig, "operator", QUEUE);
    const windows = [await rig.connect("a"), await rig.connect("a"), await rig.connect("a")];
    expect(events(operator)).toEqual([here("a")]);
    windows[0]!.session.closed();
    windows[2]!.session.closed();
    expect(events(operator)).toEqual([]);
    windows[1]!.session.closed();
    expect(events(operator)).toEqual([gone("a")]);
  });

  test("is the page that was opened last, and the one before it when that window is closed", async () => {
    using rig = new Rig();
    const operator = await listener(rig, "operator", QUEUE);
    const [one, other] = [await rig.connect("a"), await rig.connect("a")];
    events(operator);
    shows(one, PAGE.url, PAGE.title);
    shows(one, PAGE.url, PAGE.title);
    expect(events(operator)).toEqual([here("a", PAGE)]);
    shows(other, "https://example.org/help");
    expect(events(operator)).toEqual([here("a", { url: "https://example.org/help" })]);
    other.session.closed();
    expect(events(operator)).toEqual([here("a", PAGE)]);
    one.session.closed();
    expect(events(operator)).toEqual([gone("a")]);
  });

  test("is right for whoever listens again after nobody has", async () => {
    using rig = new Rig();
    const operator = await listener(rig, "operator", QUEUE);
    const [a, b] = [await rig.connect("a"), await rig.connect("b")];
    operator.send("UNSUBSCRIBE", { id: QUEUE });
    const again = (): unknown[] => {
      operator.socket.take();
      operator.send("SUBSCRIBE", { id: "again", destination: QUEUE });
      const heard = events(operator);
      operator.send("UNSUBSCRIBE", { id: "again" });
      return heard;
    };
    expect(again()).toEqual([here("a"), here("b")]);
    a.session.closed();
    await rig.connect("c");
    expect(again()).toEqual([here("b"), here("c")]);
    shows(b, "https://example.org/");
    expect(again()).toEqual([here("b", { url: "https://example.org/" }), here("c")]);
  });

  test("comes a hundred at a time, waits for one who does not read, and ends as it is", async () => {
    using rig = new Rig();
    const visitors = [];
    for (let n = 0; n < 250; n += 1) visitors.push(await rig.connect(`visitor-${n}`));
    const operator = await rig.connect("operator");
    operator.send("SUBSCRIBE", { id: "0", destination: QUEUE });
    const heard = events(operator);
    expect(heard).toHaveLength(100);
    operator.socket.buffered = 1 << 20;
    rig.runDeferred();
    expect(events(operator)).toEqual([]);
    // One of those told, one of those not told yet, and a new one.
    visitors[0]!.session.closed();
    visitors[200]!.session.closed();
    await rig.connect("late");
    heard.push(...events(operator));
    operator.socket.buffered = 0;
    operator.session.drained();
    rig.runDeferred();
    heard.push(...events(operator));
    const online = new Set<string>();
    for (const event of heard as { conversation_id: string; online: boolean }[]) {
      if (event.online) online.add(event.conversation_id);
      else online.delete(event.conversation_id);
    }
    const expected = visitors.map((_, n) => `visitor-${n}`).filter((_, n) => n % 200 !== 0);
    expect([...online].toSorted()).toEqual([...expected, "late"].toSorted());
    expect(heard.length).toBeLessThan(256);
  });

  test(`is at most ${PRESENCE_EVENTS} changes a second; the others follow, as they are then`, async () => {
    using rig = new Rig();
    const visitors = [];
    for (let n = 0; n < PRESENCE_EVENTS + 300; n += 1) {
      visitors.push(await rig.connect(`visitor-${n}`));
    }
    const operator = await listener(rig, "operator", QUEUE);
    for (const { session } of visitors.splice(0, PRESENCE_EVENTS + 100)) session.closed();
    expect(events(operator)).toHaveLength(PRESENCE_EVENTS);
    await rig.connect(`visitor-${PRESENCE_EVENTS}`);
    visitors.pop()!.session.closed();
    pass(rig, 1);
    const rest = Array.from({ length: 99 }, (_, n) => gone(`visitor-${PRESENCE_EVENTS + 1 + n}`));
    expect(events(operator)).toEqual([
      here(`visitor-${PRESENCE_EVENTS}`),
      ...rest,
      gone(`visitor-${PRESENCE_EVENTS + 299}`),
    ]);
    pass(rig, 5);
    expect(events(operator)).toEqual([]);
    for (const { session } of visitors) session.closed();
    expect(events(operator)).toHaveLength(199);
  });

  test("is nothing that has waited, once nobody listens", async () => {
    using rig = new Rig();
    const operator = await listener(rig, "operator", QUEUE);
    const visitors = [];
    for (let n = 0; n <= PRESENCE_EVENTS; n += 1) visitors.push(await rig.connect(`visitor-${n}`));
    expect(events(operator)).toHaveLength(PRESENCE_EVENTS);
    operator.session.closed();
    pass(rig, 1);
    for (const { session } of visitors) session.closed();
    expect(rig.live.isEmpty).toBe(true);
  });
});

describe("What a visitor sees of presence", () => {
  const QUEUE = "/user/queue/presence";

  test("is whether a person is there, however many, and never a bot", async () => {
    using rig = new Rig();
    const visitor = await rig.connect("a");
    const bot = await rig.connect("bot");
    visitor.send("SUBSCRIBE", { id: "0", destination: QUEUE });
    expect(events(visitor)).toEqual([{ online: false }]);
    const [one, other] = [await rig.connect("operator"), await rig.connect("operator grace")];
    expect(events(visitor)).toEqual([{ online: true }]);
    one.session.closed();
    bot.session.closed();
    expect(events(visitor)).toEqual([]);
    other.session.closed();
    expect(events(visitor)).toEqual([{ online: false }]);
  });

  test("is the first thing that a new subscription hears", async () => {
    using rig = new Rig();
    await rig.connect("operator");
    const visitor = await rig.connect("a");
    visitor.send("SUBSCRIBE", { id: "0", destination: QUEUE });
    expect(events(visitor)).toEqual([{ online: true }]);
  });
});

describe("Unread counts", () => {
  test("have times that grow within a conversation, whatever the clock does", async () => {
    using rig = new Rig();
    const operator = await listener(rig, "operator", "/queue/unread-count");
    rig.say("a");
    rig.say("a");
    rig.say("b");
    rig.now -= 3_600 * SECOND;
    rig.say("a");
    rig.now += 3_600 * SECOND;
    rig.say("a");
    rig.now += 1;
    rig.say("b");
    rig.now += 3_600 * SECOND;
    rig.say("a");
    const heard = events(operator) as { conversation_id: string; timestamp: string }[];
    expect(heard).toHaveLength(7);
    for (const id of ["a", "b"]) {
      const times = heard.flatMap((one) => (one.conversation_id === id ? [one.timestamp] : []));
      expect(times).toEqual([...new Set(times)].toSorted());
    }
    expect(heard.at(-1)?.timestamp).toBe(new Date(rig.now).toISOString());
  });
});

describe("Nobody listens:", () => {
  test("no event is put into words, and nothing is kept of who is here", async () => {
    using rig = new Rig();
    const visitor = await rig.connect("a");
    let worded = 0;
    const feed = { kind: "live", destination: "/queue/typing" } as const;
    rig.hub.emit(feed, () => String((worded += 1)));
    expect(worded).toBe(0);
    expect(rig.hub.hears(feed)).toBe(false);
    expect(rig.live.isEmpty).toBe(true);
    visitor.session.closed();
  });

  test("what was kept for one who listened is given up at the next change", async () => {
    using rig = new Rig();
    const visitor = await rig.connect("a");
    const operator = await listener(rig, "operator", "/queue/presence");
    operator.session.closed();
    expect(rig.live.isEmpty).toBe(false);
    const other = await rig.connect("b");
    expect(rig.live.isEmpty).toBe(true);
    other.session.closed();
    visitor.session.closed();
    expect(rig.live.isEmpty).toBe(true);
    expect(rig.hub.isEmpty).toBe(true);
  });
});

/** What a listener to typing and presence knows by now: the last event of each matter that is not over. */
class Watcher {
  readonly client: Client;
  readonly #known = new Map<string, unknown>();

  constructor(client: Client) {
    this.client = client;
  }

  /** In no particular order. */
  known(): unknown[] {
    for (const event of events(this.client)) {
      const said = event as { online?: boolean; typing?: boolean; conversation_id: string };
      const sender = "sender" in said ? JSON.stringify(said.sender) : "";
      const matter = `${said.conversation_id} ${sender}`;
      this.#known.delete(matter);
      if (said.online ?? said.typing) this.#known.set(matter, event);
    }
    return [...this.#known.values()].toSorted((one, other) =>
      JSON.stringify(one).localeCompare(JSON.stringify(other)),
    );
  }
}

test("In any order of steps each listener ends with what is so, and nothing is left when all have gone", async () => {
  for (let round = 1; round <= 20; round += 1) {
    using rig = new Rig();
    const random = seededRandom(round);
    const pick = <One>(all: readonly One[]): One => all[Math.floor(random() * all.length)]!;
    const conversations = [A, B, C];
    for (const id of conversations) rig.say(id);
    // More than a page of them, so that what changes meets what is being told.
    const visitors = await Promise.all(
      Array.from({ length: 120 }, (_, n) => rig.connect(n < 9 ? pick(conversations) : `v-${n}`)),
    );
    const operators = [await rig.connect("operator ada"), await rig.connect("operator grace")];
    const watchers: Watcher[] = [];
    const watch = async (): Promise<void> => {
      const client = await rig.connect("operator");
      client.send("SUBSCRIBE", { id: "0", destination: "/queue/presence" });
      client.send("SUBSCRIBE", { id: "1", destination: "/queue/typing" });
      watchers.push(new Watcher(client));
    };
    const isOpen = ({ session }: Client): boolean => session.identity !== undefined;
    const open = (clients: readonly Client[]): Client => pick(clients.filter(isOpen));

    const steps: readonly (() => unknown)[] = [
      () => types(open(visitors), random() < 0.7),
      () => types(open(operators), random() < 0.7, pick(conversations)),
      () => shows(open(visitors), `https://example.org/${Math.floor(random() * 3)}`),
      () => open(visitors).session.closed(),
      async () => visitors.push(await rig.connect(pick(conversations))),
      () => rig.say(pick(conversations)),
      () => pass(rig, 1),
      () => rig.deferred.shift()?.(),
      () => {
        const { client } = pick(watchers);
        client.socket.buffered = client.socket.buffered === 0 ? 1 << 20 : 0;
        client.session.drained();
      },
      watch,
    ];
    await watch();
    for (let step = 0; step < 60; step += 1) await pick(steps)();

    await watch();
    for (const { client } of watchers) {
      client.socket.buffered = 0;
      client.session.drained();
    }
    rig.runDeferred();
    const [now, ...others] = watchers.toReversed().map((watcher) => watcher.known());
    const here = new Set(
      visitors.flatMap(({ session: { identity } }) =>
        identity?.kind === "visitor" ? [identity.conversationId] : [],
      ),
    );
    const online = now!.filter((event) => (event as { online?: boolean }).online);
    expect(online).toHaveLength(here.size);
    for (const known of others) expect({ round, known }).toEqual({ round, known: now! });

    for (const { session } of [...visitors, ...operators]) session.closed();
    for (const watcher of watchers) expect(watcher.known()).toEqual([]);
    for (const { client } of watchers) client.session.closed();
    expect(rig.hub.isEmpty).toBe(true);
    expect(rig.live.isEmpty).toBe(true);
    expect(rig.errors).toEqual([]);
  }
});

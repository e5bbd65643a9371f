/** The queues beside the messages, over real websockets: what each carries, and who never hears it. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "bun:test";
import { RATES } from "../../protocol/limits.ts";
import { ENDPOINTS } from "../../chat/endpoints.ts";
import { startTestServer, type Visitor } from "../running-server.ts";
import { NOBODY, untilSessions } from "../session-counts.ts";
import { StompPeer, type PeerFrame } from "../stomp-peer.ts";
import { setScene, type Scene } from "./scene.ts";
import { TIME, visitorMessage } from "./shapes.ts";

const OPERATORS = [
  "/queue/unread-count",
  "/queue/channel/connected",
  "/queue/channel/disconnected",
  "/queue/conversation",
  "/queue/note",
  "/queue/typing",
  "/queue/viewers",
  "/queue/read",
  "/queue/presence",
];
const VISITORS = ["/user/queue/typing", "/user/queue/read", "/user/queue/presence"];
const [CHAT_PLUGIN, COMMUNICATION] = ENDPOINTS;
const PAGE = { url: "https://example.org/prices?a=b#c", title: "Prices" };

let scene: Scene;
beforeAll(async () => {
  scene = await setScene();
});
// Nobody's leaving is heard by the next test.
beforeEach(() => untilSessions(scene.server, NOBODY));
afterAll(async () => {
  await untilSessions(scene.server, NOBODY);
  await scene[Symbol.asyncDispose]();
});

function connectVisitor({ token } = scene.visitor): Promise<StompPeer> {
  return StompPeer.connect(scene.server.url, CHAT_PLUGIN, token);
}

function connectOperator({ token }: { readonly token: string } = scene.operator) {
  return StompPeer.connect(scene.server.url, COMMUNICATION, token);
}

/** Everything behind the receipt of an UNSUBSCRIBE is later: what is so already is taken. */
async function subscribe(peer: StompPeer, ...destinations: string[]): Promise<void> {
  for (const destination of destinations) {
    await peer.settle("SUBSCRIBE", { id: destination, destination });
  }
  await peer.settle("UNSUBSCRIBE", { id: "nothing" });
}

/** What has come up to now. */
async function heard(peer: StompPeer): Promise<unknown[]> {
  return (await peer.settle("UNSUBSCRIBE", { id: "nothing" })).map(eventOf);
}

function eventOf({ body }: PeerFrame): unknown {
  return JSON.parse(body);
}

async function next(peer: StompPeer): Promise<unknown> {
  return eventOf(await peer.expect("MESSAGE"));
}

function sends(peer: StompPeer, destination: string, body: object): Promise<PeerFrame[]> {
  return peer.settle("SEND", { destination }, JSON.stringify(body));
}

async function ask(path: string, body: object, { token }: { readonly token: string }) {
  const answer = await scene.server.post<Record<string, unknown>>(path, body, token);
  expect(answer.status).toBeLessThan(300);
  return answer.body;
}

/** A conversation of its own with one message. */
async function newConversation(): Promise<Visitor> {
  const visitor = await scene.server.visitor(scene.visitor.channel);
  await visitor.send("hello");
  return visitor;
}

test("STOMP-27: a live event carries what every MESSAGE does, and no number to come back by", async () => {
  using visitor = await connectVisitor();
  using operator = await connectOperator();
  await subscribe(operator, "/queue/typing");
  await sends(visitor, "/app/typing", { typing: true });
  await sends(visitor, "/app/typing", { typing: false });
  const frames = [await operator.expect("MESSAGE"), await operator.expect("MESSAGE")];
  for (const { headers, body } of frames) {
    expect(headers).toEqual({
      subscription: "/queue/typing",
      destination: "/queue/typing",
      "message-id": expect.any(String),
      "content-type": "application/json",
      "content-length": String(Buffer.byteLength(body)),
    });
  }
  expect(new Set(frames.map(({ headers }) => headers["message-id"])).size).toBe(2);
});

describe("STOMP-26: a live queue is there for one kind of token only:", () => {
  for (const destination of [...VISITORS, ...OPERATORS]) {
    const isVisitors = VISITORS.includes(destination);
    test(`${destination} is the ${isVisitors ? "visitors'" : "operators'"}`, async () => {
      using right = await (isVisitors ? connectVisitor() : connectOperator());
      await subscribe(right, destination);
      using wrong = await (isVisitors ? connectOperator() : connectVisitor());
      wrong.send("SUBSCRIBE", { id: "0", destination });
      expect((await wrong.expect("ERROR")).headers).toMatchObject({ code: "not_found" });
      expect(await wrong.next()).toEqual({ code: 1008 });
    });

    test(`${destination} has no offsets`, async () => {
      using peer = await (isVisitors ? connectVisitor() : connectOperator());
      peer.send("SUBSCRIBE", { id: "0", destination, offset: "0" });
      expect((await peer.expect("ERROR")).headers).toMatchObject({ code: "invalid_request" });
      expect(await peer.next()).toEqual({ code: 1002 });
    });
  }
});

describe("/queue/unread-count", () => {
  test("tells the count of each visitor's message and of each reading, and of nothing else", async () => {
    const visitor = await newConversation();
    using peer = await connectOperator();
    await subscribe(peer, "/queue/unread-count");
    await visitor.send("two");
    await scene.operator.reply(visitor.conversationId, "answer");
    await visitor.send("three");
    await ask("/conversations.read", { conversation_id: visitor.conversationId }, scene.operator);
    await ask("/conversations.read", { conversation_id: visitor.conversationId }, scene.operator);
    await visitor.send("four");
    const events = await heard(peer);
    expect(events).toEqual(
      [2, 3, 0, 1].map((unread_message_count) => ({
        conversation_id: visitor.conversationId,
        unread_message_count,
        timestamp: TIME,
      })),
    );
    const times = (events as { timestamp: string }[]).map(({ timestamp }) => timestamp);
    expect(times).toEqual([...new Set(times)].toSorted());
  });

  test("tells of a message that is sent twice once", async () => {
    const visitor = await newConversation();
    using peer = await connectOperator();
    await subscribe(peer, "/queue/unread-count");
    const id = crypto.randomUUID();
    await Promise.all([1, 2, 3].map(() => visitor.send("again", id)));
    expect(await heard(peer)).toMatchObject([{ unread_message_count: 2 }]);
  });
});

test("/queue/channel/connected and …/disconnected tell the channel, once for each change", async () => {
  using peer = await connectOperator();
  const [on, off] = ["/queue/channel/connected", "/queue/channel/disconnected"];
  await subscribe(peer, on, off);
  const channel = await scene.server.channel("a second website");
  expect(await next(peer)).toEqual(channel);
  await scene.server.channel("a second website");
  await ask("/channels.disconnect", { channel_id: channel.id }, scene.operator);
  const frame = await peer.expect("MESSAGE");
  expect(frame.headers["destination"]).toBe(off);
  expect(eventOf(frame)).toEqual(channel);
  await ask("/channels.disconnect", { channel_id: channel.id }, scene.operator);
  expect(await heard(peer)).toEqual([]);
});

describe("/queue/conversation tells the conversation as /conversations.info answers it, when", () => {
  const changes: readonly [says: string, path: string, body: () => object | Promise<object>][] = [
    ["its state changes", "/conversations.set-state", () => ({ state: "CLOSED" })],
    ["it is tagged", "/conversations.tag", async () => ({ tag_id: await newTag() })],
    ["it is assigned", "/conversations.assign", () => ({ user_id: scene.operator.id })],
    ["its contact changes", "/conversations.update-contact", () => ({ display_name: "Grace" })],
    ["its metadata changes", "/metadata.set", () => ({ key: "ad.id", value: "42" })],
  ];

  async function newTag(): Promise<unknown> {
    const tag = { name: crypto.randomUUID(), color: "tag-red" };
    return (await ask("/tags.create", tag, scene.operator))["id"];
  }

  for (const [says, path, body] of changes) {
    test(`${says}, and not when it stays as it is`, async () => {
      const { conversationId: conversation_id } = await newConversation();
      const change = { conversation_id, ...(await body()) };
      using peer = await connectOperator();
      await subscribe(peer, "/queue/conversation");
      await ask(path, change, scene.operator);
      const told = await next(peer);
      expect(told).toEqual(await ask("/conversations.info", { conversation_id }, scene.operator));
      await ask(path, change, scene.operator);
      expect(await heard(peer)).toEqual([]);
    });
  }

  test("it begins, and when a message opens it again; another message is no change", async () => {
    using peer = await connectOperator();
    await subscribe(peer, "/queue/conversation");
    const { conversationId: conversation_id, send } = await newConversation();
    expect(await next(peer)).toMatchObject({ id: conversation_id, state: "OPEN" });
    await send("another");
    await ask("/conversations.set-state", { conversation_id, state: "CLOSED" }, scene.operator);
    await scene.operator.reply(conversation_id, "a last word");
    await send("not the last");
    await send("and more");
    expect(await heard(peer)).toMatchObject([
      { id: conversation_id, state: "CLOSED" },
      { id: conversation_id, state: "OPEN", last_message: visitorMessage("not the last", 4) },
    ]);
  });
});

describe("Typing", () => {
  test("of a visitor reaches all operators and no visitor, and ends before anything later", async () => {
    const { visitor, stranger, operator, agent } = scene;
    using writing = await connectVisitor(visitor);
    using other = await connectVisitor(stranger);
    const operators = [await connectOperator(operator), await connectOperator(agent)];
    for (const peer of operators) await subscribe(peer, "/queue/typing", "/queue/message");
    for (const peer of [writing, other]) await subscribe(peer, "/user/queue/typing");
    await sends(writing, "/app/typing", { typing: true });
    const sent = await visitor.send("this is it");
    for (const peer of operators) {
      using _ = peer;
      const told = { conversation_id: visitor.conversationId, from_contact: true };
      const sender = { id: visitor.conversationId };
      expect(await next(peer)).toEqual({ ...told, sender, typing: true });
      expect(await next(peer)).toMatchObject({ message: { id: sent.id } });
      expect(await next(peer)).toEqual({ ...told, sender, typing: false });
    }
    for (const peer of [writing, other]) expect(await heard(peer)).toEqual([]);
  });

  test("of an operator reaches its visitor and the other operators, until they reply", async () => {
    const { visitor, stranger, operator, agent } = scene;
    const { conversationId: conversation_id } = visitor;
    using waiting = await connectVisitor(visitor);
    using other = await connectVisitor(stranger);
    using writing = await connectOperator(operator);
    using colleague = await connectOperator(agent);
    await subscribe(colleague, "/queue/typing");
    for (const peer of [waiting, other]) await subscribe(peer, "/user/queue/typing");
    await sends(writing, "/app/typing", { conversation_id, typing: true });
    expect(await next(waiting)).toEqual({ typing: true });
    const told = { conversation_id, from_contact: false };
    const sender = { id: operator.id, name: "Ada Lovelace" };
    expect(await next(colleague)).toEqual({ ...told, sender, typing: true });
    await operator.reply(conversation_id, "here it is");
    expect(await next(waiting)).toEqual({ typing: false });
    expect(await next(colleague)).toEqual({ ...told, sender, typing: false });
    expect(await heard(other)).toEqual([]);
    expect(await heard(writing)).toEqual([]);
  });

  test("of an operator who was renamed says the new name, on a socket from before", async () => {
    const { server, operator, agent, visitor } = scene;
    const { conversationId: conversation_id } = visitor;
    using writing = await connectOperator(agent);
    using colleague = await connectOperator(operator);
    await subscribe(colleague, "/queue/typing");
    const rename = (first_name: string, last_name: string) =>
      server.post("/users.update", { id: agent.id, first_name, last_name }, operator.token);
    await rename("Grace Brewster", "Murray");
    await sends(writing, "/app/typing", { conversation_id, typing: true });
    const sender = { id: agent.id, name: "Grace Brewster Murray" };
    expect(await next(colleague)).toMatchObject({ sender, typing: true });
    await rename(agent.first_name, agent.last_name);
  });

  test("of one who was logged out ends at once", async () => {
    const leaving = await scene.server.agent();
    using waiting = await connectVisitor();
    await subscribe(waiting, "/user/queue/typing");
    using peer = await connectOperator(leaving);
    const { conversationId: conversation_id } = scene.visitor;
    await sends(peer, "/app/typing", { conversation_id, typing: true });
    expect(await next(waiting)).toEqual({ typing: true });
    await ask("/users.logout", {}, leaving);
    expect(await next(waiting)).toEqual({ typing: false });
    expect(await peer.closed()).toBe(1008);
  });
});

describe("Reading", () => {
  test("of a visitor reaches all operators and no visitor", async () => {
    const { visitor, stranger } = scene;
    using reading = await connectVisitor(visitor);
    using other = await connectVisitor(stranger);
    using operator = await connectOperator();
    await subscribe(operator, "/queue/read");
    for (const peer of [reading, other]) await subscribe(peer, "/user/queue/read");
    await sends(reading, "/app/read", { offset: 1 });
    const conversation_id = visitor.conversationId;
    expect(await heard(operator)).toEqual([{ conversation_id, offset: 1, at: TIME }]);
    for (const peer of [reading, other]) expect(await heard(peer)).toEqual([]);
  });

  test("of an operator tells the visitor up to where, and no other visitor", async () => {
    const visitor = await newConversation();
    const { conversationId: conversation_id } = visitor;
    for (const text of ["two", "three"]) await visitor.send(text);
    using waiting = await connectVisitor(visitor);
    using other = await connectVisitor(scene.stranger);
    for (const peer of [waiting, other]) await subscribe(peer, "/user/queue/read");
    await ask("/conversations.read", { conversation_id, offset: 2 }, scene.operator);
    await ask("/conversations.read", { conversation_id }, scene.agent);
    expect(await heard(waiting)).toEqual([
      { offset: 2, at: TIME },
      { offset: 3, at: TIME },
    ]);
    expect(await heard(other)).toEqual([]);
  });
});

describe("Presence", () => {
  test("tells an operator who is here and on which page, and who comes and goes", async () => {
    const { visitor, stranger } = scene;
    using early = await connectVisitor(visitor);
    await sends(early, "/app/page", { ...PAGE, title: `  ${PAGE.title}  ` });
    using operator = await connectOperator();
    await operator.settle("SUBSCRIBE", { id: "0", destination: "/queue/presence" });
    const event = {
      conversation_id: visitor.conversationId,
      channel_id: visitor.channel.id,
      online: true,
    };
    expect(await next(operator)).toEqual({ ...event, page: PAGE });
    const late = await connectVisitor(stranger);
    const other = { ...event, conversation_id: stranger.conversationId };
    expect(await next(operator)).toEqual(other);
    await sends(late, "/app/page", { url: "https://example.org/", title: "x".repeat(300) });
    const page = { url: "https://example.org/", title: "x".repeat(200) };
    expect(await next(operator)).toEqual({ ...other, page });
    late.send("DISCONNECT");
    expect(await next(operator)).toEqual({ ...other, online: false });
    expect(await heard(operator)).toEqual([]);
  });

  test("and typing of a disconnected channel's visitors end, all of them", async () => {
    const channel = await scene.server.channel("a third website");
    const visitors = await Promise.all([1, 2, 3].map(() => scene.server.visitor(channel)));
    const peers = await Promise.all(visitors.map(connectVisitor));
    for (const peer of peers) await sends(peer, "/app/typing", { typing: true });
    using operator = await connectOperator();
    await subscribe(operator, "/queue/presence", "/queue/typing");
    await ask("/channels.disconnect", { channel_id: channel.id }, scene.operator);
    const events = (await heard(operator)) as { conversation_id: string }[];
    for (const { conversationId: conversation_id } of visitors) {
      const ofOne = events.filter((event) => event.conversation_id === conversation_id);
      expect(ofOne).toMatchObject([{ typing: false }, { online: false }]);
    }
    expect(events).toHaveLength(6);
    for (const peer of peers) expect(await peer.closed()).toBe(1008);
  });

  test("tells a visitor that somebody is there, without a name, and when nobody is any more", async () => {
    using visitor = await connectVisitor();
    await visitor.settle("SUBSCRIBE", { id: "0", destination: "/user/queue/presence" });
    expect(await next(visitor)).toEqual({ online: false });
    const leaving = await scene.server.agent();
    using bot = await connectOperator(scene.bot);
    using operator = await connectOperator(leaving);
    expect(await next(visitor)).toEqual({ online: true });
    await ask("/users.logout", {}, leaving);
    expect(await next(visitor)).toEqual({ online: false });
    expect(await operator.closed()).toBe(1008);
    expect(await heard(bot)).toEqual([]);
  });
});

describe("STOMP-31: a SEND that cannot be handled is an ERROR and the close:", () => {
  const typing = (body: string) => ["/app/typing", body] as const;
  const read = (body: string) => ["/app/read", body] as const;
  const page = (body: string) => ["/app/page", body] as const;
  const url = (value: string) => page(JSON.stringify({ url: value }));
  const invalid = { code: "invalid_request", close: 1002 };
  const unreadable = { code: "malformed_json", close: 1007 };
  const nothing = { code: "not_found", close: 1008 };
  const unknown = { code: "conversation_not_found", close: 1008 };

  type Case = readonly [
    says: string,
    frame: readonly [destination: string, body: string | Uint8Array<ArrayBuffer>],
    wanted: { readonly code: string; readonly close: number },
  ];
  const ofVisitors: readonly Case[] = [
    ["no body", typing(""), invalid],
    ["no JSON", typing("typing"), unreadable],
    ["half of it", typing('{"typing":'), unreadable],
    ["not UTF-8", ["/app/typing", new Uint8Array([0x22, 0xff, 0x22])], unreadable],
    ["no object", typing("true"), invalid],
    ["a list", typing("[]"), invalid],
    ["null", typing("null"), invalid],
    ["no boolean", typing('{"typing":"yes"}'), invalid],
    ["no offset", read("{}"), invalid],
    ["an offset of 0", read('{"offset":0}'), invalid],
    ["half an offset", read('{"offset":0.5}'), invalid],
    ["an offset that is text", read('{"offset":"1"}'), invalid],
    ["an offset beyond any", read('{"offset":1e300}'), invalid],
    ["an offset that is not there yet", read('{"offset":1000}'), invalid],
    ["no address", page("{}"), invalid],
    ["an address that is none", url("prices"), invalid],
    ["an address that runs", url("javascript:alert(1)"), invalid],
    ["an address of a file", url("file:///etc/passwd"), invalid],
    ["an address without end", url(`https://example.org/${"x".repeat(2_048)}`), invalid],
    ["a title that is no text", page('{"url":"https://example.org/","title":5}'), invalid],
    ["a queue", ["/user/queue/typing", "{}"], nothing],
    ["another spelling", ["/app/Typing", '{"typing":true}'], nothing],
    ["a wildcard", ["/app/*", '{"typing":true}'], nothing],
    ["a path behind it", ["/app/typing/", '{"typing":true}'], nothing],
    ["nothing", ["", '{"typing":true}'], nothing],
  ];
  const someId = "11111111-2222-4333-8444-555555555555";
  const ofOperators: readonly Case[] = [
    ["no conversation", typing('{"typing":true}'), invalid],
    ["a conversation's name", typing('{"typing":true,"conversation_id":"x"}'), invalid],
    ["a conversation unknown", typing(`{"typing":true,"conversation_id":"${someId}"}`), unknown],
    ["no typing", typing(`{"conversation_id":"${someId}"}`), invalid],
    ["a visitor's reading", read('{"offset":1}'), nothing],
    ["a visitor's page", url("https://example.org/"), nothing],
  ];
  for (const [who, cases] of [
    ["visitor", ofVisitors],
    ["operator", ofOperators],
  ] as const) {
    for (const [says, [destination, body], { code, close }] of cases) {
      test(`${says}, sent by a ${who} to ${JSON.stringify(destination)}`, async () => {
        using peer = await (who === "visitor" ? connectVisitor() : connectOperator());
        using operator = await connectOperator();
        await subscribe(operator, "/queue/typing", "/queue/read", "/queue/presence");
        const head = `SEND\ndestination:${destination}\nreceipt:r\n\n`;
        const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
        peer.sendRaw(Buffer.concat([Buffer.from(head), bytes, Buffer.from("\0")]));
        const { headers } = await peer.expect("ERROR");
        expect(headers).toMatchObject({ code, "receipt-id": "r" });
        expect(headers["message"]).not.toBe("");
        expect(await peer.next()).toEqual({ code: close });
        const events = (await heard(operator)) as { online?: boolean }[];
        expect(events.filter(({ online }) => online !== false)).toEqual([]);
      });
    }
  }

  test("a visitor of a conversation that has no message yet has read nothing, but may type", async () => {
    using operator = await connectOperator();
    await subscribe(operator, "/queue/typing");
    using peer = await connectVisitor(await scene.server.visitor(scene.visitor.channel));
    await sends(peer, "/app/typing", { typing: true });
    expect(await heard(operator)).toHaveLength(1);
    peer.send("SEND", { destination: "/app/read" }, '{"offset":1}');
    expect((await peer.expect("ERROR")).headers["code"]).toBe("invalid_request");
  });

  test("a visitor who names another's conversation speaks for their own", async () => {
    const { visitor, stranger } = scene;
    using operator = await connectOperator();
    await subscribe(operator, "/queue/typing", "/queue/read");
    using peer = await connectVisitor(visitor);
    const conversation_id = stranger.conversationId;
    await sends(peer, "/app/typing", { typing: true, conversation_id });
    await sends(peer, "/app/read", { offset: 1, conversation_id });
    for (const event of await heard(operator)) {
      expect(event).toMatchObject({ conversation_id: visitor.conversationId });
    }
  });
});

test("STOMP-31: a session that SENDs more than its rate is closed, and no other one is", async () => {
  await using server = await startTestServer();
  const { token } = await server.visitor();
  using peer = await StompPeer.connect(server.url, CHAT_PLUGIN, token);
  using other = await StompPeer.connect(server.url, CHAT_PLUGIN, token);
  const send = (to: StompPeer, n: number): Promise<PeerFrame[]> =>
    sends(to, "/app/typing", { typing: n % 2 === 0 });
  for (let n = 0; n < RATES.sends.count; n += 1) expect(await send(peer, n)).toEqual([]);
  peer.send("SEND", { destination: "/app/typing" }, '{"typing":true}');
  expect((await peer.expect("ERROR")).headers["code"]).toBe("too_many_requests");
  expect(await peer.next()).toEqual({ code: 1002 });
  expect(await send(other, 0)).toEqual([]);
});

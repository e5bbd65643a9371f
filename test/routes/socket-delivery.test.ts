/** Who hears what over real websockets, and who never does. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { startTestServer, type TestServer, type Visitor } from "../running-server.ts";
import { NOBODY, sessionCounts, untilSessions } from "../session-counts.ts";
import { StompPeer } from "../stomp-peer.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer(["--rate-limit", "off"]);
  await server.channel();
});
afterAll(async () => {
  await untilSessions(server, NOBODY);
  await server[Symbol.asyncDispose]();
});

const VISITORS = "/user/queue/message";
const OPERATORS = "/queue/message";

function connectVisitor({ token }: Visitor): Promise<StompPeer> {
  return StompPeer.connect(server.url, "/ws.chatplugin", token);
}

async function connectOperator(): Promise<StompPeer> {
  const { token } = await server.operator();
  return StompPeer.connect(server.url, "/ws.communication", token);
}

describe("STOMP-27: a MESSAGE", () => {
  test("to a visitor carries what it must, its offset, and the message as it was answered", async () => {
    const visitor = await server.visitor();
    using peer = await connectVisitor(visitor);
    await peer.settle("SUBSCRIBE", { id: "sub:1", destination: VISITORS });
    const sent = await visitor.send("ß€🎉\0\n");
    const { headers, body } = await peer.expect("MESSAGE");
    expect(headers).toEqual({
      subscription: "sub:1",
      "message-id": sent.id,
      "content-type": "application/json",
      destination: VISITORS,
      offset: "1",
      "content-length": String(Buffer.byteLength(body)),
    });
    expect(JSON.parse(body)).toEqual({
      conversation_id: visitor.conversationId,
      channel_id: visitor.channel.id,
      message: sent,
    });
  });

  test("to an operator carries its position instead", async () => {
    const visitor = await server.visitor();
    using peer = await connectOperator();
    await peer.settle("SUBSCRIBE", { id: "0", destination: OPERATORS });
    const first = await visitor.send("one");
    const second = await visitor.send("two");
    const frames = [await peer.expect("MESSAGE"), await peer.expect("MESSAGE")];
    const positions = frames.map(({ headers }) => Number(headers["position"]));
    expect(positions[1]).toBe(positions[0]! + 1);
    expect(frames.map(({ headers }) => headers["message-id"])).toEqual([first.id, second.id]);
    expect(frames[0]!.headers).toMatchObject({ destination: OPERATORS, subscription: "0" });
    expect(frames[0]!.headers).not.toHaveProperty("offset");
  });

  test("is escaped as its session's version asks, others' versions beside it", async () => {
    const visitor = await server.visitor();
    const spelled = { "1.2": "a\\cb\\\\c", "1.1": "a\\cb\\\\c", "1.0": "a:b\\c" };
    const peers = await Promise.all(
      Object.entries(spelled).map(async ([version, text]) => {
        const peer = await StompPeer.connect(server.url, "/ws.chatplugin", visitor.token, {
          "accept-version": version,
        });
        peer.sendRaw(`SUBSCRIBE\nid:${text}\ndestination:${VISITORS}\nreceipt:1\n\n\0`);
        await peer.expect("RECEIPT");
        const raw = new Promise<string>((resolve) => {
          peer.socket.addEventListener("message", ({ data }) => resolve(String(data)));
        });
        return { peer, raw, text };
      }),
    );
    await visitor.send("hello");
    for (const { peer, raw, text } of peers) {
      using _ = peer;
      expect(await raw).toContain(`\nsubscription:${text}\n`);
    }
  });
});

describe("A message reaches", () => {
  test("its visitor in every tab, every operator, and no other visitor", async () => {
    const [visitor, stranger] = await Promise.all([server.visitor(), server.visitor()]);
    const operator = await server.operator();
    const hearing = await Promise.all([
      connectVisitor(visitor),
      connectVisitor(visitor),
      connectOperator(),
      connectOperator(),
    ]);
    using deaf = await connectVisitor(stranger);
    for (const peer of [...hearing, deaf]) {
      const isOperator = hearing.indexOf(peer) > 1;
      await peer.settle("SUBSCRIBE", { id: "0", destination: isOperator ? OPERATORS : VISITORS });
    }
    const question = await visitor.send("question");
    const answer = await operator.reply(visitor.conversationId, "answer");
    for (const peer of hearing) {
      using _ = peer;
      expect((await peer.expect("MESSAGE")).headers["message-id"]).toBe(question.id);
      expect((await peer.expect("MESSAGE")).headers["message-id"]).toBe(answer.id);
    }
    expect(await deaf.settle("UNSUBSCRIBE", { id: "0" })).toEqual([]);
  });

  test("both of two subscriptions to one destination, once each", async () => {
    const visitor = await server.visitor();
    using peer = await connectVisitor(visitor);
    await peer.settle("SUBSCRIBE", { id: "a", destination: VISITORS });
    await peer.settle("SUBSCRIBE", { id: "b", destination: VISITORS });
    await visitor.send("hello");
    const heard = await peer.settle("UNSUBSCRIBE", { id: "a" });
    expect(heard).toHaveLength(2);
    expect(new Set(heard.map(({ headers }) => headers["subscription"]))).toEqual(
      new Set(["a", "b"]),
    );
    await visitor.send("again");
    const later = await peer.settle("UNSUBSCRIBE", { id: "b" });
    expect(later.map(({ headers }) => headers["subscription"])).toEqual(["b"]);
  });

  test("nobody who has not subscribed", async () => {
    const visitor = await server.visitor();
    using peer = await connectVisitor(visitor);
    await visitor.send("hello");
    expect(await peer.settle("UNSUBSCRIBE", { id: "0" })).toEqual([]);
  });

  test("live subscribers only once, however often its sender repeats it", async () => {
    const visitor = await server.visitor();
    using peer = await connectVisitor(visitor);
    await peer.settle("SUBSCRIBE", { id: "0", destination: VISITORS });
    const id = crypto.randomUUID();
    await Promise.all([1, 2, 3].map(() => visitor.send("same", id)));
    await visitor.send("same", id);
    expect(await peer.settle("UNSUBSCRIBE", { id: "0" })).toHaveLength(1);
  });

  test("nobody who subscribed after it, unless an offset asks for it", async () => {
    const visitor = await server.visitor();
    await visitor.send("before");
    using peer = await connectVisitor(visitor);
    expect(await peer.settle("SUBSCRIBE", { id: "0", destination: VISITORS })).toEqual([]);
    await visitor.send("after");
    expect((await peer.expect("MESSAGE")).headers["offset"]).toBe("2");
  });
});

describe("STOMP-29: UNSUBSCRIBE", () => {
  test("stops delivery at once; the id may be used again", async () => {
    const visitor = await server.visitor();
    using peer = await connectVisitor(visitor);
    await peer.settle("SUBSCRIBE", { id: "0", destination: VISITORS });
    await visitor.send("one");
    await peer.settle("UNSUBSCRIBE", { id: "0" });
    await visitor.send("two");
    expect(await peer.settle("SUBSCRIBE", { id: "0", destination: VISITORS })).toEqual([]);
    await visitor.send("three");
    expect((await peer.expect("MESSAGE")).headers["offset"]).toBe("3");
  });

  test("in the middle of a burst: nothing comes behind its receipt", async () => {
    const visitor = await server.visitor();
    using peer = await connectVisitor(visitor);
    await peer.settle("SUBSCRIBE", { id: "0", destination: VISITORS });
    const burst = Array.from({ length: 100 }, (_, index) => visitor.send(`message ${index}`));
    await burst[10];
    await peer.settle("UNSUBSCRIBE", { id: "0" });
    await Promise.all(burst);
    expect(await peer.settle("UNSUBSCRIBE", { id: "0" })).toEqual([]);
  });

  test("during a replay: nothing comes behind its receipt either", async () => {
    const visitor = await server.visitor();
    await Promise.all(Array.from({ length: 350 }, (_, index) => visitor.send(`message ${index}`)));
    using peer = await connectVisitor(visitor);
    peer.send("SUBSCRIBE", { id: "0", destination: VISITORS, offset: "0" });
    const before = await peer.settle("UNSUBSCRIBE", { id: "0" });
    expect(before.length).toBeLessThan(350);
    await visitor.send("later");
    expect(await peer.settle("UNSUBSCRIBE", { id: "0" })).toEqual([]);
  });
});

describe("STOMP-26: there is no such destination:", () => {
  const patterns = [
    "*",
    ">",
    "#",
    "**",
    "/**",
    "/*",
    "/>",
    "/user/**",
    "/user/queue/*",
    "/queue/*",
  ];
  const spellings = (exact: string): string[] => [
    `${exact}/`,
    `${exact}*`,
    `${exact}/*`,
    `${exact} `,
    ` ${exact}`,
    `${exact}\n`,
    `/${exact}`,
    exact.slice(1),
    exact.toUpperCase(),
    `${exact}?x=1`,
    `${exact}#x`,
    `/x/..${exact}`,
    exact.replace("/queue/", "/queue%2F"),
    exact.replace("/queue/", "//queue/"),
  ];
  const elsewhere = ["", "/", "/topic/message", "/queue/messages", "/app/typing", "messages"];

  for (const destination of [...patterns, ...spellings(VISITORS), ...elsewhere, OPERATORS]) {
    test(`${JSON.stringify(destination)} for a visitor`, async () => {
      using peer = await connectVisitor(await server.visitor());
      await expectNothing(peer, destination);
    });
  }

  for (const destination of [...patterns, ...spellings(OPERATORS), ...elsewhere, VISITORS]) {
    test(`${JSON.stringify(destination)} for an operator`, async () => {
      using peer = await connectOperator();
      await expectNothing(peer, destination);
    });
  }

  test("another visitor's, in any spelling, for a visitor", async () => {
    const [visitor, other] = await Promise.all([server.visitor(), server.visitor()]);
    await other.send("private");
    const { conversationId: id } = other;
    for (const destination of [
      id,
      `/${id}`,
      `/user/${id}/queue/message`,
      `/user/queue/message/${id}`,
      `/user/queue/message-user${id}`,
      `/queue/message-user${id}`,
      `/queue/message/${id}`,
      `${id} 1.2 0`,
    ]) {
      using peer = await connectVisitor(visitor);
      await expectNothing(peer, destination);
    }
  });

  async function expectNothing(peer: StompPeer, destination: string): Promise<void> {
    peer.send("SUBSCRIBE", { id: "0", destination, offset: "0", receipt: "r" });
    const { headers } = await peer.expect("ERROR");
    expect(headers).toMatchObject({ code: "not_found", "receipt-id": "r" });
    expect(await peer.next()).toEqual({ code: 1008 });
  }
});

test("STOMP-26: no subscription id or header opens another's messages", async () => {
  const [visitor, other] = await Promise.all([server.visitor(), server.visitor()]);
  await other.send("private");
  using peer = await connectVisitor(visitor);
  for (const id of ["*", "messages", "messages 1.2 0", `${other.conversationId} 1.2 0`, ""]) {
    await peer.settle("SUBSCRIBE", {
      id,
      destination: VISITORS,
      offset: "0",
      conversation_id: other.conversationId,
      selector: "1=1",
      user: other.conversationId,
    });
  }
  using peerOfOther = await connectVisitor(other);
  await peerOfOther.settle("SUBSCRIBE", { id: "0", destination: VISITORS });
  await other.send("private too");
  await peerOfOther.expect("MESSAGE");
  expect(await peer.settle("UNSUBSCRIBE", { id: "*" })).toEqual([]);
});

describe("A channel that is disconnected", () => {
  test("closes its visitors' sockets at once, nobody else's", async () => {
    const { token } = await server.operator();
    const closing = await server.channel("closing");
    const [inside, alsoInside, outside] = await Promise.all([
      server.visitor(closing),
      server.visitor(closing),
      server.visitor(),
    ]);
    const peers = await Promise.all([inside, alsoInside].map(connectVisitor));
    using other = await connectVisitor(outside);
    using operator = await connectOperator();
    await peers[0]!.settle("SUBSCRIBE", { id: "0", destination: VISITORS });
    await server.post("/channels.disconnect", { channel_id: closing.id }, token);
    for (const peer of peers) {
      expect((await peer.expect("ERROR")).headers["code"]).toBe("channel_not_found");
      expect(await peer.next()).toEqual({ code: 1008 });
    }
    for (const peer of [other, operator]) {
      expect(await peer.settle("UNSUBSCRIBE", { id: "0" })).toEqual([]);
    }
  });

  test("lets its visitors in again once it is connected again, the conversation as it was", async () => {
    const { token } = await server.operator();
    const channel = await server.channel("back soon");
    const visitor = await server.visitor(channel);
    await visitor.send("before");
    await server.post("/channels.disconnect", { channel_id: channel.id }, token);
    await server.channel("back soon");
    using peer = await connectVisitor(visitor);
    await peer.settle("SUBSCRIBE", { id: "0", destination: VISITORS, offset: "0" });
    expect((await peer.expect("MESSAGE")).body).toContain("before");
  });
});

test("Sessions are counted while they are connected, and not a moment longer", async () => {
  await untilSessions(server, NOBODY);
  const unconnected = await StompPeer.open(server.url, "/ws.chatplugin");
  const peers = [
    await connectVisitor(await server.visitor()),
    await connectVisitor(await server.visitor()),
    await connectOperator(),
  ];
  expect(await sessionCounts(server)).toEqual({ visitor: 2, operator: 1 });
  for (const peer of peers) {
    peer.send("DISCONNECT");
    await peer.closed();
  }
  unconnected.socket.close();
  await untilSessions(server, NOBODY);
});

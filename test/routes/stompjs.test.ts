/** Clients that others wrote, unmodified: @stomp/stompjs and webstomp-client, in every version. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { Client, Versions, type IFrame, type IMessage, type StompConfig } from "@stomp/stompjs";
import { over, type Frame, type Message } from "webstomp-client";
import { Queue } from "../queue.ts";
import { startTestServer, type TestServer, type Visitor } from "../running-server.ts";
import { NOBODY, untilSessions } from "../session-counts.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer(["--rate-limit", "off"]);
  await server.channel();
});
afterAll(async () => {
  await untilSessions(server, NOBODY);
  await server[Symbol.asyncDispose]();
});

const VERSIONS = ["1.2", "1.1", "1.0"] as const;
const VISITORS = "/user/queue/message";

function address(path: "/ws.chatplugin" | "/ws.communication", { url } = server): string {
  return url.replace(/^http/, "ws") + path;
}

function textOf(body: string): string {
  return (JSON.parse(body) as { message: { content: { text: string } } }).message.content.text;
}

/** A client of stompjs that is connected; what it is told goes into the queues. */
async function connectStompjs(token: string, config: Readonly<Partial<StompConfig>> = {}) {
  const connected = new Queue<IFrame>();
  const heartBeats = new Queue<"heart-beat">();
  const errors = new Queue<IFrame>();
  const closes = new Queue<number>();
  const client = new Client({
    brokerURL: address("/ws.chatplugin"),
    connectHeaders: { Authorization: `Bearer ${token}` },
    reconnectDelay: 0,
    heartbeatIncoming: 1_000,
    heartbeatOutgoing: 10_000,
    ...config,
    onConnect: (frame) => connected.put(frame),
    onStompError: (frame) => errors.put(frame),
    onWebSocketClose: ({ code }: CloseEvent) => closes.put(code),
    debug: (line) => line === "<<< PONG" && heartBeats.put("heart-beat"),
  });
  client.activate();
  return { client, connected, heartBeats, errors, closes };
}

function receipt(client: Client, id: string): Promise<IFrame> {
  return new Promise((resolve) => client.watchForReceipt(id, resolve));
}

describe("@stomp/stompjs", () => {
  for (const version of VERSIONS) {
    test(`with ${version} connects, subscribes, receives, and disconnects with its receipt`, async () => {
      const [visitor, operator] = await Promise.all([server.visitor(), server.operator()]);
      await visitor.send("before");
      const stompVersions = new Versions([version]);
      const { client, connected, closes } = await connectStompjs(visitor.token, { stompVersions });
      expect((await connected.next()).headers["version"]).toBe(version);
      expect(client.connectedVersion).toBe(version);

      const messages = new Queue<IMessage>();
      const subscribed = receipt(client, "subscribed");
      const subscription = client.subscribe(VISITORS, (message) => messages.put(message), {
        offset: "0",
        receipt: "subscribed",
      });
      await subscribed;
      await operator.reply(visitor.conversationId, "answer ß€🎉\n\0");
      const [first, second] = await messages.take(2);
      expect([first, second].map((message) => textOf(message!.body))).toEqual([
        "before",
        "answer ß€🎉\n\0",
      ]);
      expect(second!.headers).toMatchObject({ destination: VISITORS, offset: "2" });

      const unsubscribed = receipt(client, "unsubscribed");
      subscription.unsubscribe({ receipt: "unsubscribed" });
      await unsubscribed;
      await visitor.send("after");
      const disconnected = new Promise<IFrame>((resolve) => {
        client.onDisconnect = resolve;
      });
      await client.deactivate();
      expect((await disconnected).command).toBe("RECEIPT");
      expect(await closes.next()).toBe(1000);
      expect(messages.unread).toEqual([]);
    });
  }

  for (const version of ["1.2", "1.1"] as const) {
    test(`STOMP-34: with ${version} gets the heart-beats it asked for`, async () => {
      const visitor = await server.visitor();
      const stompVersions = new Versions([version]);
      const { client, connected, heartBeats } = await connectStompjs(visitor.token, {
        stompVersions,
      });
      expect((await connected.next()).headers["heart-beat"]).toBe("1000,10000");
      await heartBeats.take(2);
      await client.deactivate();
    });
  }

  test("STOMP-17: with binary messages is served the same", async () => {
    const visitor = await server.visitor();
    const { client, connected } = await connectStompjs(visitor.token, {
      forceBinaryWSFrames: true,
    });
    await connected.next();
    const messages = new Queue<IMessage>();
    client.subscribe(VISITORS, (message) => messages.put(message), { offset: "0" });
    await visitor.send("hello");
    expect(textOf((await messages.next()).body)).toBe("hello");
    await client.deactivate();
  });

  test("STOMP-16: with frames in pieces of seven characters is served the same", async () => {
    const visitor = await server.visitor();
    const { client, connected } = await connectStompjs(visitor.token, {
      splitLargeFrames: true,
      maxWebSocketChunkSize: 7,
    });
    await connected.next();
    const messages = new Queue<IMessage>();
    client.subscribe(VISITORS, (message) => messages.put(message), { offset: "0" });
    await visitor.send("hello");
    expect(textOf((await messages.next()).body)).toBe("hello");
    await client.deactivate();
  });

  test("STOMP-21: is told why its token is refused", async () => {
    const { client, connected, errors, closes } = await connectStompjs("no token");
    expect((await errors.next()).headers).toMatchObject({ code: "unauthorized" });
    expect(await closes.next()).toBe(1008);
    expect(connected.unread).toEqual([]);
    await client.deactivate();
  });

  test("as an operator hears every conversation", async () => {
    const [one, other, operator] = await Promise.all([
      server.visitor(),
      server.visitor(),
      server.operator(),
    ]);
    const { client, connected } = await connectStompjs(operator.token, {
      brokerURL: address("/ws.communication"),
    });
    const { position } = (await connected.next()).headers;
    const messages = new Queue<IMessage>();
    client.subscribe("/queue/message", (message) => messages.put(message), { offset: position! });
    await one.send("from one");
    await other.send("from another");
    const heard = await messages.take(2);
    expect(heard.map(({ body }) => textOf(body))).toEqual(["from one", "from another"]);
    await client.deactivate();
  });

  test("DELIVERY-3: goes on where it was when the server was started again", async () => {
    const first = await startTestServer(["--rate-limit", "off"]);
    const visitor = await first.visitor();
    const messages = new Queue<IMessage>();
    let last = "0";
    const { client, connected, closes } = await connectStompjs(visitor.token, {
      brokerURL: address("/ws.chatplugin", first),
      reconnectDelay: 10,
    });
    const follow = async (): Promise<void> => {
      await connected.next();
      client.subscribe(
        VISITORS,
        (message) => {
          last = message.headers["offset"]!;
          messages.put(message);
        },
        { offset: last },
      );
    };
    await follow();
    for (const text of ["one", "two"]) await visitor.send(text);
    await messages.take(2);
    await using second = await first.restart({ port: Number(new URL(first.url).port) });
    expect(await closes.next()).toBe(1001);
    await visitor.send("three");
    await follow();
    await visitor.send("four");
    expect((await messages.take(2)).map(({ body }) => textOf(body))).toEqual(["three", "four"]);
    await client.deactivate();
    await untilSessions(second, NOBODY);
  });
});

describe("webstomp-client", () => {
  function connectWebstomp({ token }: Visitor, version: string, binary = false) {
    const protocols = [`v${version.replace(".", "")}.stomp`];
    const socket = new WebSocket(address("/ws.chatplugin"), protocols);
    const client = over(socket, {
      debug: false,
      binary,
      heartbeat: { incoming: 1_000, outgoing: 10_000 },
      protocols,
    });
    const connected = new Queue<Frame>();
    const failures = new Queue<Frame | CloseEvent>();
    client.connect(
      { Authorization: token },
      (frame) => connected.put(frame!),
      (failure) => failures.put(failure),
    );
    return { client, socket, connected, failures };
  }

  for (const version of VERSIONS) {
    for (const binary of [false, true]) {
      test(`with ${version}${binary ? " in binary" : ""} connects, subscribes, receives and goes`, async () => {
        const visitor = await server.visitor();
        await visitor.send("before");
        const { client, socket, connected, failures } = connectWebstomp(visitor, version, binary);
        expect((await connected.next()).headers["version"]).toBe(version);
        expect(socket.protocol).toBe(`v${version.replace(".", "")}.stomp`);
        const receipts = new Queue<Frame>();
        client.onreceipt = (frame) => receipts.put(frame);
        const messages = new Queue<Message>();
        const headers = { id: "sub-0", offset: "0", receipt: "subscribed" };
        const { unsubscribe } = client.subscribe(VISITORS, (one) => messages.put(one), headers);
        expect((await receipts.next()).headers["receipt-id"]).toBe("subscribed");
        await visitor.send("live ß€🎉");
        const heard = await messages.take(2);
        expect(heard.map(({ body }) => textOf(body))).toEqual(["before", "live ß€🎉"]);
        unsubscribe();
        await visitor.send("after");
        client.unsubscribe("none", { receipt: "settled" });
        await receipts.next();
        expect(messages.unread).toEqual([]);
        await new Promise<void>((resolve) => client.disconnect(resolve));
        expect(failures.unread).toEqual([]);
      });
    }
  }

  test("is told why a subscription is refused, and then closed", async () => {
    const { client, connected, failures } = connectWebstomp(await server.visitor(), "1.2");
    await connected.next();
    client.subscribe("/queue/message", () => undefined);
    expect(await failures.next()).toMatchObject({ headers: { code: "not_found" } });
    expect(await failures.next()).toMatchObject({ code: 1008 });
  });
});

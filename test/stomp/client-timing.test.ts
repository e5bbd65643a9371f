/** stomp/client.ts by the clock: time-outs, silence and back-off, on a socket that the test plays. */
import { afterEach, beforeEach, describe, expect, jest, spyOn, test } from "bun:test";
import { StompClient, type ClientSocket } from "../../stomp/client.ts";

const SECOND = 1_000;

class PlayedSocket implements ClientSocket {
  binaryType = "blob";
  onopen: ((event: never) => void) | null = null;
  onmessage: ((event: MessageEvent) => void) | null = null;
  onclose: ((event: CloseEvent) => void) | null = null;
  readonly sent: string[] = [];
  closed = false;

  send(data: string): void {
    this.sent.push(data);
  }

  close(): void {
    this.closed = true;
  }

  hear(data: string | ArrayBuffer): void {
    this.onmessage?.(new MessageEvent("message", { data }));
  }

  connected(): void {
    this.onopen?.(undefined as never);
    this.hear("CONNECTED\nversion:1.2\nheart-beat:1000,10000\n\n\0");
  }
}

let sockets: PlayedSocket[];
let downs: string[];
let messages: string[];
let client: StompClient;
/** What the page does when it is told so. */
let onUp: () => void;
let onMessage: () => void;

function start(token: () => Promise<string> = () => Promise.resolve("token")): void {
  client = new StompClient(
    {
      open() {
        const socket = new PlayedSocket();
        sockets.push(socket);
        return socket;
      },
      token,
      onUp: () => onUp(),
      onDown: (code) => void downs.push(code),
    },
    [
      {
        destination: "/a",
        headers: () => [["offset", "7"]],
        onMessage(body) {
          messages.push(body);
          onMessage();
        },
      },
    ],
  );
  client.start();
}

/** The token is there and the socket opened: a few turns without the clock. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}

async function pass(milliseconds: number): Promise<void> {
  jest.advanceTimersByTime(milliseconds);
  await settle();
}

beforeEach(() => {
  jest.useFakeTimers();
  sockets = [];
  downs = [];
  messages = [];
  onUp = onMessage = () => undefined;
});
afterEach(() => {
  client.stop();
  expect(jest.getTimerCount()).toBe(0);
  jest.useRealTimers();
});

describe("A session is given up", () => {
  test("when CONNECTED has not come after 15 seconds", async () => {
    start();
    await settle();
    sockets[0]!.onopen?.(undefined as never);
    expect(sockets[0]!.sent).toEqual([
      "CONNECT\naccept-version:1.2\nheart-beat:0,10000\nAuthorization:Bearer token\n\n\0",
    ]);
    await pass(15 * SECOND - 1);
    expect(downs).toEqual([]);
    await pass(1);
    expect(downs).toEqual([""]);
    expect(sockets[0]!.closed).toBe(true);
  });

  test("when its token has not come after 15 seconds; a late one opens nothing", async () => {
    const late = Promise.withResolvers<string>();
    const tokens = [late.promise];
    start(() => tokens.shift() ?? new Promise<never>(() => undefined));
    await pass(15 * SECOND);
    expect(downs).toEqual([""]);
    late.resolve("late");
    await settle();
    expect(sockets).toEqual([]);
  });

  test("after more than 30 seconds of silence, and not before", async () => {
    start();
    await settle();
    sockets[0]!.connected();
    await pass(30 * SECOND);
    expect(client.connected).toBe(true);
    await pass(10 * SECOND);
    expect(downs).toEqual([""]);
    expect(sockets[0]!.closed).toBe(true);
    expect(client.connected).toBe(false);
  });

  test("when what comes is no STOMP", async () => {
    start();
    await settle();
    sockets[0]!.connected();
    sockets[0]!.hear("<html>\n\n\0");
    sockets[0]!.hear("no colon\nno colon\n\n\0");
    expect(downs).toEqual([""]);
    expect(sockets[0]!.closed).toBe(true);
  });

  test("never while heart-beats come", async () => {
    start();
    await settle();
    sockets[0]!.connected();
    for (let beat = 0; beat < 60; beat += 1) {
      await pass(29 * SECOND);
      sockets[0]!.hear("\n");
    }
    expect(downs).toEqual([]);
  });
});

test("What a session that was given up still says is not heard", async () => {
  start();
  await settle();
  const [first] = sockets;
  first!.connected();
  first!.onclose?.(undefined as never);
  expect(downs).toEqual([""]);
  first!.hear("ERROR\ncode:unauthorized\n\n\0");
  first!.onclose?.(undefined as never);
  expect(downs).toEqual([""]);
  first!.hear("CONNECTED\nversion:1.2\n\n\0");
  expect(client.connected).toBe(false);
});

test("A message for no subscription of the client is passed over, and an ERROR after it is heard", async () => {
  start();
  await settle();
  const [socket] = sockets;
  socket!.connected();
  expect(socket!.sent.at(-1)).toBe("SUBSCRIBE\nid:0\nreceipt:0\ndestination:/a\noffset:7\n\n\0");
  socket!.hear("MESSAGE\nsubscription:9\n\nfor nobody\0");
  socket!.hear("ERROR\ncode:channel_not_found\n\n\0");
  expect(downs).toEqual(["channel_not_found"]);
});

describe("A client that is stopped", () => {
  test("when it is told of a session does not subscribe", async () => {
    onUp = () => client.stop();
    start();
    await settle();
    sockets[0]!.connected();
    const commands = sockets[0]!.sent.map((frame) => frame.split("\n")[0]);
    expect(commands).toEqual(["CONNECT", "DISCONNECT"]);
    expect(sockets[0]!.closed).toBe(true);
  });

  test("by a message is not told of what comes after it", async () => {
    onMessage = () => client.stop();
    start();
    await settle();
    sockets[0]!.connected();
    const message = (body: string): string => `MESSAGE\nsubscription:0\n\n${body}\0`;
    for (const said of [message("one"), message("two"), "ERROR\ncode:forbidden\n\n\0"]) {
      sockets[0]!.hear(said);
    }
    expect(messages).toEqual(["one"]);
    expect(downs).toEqual([]);
  });
});

describe("The pauses between failed attempts", () => {
  for (const [says, random, pauses] of [
    ["at least", 0, [250, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000]],
    ["at most", 1, [500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]],
  ] as const) {
    test(`double up to 30 seconds: ${says} ${pauses.join(", ")} ms`, async () => {
      using chance = spyOn(Math, "random").mockReturnValue(random);
      start();
      await settle();
      for (const [index, pause] of pauses.entries()) {
        sockets[index]!.onclose?.(undefined as never);
        await pass(pause - 1);
        expect(sockets).toHaveLength(index + 1);
        await pass(1);
        expect(sockets).toHaveLength(index + 2);
      }
      expect(chance).toHaveBeenCalled();
    });
  }

  test("begin anew after a session stood", async () => {
    using _ = spyOn(Math, "random").mockReturnValue(1);
    start();
    await settle();
    for (const pause of [500, 1_000, 2_000]) {
      sockets.at(-1)!.onclose?.(undefined as never);
      await pass(pause);
    }
    sockets.at(-1)!.connected();
    sockets.at(-1)!.onclose?.(undefined as never);
    const before = sockets.length;
    await pass(500);
    expect(sockets).toHaveLength(before + 1);
  });

  test("end at once with wake, which does nothing at any other time", async () => {
    start();
    await settle();
    client.wake();
    sockets[0]!.connected();
    client.wake();
    await settle();
    expect(sockets).toHaveLength(1);
    sockets[0]!.onclose?.(undefined as never);
    client.wake();
    await settle();
    expect(sockets).toHaveLength(2);
    client.stop();
    client.wake();
    await pass(60 * SECOND);
    expect(sockets).toHaveLength(2);
  });
});

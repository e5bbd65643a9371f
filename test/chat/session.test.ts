/** chat/session.ts by the clock: heart-beats, time-outs, and what waits while a token is checked. */
import { describe, expect, test } from "bun:test";
import { ParleyError } from "../../errors.ts";
import { STOMP_LIMITS } from "../../protocol/limits.ts";
import { Rig, type Client } from "./session-rig.ts";

const SECOND = 1_000;
const DESTINATION = "/user/queue/message";

/** The clock goes on second by second, each with its tick; how many seconds until the socket closed. */
function secondsUntilClosed(
  rig: Rig,
  { session, socket }: Client,
  most: number,
): number | undefined {
  for (let second = 1; second <= most; second += 1) {
    rig.now += SECOND;
    session.tick(rig.now, SECOND);
    if (socket.closes.length > 0) return second;
  }
  return undefined;
}

describe("Time to CONNECT", () => {
  test("ends after 10 seconds with ERROR and 1002", () => {
    using rig = new Rig();
    const client = rig.open();
    expect(secondsUntilClosed(rig, client, 60)).toBe(10);
    expect(client.socket.take()).toMatchObject([{ command: "ERROR" }]);
    expect(client.socket.closes).toEqual([1002]);
  });

  test("is not made longer by heart-beats or by half a frame", () => {
    using rig = new Rig();
    const client = rig.open();
    rig.now += 9 * SECOND;
    client.sendRaw("\n\nCONNECT\naccept-version:1.2\n");
    expect(secondsUntilClosed(rig, client, 60)).toBe(1);
  });

  test("ends also when a token is never done being checked", async () => {
    using rig = new Rig();
    const client = rig.open();
    client.send("CONNECT", { Authorization: "a" });
    expect(secondsUntilClosed(rig, client, 60)).toBe(10);
    await rig.checkTokens();
    expect(client.socket.take()).toMatchObject([{ command: "ERROR" }]);
    expect(client.session.identity).toBeUndefined();
  });

  test("is over once the session is connected", async () => {
    using rig = new Rig();
    const client = await rig.connect("a");
    expect(secondsUntilClosed(rig, client, 3_600)).toBeUndefined();
    expect(client.socket.take()).toEqual([]);
  });
});

describe("A session", () => {
  test("ends with its token, with ERROR unauthorized and 1008", async () => {
    using rig = new Rig();
    rig.timeLeft = 90 * SECOND;
    const client = await rig.connect("a");
    client.socket.take();
    expect(secondsUntilClosed(rig, client, 3_600)).toBe(90);
    expect(client.socket.take()).toMatchObject([
      { command: "ERROR", headers: { code: "unauthorized" } },
    ]);
    expect(client.socket.closes).toEqual([1008]);
  });
});

describe("STOMP-34: the server's heart-beats", () => {
  const cases: readonly [heartBeat: string | undefined, every: number][] = [
    [undefined, 0],
    ["0,0", 0],
    ["5000,0", 0],
    ["0,1000", 1],
    ["0,10", 1],
    ["0,5000", 5],
    ["0,7500", 7],
    ["20000,30000", 30],
  ];
  for (const [heartBeat, every] of cases) {
    test(`for ${heartBeat} come ${every === 0 ? "never" : `every ${every} s at the latest`}`, async () => {
      using rig = new Rig();
      const headers = heartBeat === undefined ? {} : { "heart-beat": heartBeat };
      const { session, socket } = await rig.connect("a", headers);
      let silent = 0;
      let longest = 0;
      let count = 0;
      for (let second = 1; second <= 55; second += 1) {
        rig.now += SECOND;
        session.tick(rig.now, SECOND);
        const beats = socket.take().filter((sent) => sent === "\n").length;
        silent = beats > 0 ? 0 : silent + 1;
        longest = Math.max(longest, silent + 1);
        count += beats;
      }
      if (every === 0) expect(count).toBe(0);
      else {
        expect(longest).toBeLessThanOrEqual(every);
        expect(count).toBe(Math.floor(55 / every));
      }
    });
  }

  test("are promised and asked for in CONNECTED", async () => {
    using rig = new Rig();
    const { socket } = rig.open();
    expect(socket.take()).toEqual([]);
    const client = rig.open();
    client.send("CONNECT", { Authorization: "a", "accept-version": "1.2" });
    await rig.checkTokens();
    expect(client.socket.take()).toMatchObject([{ headers: { "heart-beat": "1000,10000" } }]);
  });
});

describe("STOMP-35: a client that promised heart-beats", () => {
  const cases: readonly [heartBeat: string, cutAfter: number | undefined][] = [
    ["10000,0", 30],
    ["20000,0", 60],
    // It may promise more than the server asks for; it is held to what was agreed.
    ["1000,0", 30],
    ["1,1", 30],
    ["0,0", undefined],
    ["0,10000", undefined],
  ];
  for (const [heartBeat, cutAfter] of cases) {
    const says = cutAfter === undefined ? "is never cut" : `is cut after ${cutAfter} s of silence`;
    test(`with ${heartBeat} ${says}`, async () => {
      using rig = new Rig();
      const client = await rig.connect("a", { "heart-beat": heartBeat });
      expect(secondsUntilClosed(rig, client, 300)).toBe(cutAfter);
      if (cutAfter === undefined) return;
      expect(client.socket.take().at(-1)).toMatchObject({ command: "ERROR" });
      expect(client.socket.closes).toEqual([1002]);
    });
  }

  for (const sign of ["\n", "\r\n", "S", "UNSUBSCRIBE\nid:0\n\n\0"]) {
    test(`lives on by ${JSON.stringify(sign)}`, async () => {
      using rig = new Rig();
      const client = await rig.connect("a", { "heart-beat": "10000,0" });
      expect(secondsUntilClosed(rig, client, 29)).toBeUndefined();
      client.sendRaw(sign);
      expect(secondsUntilClosed(rig, client, 300)).toBe(30);
    });
  }
});

describe("While a token is being checked", () => {
  const subscribe = `SUBSCRIBE\nid:0\ndestination:${DESTINATION}\nreceipt:1\n\n\0`;

  test("STOMP-15: frames wait, whole and in pieces, and are handled in order afterwards", async () => {
    using rig = new Rig();
    const client = rig.open();
    client.sendRaw(`CONNECT\naccept-version:1.1\nAuthorization:a\n\n\0${subscribe.slice(0, 20)}`);
    client.sendRaw(subscribe.slice(20));
    client.sendRaw("UNSUBSCRIBE\nid:0\nreceipt:a\\\\b\n\n\0");
    expect(client.socket.take()).toEqual([]);
    await rig.checkTokens();
    expect(client.socket.take()).toMatchObject([
      { command: "CONNECTED", headers: { version: "1.1" } },
      { command: "RECEIPT", headers: { "receipt-id": "1" } },
      { command: "RECEIPT", headers: { "receipt-id": "a\\b" } },
    ]);
  });

  test("STOMP-22: a second CONNECT waits too, and is the error it is", async () => {
    using rig = new Rig();
    const client = rig.open();
    client.sendRaw("CONNECT\nAuthorization:a\n\n\0CONNECT\nAuthorization:b\n\n\0");
    expect(rig.checks).toHaveLength(1);
    await rig.checkTokens();
    expect(rig.checks).toHaveLength(0);
    expect(client.socket.take().map((sent) => sent !== "\n" && sent.command)).toEqual([
      "CONNECTED",
      "ERROR",
    ]);
  });

  test("no more is kept than one frame may have", () => {
    using rig = new Rig();
    const client = rig.open();
    client.send("CONNECT", { Authorization: "a" });
    const chunk = "x".repeat(STOMP_LIMITS.headBytes);
    let chunks = 0;
    while (client.socket.closes.length === 0) {
      client.sendRaw(chunk);
      chunks += 1;
    }
    expect(client.socket.closes).toEqual([1009]);
    expect(client.socket.take()).toMatchObject([{ headers: { code: "payload_too_large" } }]);
    const most = STOMP_LIMITS.bodyBytes + 2 * STOMP_LIMITS.headBytes;
    expect(chunks).toBe(Math.floor(most / STOMP_LIMITS.headBytes) + 1);
  });

  test("a socket that goes away is forgotten, whatever the check says", async () => {
    using rig = new Rig();
    const client = rig.open();
    client.send("CONNECT", { Authorization: "a" });
    client.session.closed();
    await rig.checkTokens();
    expect(client.socket.take()).toEqual([]);
    expect(client.session.identity).toBeUndefined();
  });

  test("STOMP-21: a token that is refused ends it, and what waited is not handled", async () => {
    using rig = new Rig();
    const client = rig.open();
    client.sendRaw(`CONNECT\naccept-version:1.2\n\n\0${subscribe}`);
    await rig.checkTokens();
    expect(client.socket.take()).toMatchObject([
      { command: "ERROR", headers: { code: "unauthorized" } },
    ]);
    expect(client.socket.closes).toEqual([1008]);
  });

  test("a check that fails by a fault of ours tells nothing of it", async () => {
    using rig = new Rig();
    const client = rig.open();
    client.send("CONNECT", { Authorization: "broken" });
    await rig.checkTokens();
    const [error] = client.socket.take();
    expect(error).toMatchObject({ command: "ERROR", headers: { code: "internal_error" } });
    expect(JSON.stringify(error)).not.toContain("a bug");
    expect(rig.errors).toMatchObject([{ message: "a bug" }]);
  });
});

describe("A session that has ended", () => {
  const endings: readonly [says: string, end: (client: Client) => void, close: number[]][] = [
    ["by DISCONNECT", (client) => client.send("DISCONNECT"), [1000]],
    ["by an error", (client) => client.send("ACK"), [1002]],
    ["because the server goes away", ({ session }) => session.end(1001), [1001]],
    [
      "because its channel was disconnected",
      ({ session }) => session.fail(new ParleyError("channel_not_found", "closed"), 1008),
      [1008],
    ],
    ["because its socket is gone", ({ session }) => session.closed(), []],
  ];
  for (const [says, end, closes] of endings) {
    test(`${says} hears nothing, says nothing and is in no topic`, async () => {
      using rig = new Rig();
      const client = await rig.connect("a", { "heart-beat": "10000,1000" });
      for (const id of ["0", "1"]) client.send("SUBSCRIBE", { id, destination: DESTINATION });
      expect(rig.hub.isEmpty).toBe(false);
      end(client);
      expect(client.socket.closes).toEqual(closes);
      client.socket.take();

      expect(rig.hub.isEmpty).toBe(true);
      expect(client.socket.topics.size).toBe(0);
      expect(client.session.identity).toBeUndefined();
      rig.say("a");
      client.send("SUBSCRIBE", { id: "2", destination: DESTINATION, receipt: "r" });
      client.session.drained();
      client.session.tick(rig.now + 3_600 * SECOND, SECOND);
      client.session.fail(new ParleyError("internal_error", "again"), 1002);
      client.session.end(1001);
      client.session.closed();
      expect(client.socket.take()).toEqual([]);
      expect(client.socket.closes).toEqual(closes);
    });
  }
});

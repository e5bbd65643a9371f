/** STOMP over real websockets, row by row: what a session answers to right frames and wrong ones. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { STOMP_LIMITS } from "../../protocol/limits.ts";
import { startTestServer, type TestServer, type Visitor } from "../running-server.ts";
import { StompPeer } from "../stomp-peer.ts";

let server: TestServer;
let visitor: Visitor;
beforeAll(async () => {
  server = await startTestServer(["--rate-limit", "off"]);
  visitor = await server.visitor();
});
afterAll(() => server[Symbol.asyncDispose]());

const DESTINATION = "/user/queue/message";

function open(): Promise<StompPeer> {
  return StompPeer.open(server.url, "/ws.chatplugin");
}

function connect(headers: Record<string, string> = {}): Promise<StompPeer> {
  return StompPeer.connect(server.url, "/ws.chatplugin", visitor.token, headers);
}

describe("CONNECT", () => {
  const versions: readonly [row: string, accepted: string | undefined, chosen: string][] = [
    ["STOMP-1", "1.2", "1.2"],
    ["STOMP-3", "1.0,1.1,2.0", "1.1"],
    ["STOMP-3", "1.0,1.1,1.2", "1.2"],
    ["STOMP-3", "1.2,1.0", "1.2"],
    ["STOMP-3", "1.0", "1.0"],
    ["STOMP-5", undefined, "1.0"],
  ];
  for (const [row, accepted, chosen] of versions) {
    test(`${row}: with accept-version ${accepted} gets version ${chosen}`, async () => {
      using peer = await open();
      peer.send("CONNECT", {
        ...(accepted !== undefined && { "accept-version": accepted }),
        host: "anything",
        Authorization: visitor.token,
      });
      const { headers } = await peer.expect("CONNECTED");
      expect(headers["version"]).toBe(chosen);
    });
  }

  test("STOMP-2: may be spelled STOMP", async () => {
    using peer = await open();
    peer.send("STOMP", { "accept-version": "1.2", host: "h", Authorization: visitor.token });
    await peer.expect("CONNECTED");
  });

  for (const accepted of ["2.0", "", "1.3,2.0", "1", "1.2.0", "v1.2"]) {
    test(`STOMP-4: with accept-version ${JSON.stringify(accepted)} gets the versions known`, async () => {
      using peer = await open();
      peer.send("CONNECT", { "accept-version": accepted, Authorization: visitor.token });
      const { headers } = await peer.expect("ERROR");
      expect(headers).toMatchObject({ version: "1.0,1.1,1.2", code: "invalid_request" });
      expect(headers["message"]).toContain("1.0,1.1,1.2");
      expect(await peer.closed()).toBe(1002);
    });
  }

  test("STOMP-6: needs no host", async () => {
    using peer = await open();
    peer.send("CONNECT", { "accept-version": "1.2", Authorization: visitor.token });
    await peer.expect("CONNECTED");
  });

  test("its answer says the heart-beats that can be had, and names the history", async () => {
    using peer = await open();
    peer.send("CONNECT", { "accept-version": "1.2", Authorization: visitor.token });
    const { headers } = await peer.expect("CONNECTED");
    expect(headers).toEqual({
      version: "1.2",
      "heart-beat": "1000,10000",
      server: "parley",
      history: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });
});

interface Wrong {
  readonly says: string;
  readonly frame: string;
  readonly code: string;
  readonly close: number;
  /** The head cannot be read, so nobody knows its receipt. */
  readonly unread?: true;
}

describe("ERROR, then the close, is the answer to", () => {
  const invalid = { code: "invalid_request", close: 1002 };
  const unread = { ...invalid, unread: true } as const;
  const before: Wrong[] = [
    ...[
      "SUBSCRIBE\nid:0\ndestination:/user/queue/message",
      "SEND\ndestination:/a",
      "DISCONNECT",
    ].map((head) => ({
      says: `STOMP-20: ${head.split("\n")[0]} as the first frame`,
      frame: `${head}\nreceipt:r\n\n\0`,
      ...invalid,
    })),
    { says: "STOMP-18: connect", frame: "connect\nreceipt:r\n\n\0", ...invalid },
    ...[
      "a",
      "1",
      "1,",
      ",1",
      "1,2,3",
      "-1,0",
      "1.5,0",
      "0, 0",
      " 0,0",
      "",
      "1e3,0",
      "9".repeat(10) + ",0",
    ].map((heartBeat) => ({
      says: `STOMP-34: a heart-beat of ${JSON.stringify(heartBeat)}`,
      frame: `CONNECT\naccept-version:1.2\nheart-beat:${heartBeat}\nreceipt:r\n\n\0`,
      ...invalid,
    })),
    { says: "STOMP-19: a CONNECT with a body", frame: "CONNECT\nreceipt:r\n\nbody\0", ...invalid },
  ];
  const after: Wrong[] = [
    {
      says: "STOMP-22: a second CONNECT",
      frame: "CONNECT\naccept-version:1.2\nreceipt:r\n\n\0",
      ...invalid,
    },
    { says: "STOMP-22: a STOMP after CONNECT", frame: "STOMP\nreceipt:r\n\n\0", ...invalid },
    ...["MESSAGE", "RECEIPT", "CONNECTED", "subscribe", "Send", " SEND", "X", "\uFEFFSEND"].map(
      (command) => ({
        says: `STOMP-18: the command ${JSON.stringify(command)}`,
        frame: `${command}\nreceipt:r\n\n\0`,
        ...invalid,
      }),
    ),
    ...["BEGIN", "COMMIT", "ABORT", "ACK", "NACK"].map((command) => ({
      says: `STOMP-36: ${command}`,
      frame: `${command}\ntransaction:t\nid:1\nreceipt:r\n\n\0`,
      ...invalid,
    })),
    {
      says: "STOMP-24: SUBSCRIBE without id",
      frame: `SUBSCRIBE\ndestination:${DESTINATION}\nreceipt:r\n\n\0`,
      ...invalid,
    },
    {
      says: "STOMP-24: SUBSCRIBE without destination",
      frame: "SUBSCRIBE\nid:1\nreceipt:r\n\n\0",
      ...invalid,
    },
    {
      says: "STOMP-24: UNSUBSCRIBE without id",
      frame: "UNSUBSCRIBE\nreceipt:r\n\n\0",
      ...invalid,
    },
    {
      says: "STOMP-25: a subscription id that is in use",
      frame: `SUBSCRIBE\nid:used\ndestination:${DESTINATION}\nreceipt:r\n\n\0`,
      ...invalid,
    },
    ...["client", "client-individual", "", "AUTO", "auto "].map((ack) => ({
      says: `STOMP-28: SUBSCRIBE with ack ${JSON.stringify(ack)}`,
      frame: `SUBSCRIBE\nid:1\ndestination:${DESTINATION}\nack:${ack}\nreceipt:r\n\n\0`,
      ...invalid,
    })),
    {
      says: "STOMP-31: a SEND that nobody takes",
      frame: "SEND\ndestination:/app/nothing\nreceipt:r\n\n{}\0",
      code: "not_found",
      close: 1008,
    },
    {
      says: "STOMP-31: a SEND to what can only be subscribed to",
      frame: `SEND\ndestination:${DESTINATION}\nreceipt:r\n\n{}\0`,
      code: "not_found",
      close: 1008,
    },
    { says: "STOMP-31: a SEND without destination", frame: "SEND\nreceipt:r\n\n{}\0", ...invalid },
    { says: "STOMP-7: a lone CR", frame: "SEND\nreceipt:r\na:\rb\n\n\0", ...unread },
    { says: "STOMP-9: an undefined escape", frame: "SEND\nreceipt:r\na:\\t\n\n\0", ...unread },
    { says: "STOMP-9: a trailing backslash", frame: "SEND\nreceipt:r\na:\\\n\n\0", ...unread },
    {
      says: "STOMP-13: no NUL where the body ends",
      frame: "SEND\nreceipt:r\ncontent-length:1\n\nab\0",
      ...invalid,
    },
    {
      says: "STOMP-13: a content-length below zero",
      frame: "SEND\nreceipt:r\ncontent-length:-1\n\n",
      ...invalid,
    },
    {
      says: "STOMP-13: a content-length over the limit, before the body",
      frame: `SEND\nreceipt:r\ncontent-length:${STOMP_LIMITS.bodyBytes + 1}\n\n`,
      code: "payload_too_large",
      close: 1009,
    },
    {
      says: "STOMP-19: an UNSUBSCRIBE with a body",
      frame: "UNSUBSCRIBE\nid:used\nreceipt:r\n\nbody\0",
      ...invalid,
    },
    {
      says: `more than ${STOMP_LIMITS.headers} headers`,
      frame: `SEND\nreceipt:r\n${"a:b\n".repeat(STOMP_LIMITS.headers)}\n\0`,
      code: "payload_too_large",
      close: 1009,
      unread: true,
    },
    {
      says: "a subscription id that is too long",
      frame: `SUBSCRIBE\nid:${"x".repeat(129)}\ndestination:${DESTINATION}\nreceipt:r\n\n\0`,
      ...invalid,
    },
    ...["x", "-1", "1.5", "", " 1", "1e3", "0x1", "9".repeat(16)].map((offset) => ({
      says: `SUBSCRIBE with offset ${JSON.stringify(offset)}`,
      frame: `SUBSCRIBE\nid:1\ndestination:${DESTINATION}\noffset:${offset}\nreceipt:r\n\n\0`,
      ...invalid,
    })),
  ];

  for (const wrong of before) {
    test(`${wrong.says}; and it is never CONNECTED`, async () => {
      using peer = await open();
      peer.sendRaw(wrong.frame);
      await expectEnd(peer, wrong);
    });
  }

  for (const wrong of after) {
    test(wrong.says, async () => {
      using peer = await connect();
      await peer.settle("SUBSCRIBE", { id: "used", destination: DESTINATION });
      peer.sendRaw(wrong.frame);
      await expectEnd(peer, wrong);
    });
  }

  /** STOMP-33, for every row. */
  async function expectEnd(peer: StompPeer, { code, close, unread: hidden }: Wrong): Promise<void> {
    // What comes behind the wrong frame is not looked at.
    peer.send("SUBSCRIBE", { id: "9", destination: DESTINATION, receipt: "late" });
    const { headers } = await peer.expect("ERROR");
    expect(headers["code"]).toBe(code);
    expect(headers["message"]).not.toBe("");
    expect(headers["receipt-id"]).toBe(hidden ? undefined! : "r");
    expect(await peer.next()).toEqual({ code: close });
  }
});

describe("A header of SUBSCRIBE", () => {
  test("STOMP-10: is not trimmed: ids that differ by a blank are two", async () => {
    using peer = await connect();
    for (const id of ["a", " a", "a ", "\ta"]) {
      await peer.settle("SUBSCRIBE", { id, destination: DESTINATION });
    }
    const { id } = await visitor.send("hello");
    const frames = [];
    while (frames.length < 4) frames.push(await peer.expect("MESSAGE"));
    expect(frames.every(({ headers }) => headers["message-id"] === id)).toBe(true);
    const ids = frames.map(({ headers }) => headers["subscription"]);
    expect(new Set(ids)).toEqual(new Set(["a", " a", "a ", "\ta"]));
  });

  test("STOMP-11: counts as it stands first, however often it is repeated", async () => {
    using peer = await connect();
    const doubled = "id:a\nid:b\nreceipt:1\nreceipt:2\nack:auto\nack:client\n";
    peer.sendRaw(`SUBSCRIBE\n${doubled}destination:${DESTINATION}\ndestination:/queue/x\n\n\0`);
    expect((await peer.expect("RECEIPT")).headers["receipt-id"]).toBe("1");
    await visitor.send("hello");
    expect((await peer.expect("MESSAGE")).headers["subscription"]).toBe("a");
    expect(await peer.settle("UNSUBSCRIBE", { id: "a" })).toEqual([]);
  });
});

test("STOMP-28: the ERROR for another ack says which is supported", async () => {
  using peer = await connect();
  peer.send("SUBSCRIBE", { id: "0", destination: DESTINATION, ack: "client" });
  expect((await peer.expect("ERROR")).headers["message"]).toContain("ack:auto");
});

test("STOMP-28: ack:auto is what a SUBSCRIBE may say", async () => {
  using peer = await connect();
  expect(
    await peer.settle("SUBSCRIBE", { id: "0", destination: DESTINATION, ack: "auto" }),
  ).toEqual([]);
});

describe("STOMP-33: ERROR", () => {
  test("without a receipt has no receipt-id", async () => {
    using peer = await connect();
    peer.send("ACK", { id: "1" });
    const { headers } = await peer.expect("ERROR");
    expect(headers).not.toHaveProperty("receipt-id");
  });

  test("repeats a receipt as it was", async () => {
    using peer = await connect();
    peer.send("ACK", { receipt: "a:b\\n\nc\r" });
    expect((await peer.expect("ERROR")).headers["receipt-id"]).toBe("a:b\\n\nc\r");
  });
});

describe("RECEIPT", () => {
  test("STOMP-30: answers every frame that asks, in order, its value as it came", async () => {
    using peer = await connect();
    const receipts = ["1", "", " blank ", "a:b", "C:\\new", "two\nlines\r", "ß€🎉", "__proto__"];
    for (const [index, receipt] of receipts.entries()) {
      const id = String(index >> 1);
      if (index % 2 === 0) peer.send("SUBSCRIBE", { id, destination: DESTINATION, receipt });
      else peer.send("UNSUBSCRIBE", { id, receipt });
    }
    for (const receipt of receipts) {
      const { command, headers } = await peer.frame();
      expect([command, Object.entries(headers)]).toEqual(["RECEIPT", [["receipt-id", receipt]]]);
    }
  });

  for (const [version, receipt] of [
    ["1.1", "a:b\\n\nc"],
    ["1.0", "a:b\\n\\c"],
  ] as const) {
    test(`STOMP-30: round-trips in ${version} too`, async () => {
      using peer = await connect({ "accept-version": version });
      const escaped = version === "1.1" ? "a\\cb\\\\n\\nc" : receipt;
      peer.sendRaw(`UNSUBSCRIBE\nid:none\nreceipt:${escaped}\n\n\0`);
      // The peer decodes as 1.2: what 1.0 left alone has to be read as it stands.
      const raw = await new Promise((resolve) => {
        peer.socket.addEventListener("message", ({ data }) => resolve(data));
      });
      expect(raw).toBe(`RECEIPT\nreceipt-id:${escaped}\n\n\0`);
    });
  }

  test("STOMP-29: an UNSUBSCRIBE of an unknown id gets its receipt and nothing else", async () => {
    using peer = await connect();
    expect(await peer.settle("UNSUBSCRIBE", { id: "unknown" })).toEqual([]);
    peer.send("UNSUBSCRIBE", { id: "unknown" });
    expect(await peer.settle("UNSUBSCRIBE", { id: "unknown" })).toEqual([]);
  });
});

describe("STOMP-32: DISCONNECT", () => {
  test("with a receipt gets it, then the close with 1000", async () => {
    using peer = await connect();
    peer.send("DISCONNECT", { receipt: "bye" });
    expect((await peer.expect("RECEIPT")).headers).toEqual({ "receipt-id": "bye" });
    expect(await peer.next()).toEqual({ code: 1000 });
  });

  test("without a receipt gets the close with 1000 alone", async () => {
    using peer = await connect();
    peer.send("DISCONNECT");
    expect(await peer.next()).toEqual({ code: 1000 });
  });

  test("ends the session: what follows in the same message is not handled", async () => {
    using peer = await connect();
    peer.sendRaw("DISCONNECT\nreceipt:1\n\n\0UNSUBSCRIBE\nid:1\nreceipt:2\n\n\0");
    await peer.expect("RECEIPT");
    expect(await peer.next()).toEqual({ code: 1000 });
  });
});

test("STOMP-34: a client that asks for heart-beats every second gets EOLs, one that does not gets none", async () => {
  using asking = await connect({ "heart-beat": "0,1000" });
  using silent = await connect({ "heart-beat": "0,0" });
  for (let beat = 1; beat <= 2; beat += 1) expect(await asking.next()).toBe("heart-beat");
  expect(await silent.settle("UNSUBSCRIBE", { id: "none" })).toEqual([]);
  expect(silent.unread).toEqual([]);
});

describe("Websocket messages", () => {
  const subscribe = `SUBSCRIBE\nid:ß€🎉\ndestination:${DESTINATION}\nreceipt:ß€🎉\n\n\0`;

  test("STOMP-14: EOLs between frames are heart-beats", async () => {
    using peer = await connect();
    for (const data of ["\n", "\r\n", "\r", "\n", "\n\n\r\n"]) peer.sendRaw(data);
    peer.sendRaw(`\n\r\n${subscribe}\n`);
    await peer.expect("RECEIPT");
  });

  test("STOMP-15: several frames in one are handled in order, CONNECT among them", async () => {
    using peer = await open();
    const connecting = `CONNECT\naccept-version:1.2\nAuthorization:${visitor.token}\n\n\0`;
    const unsubscribe = "UNSUBSCRIBE\nid:ß€🎉\nreceipt:2\n\n\0";
    peer.sendRaw(`${connecting}${subscribe}${unsubscribe}DISCONNECT\nreceipt:3\n\n\0`);
    await peer.expect("CONNECTED");
    for (const receipt of ["ß€🎉", "2", "3"]) {
      expect((await peer.expect("RECEIPT")).headers["receipt-id"]).toBe(receipt);
    }
    expect(await peer.next()).toEqual({ code: 1000 });
  });

  test("STOMP-15: frames sent before CONNECTED has come wait for it", async () => {
    using peer = await open();
    peer.send("CONNECT", { "accept-version": "1.2", Authorization: visitor.token });
    peer.sendRaw(subscribe);
    await peer.expect("CONNECTED");
    await peer.expect("RECEIPT");
  });

  test("STOMP-16, STOMP-17: a frame may be split at any octet, in binary messages", async () => {
    using peer = await connect();
    const bytes = new TextEncoder().encode(subscribe);
    for (let cut = 1; cut < bytes.length; cut += 1) {
      peer.sendRaw(bytes.slice(0, cut));
      peer.sendRaw(bytes.slice(cut));
      expect((await peer.expect("RECEIPT")).headers["receipt-id"]).toBe("ß€🎉");
      await peer.settle("UNSUBSCRIBE", { id: "ß€🎉" });
    }
  });

  test("STOMP-16: a frame may be split at any character, in text messages", async () => {
    using peer = await connect();
    const characters = Array.from(subscribe);
    for (let cut = 1; cut < characters.length; cut += 1) {
      peer.sendRaw(characters.slice(0, cut).join(""));
      peer.sendRaw(characters.slice(cut).join(""));
      expect((await peer.expect("RECEIPT")).headers["receipt-id"]).toBe("ß€🎉");
      await peer.settle("UNSUBSCRIBE", { id: "ß€🎉" });
    }
  });

  test("STOMP-16: a frame may come octet by octet, text and binary in turn", async () => {
    using peer = await connect();
    const frame = "SUBSCRIBE\nid:1\ndestination:/user/queue/message\nreceipt:1\n\n\0";
    for (const [index, character] of Array.from(frame).entries()) {
      peer.sendRaw(index % 2 === 0 ? character : new TextEncoder().encode(character));
    }
    await peer.expect("RECEIPT");
  });

  test("STOMP-17: a CONNECT in a binary message is the same as in text", async () => {
    using peer = await open();
    const frame = `CONNECT\naccept-version:1.2\nAuthorization:${visitor.token}\n\n\0`;
    peer.sendRaw(new TextEncoder().encode(frame));
    await peer.expect("CONNECTED");
  });

  test("a large frame's end and the next large frame may come in one", async () => {
    using peer = await connect();
    const body = "x".repeat(STOMP_LIMITS.bodyBytes - 1_000);
    const frame = `SEND\ndestination:/a\ncontent-length:${body.length}\n\n${body}\0`;
    peer.sendRaw(frame.slice(0, -1_000));
    peer.sendRaw(frame.slice(-1_000) + frame);
    // Not for its size: nobody takes it.
    expect((await peer.expect("ERROR")).headers["code"]).toBe("not_found");
  });
});

test(`A session has ${STOMP_LIMITS.subscriptions} subscriptions at most`, async () => {
  using peer = await connect();
  const max = STOMP_LIMITS.subscriptions;
  for (let id = 0; id < max; id += 1) {
    await peer.settle("SUBSCRIBE", { id: String(id), destination: DESTINATION });
  }
  await peer.settle("UNSUBSCRIBE", { id: "0" });
  await peer.settle("SUBSCRIBE", { id: "again", destination: DESTINATION });
  peer.send("SUBSCRIBE", { id: "one more", destination: DESTINATION });
  expect((await peer.expect("ERROR")).headers["code"]).toBe("too_many_requests");
});

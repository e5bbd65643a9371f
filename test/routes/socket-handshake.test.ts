/** The websocket handshake, octet by octet, and the close codes of RFC 6455. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { STOMP_LIMITS } from "../../protocol/limits.ts";
import { BINARY, RawWebSocket, TEXT } from "../raw-websocket.ts";
import { startTestServer, type TestServer } from "../running-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer(["--rate-limit", "off"]);
});
afterAll(() => server[Symbol.asyncDispose]());

const ENDPOINTS = ["/ws.chatplugin", "/ws.communication"] as const;

describe("STOMP-37: the subprotocol answered to", () => {
  const offers: readonly [offered: string | undefined, answered: string | undefined][] = [
    [undefined, undefined],
    ["", undefined],
    ["v12.stomp", "v12.stomp"],
    ["v11.stomp", "v11.stomp"],
    ["v10.stomp", "v10.stomp"],
    ["v10.stomp, v12.stomp", "v12.stomp"],
    ["v10.stomp,v11.stomp", "v11.stomp"],
    ["v10.stomp , v11.stomp , v12.stomp", "v12.stomp"],
    ["soap", undefined],
    ["soap, v12.stomp", "v12.stomp"],
    ["v13.stomp, v11.stomp", "v11.stomp"],
    ["v13.stomp", undefined],
    ["V12.STOMP", undefined],
    ["v12.stomp-extra", undefined],
  ];
  for (const endpoint of ENDPOINTS) {
    for (const [offered, answered] of offers) {
      test(`${JSON.stringify(offered)} on ${endpoint} is ${JSON.stringify(answered)}`, async () => {
        const headers = offered === undefined ? {} : { "Sec-WebSocket-Protocol": offered };
        const { answer, socket } = await RawWebSocket.open(server.url, endpoint, headers);
        using _ = socket;
        expect(answer.status).toBe(101);
        expect(answer.headers.get("sec-websocket-protocol")).toBe(answered);
        expect(answer.headers.get("sec-websocket-accept")).toBe("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
      });
    }
  }

  test("both of two header lines count", async () => {
    const { answer, socket } = await RawWebSocket.open(server.url, "/ws.chatplugin", {
      "Sec-WebSocket-Protocol": "v10.stomp",
      "sec-websocket-protocol": "v12.stomp",
    });
    using _ = socket;
    expect(answer.headers.get("sec-websocket-protocol")).toBe("v12.stomp");
  });

  test("does not bind CONNECT, which may settle another version", async () => {
    const visitor = await server.visitor();
    const { socket } = await RawWebSocket.open(server.url, "/ws.chatplugin", {
      "Sec-WebSocket-Protocol": "v12.stomp",
    });
    using _ = socket;
    socket.send(TEXT, `CONNECT\naccept-version:1.1\nAuthorization:${visitor.token}\n\n\0`);
    expect((await socket.frame())?.payload.toString()).toStartWith("CONNECTED\nversion:1.1\n");
  });
});

describe("A request that is no handshake", () => {
  for (const endpoint of ENDPOINTS) {
    test(`gets 426 and JSON on ${endpoint}`, async () => {
      const response = await fetch(`${server.url}${endpoint}`);
      expect(response.status).toBe(426);
      expect(response.headers.get("upgrade")).toBe("websocket");
      expect(await response.json()).toMatchObject({ code: "upgrade_required" });
    });
  }

  test("gets 400 and JSON when its key is missing", async () => {
    const { answer, socket } = await RawWebSocket.open(server.url, "/ws.chatplugin", {
      "Sec-WebSocket-Key": "",
    });
    using _ = socket;
    expect(answer.status).toBe(400);
    expect(answer.headers.get("content-type")).toStartWith("application/json");
  });

  test("is no websocket on any other path", async () => {
    for (const path of ["/ws.chatplugin/", "/ws", "/WS.chatplugin", "/ws.chatplugin%20"]) {
      const { answer, socket } = await RawWebSocket.open(server.url, path);
      using _ = socket;
      expect(answer.status).toBe(404);
    }
  });
});

describe("STOMP-38: the close code is", () => {
  async function open(): Promise<RawWebSocket> {
    return (await RawWebSocket.open(server.url, "/ws.chatplugin")).socket;
  }

  test("1007 for a text message that is not UTF-8", async () => {
    using socket = await open();
    socket.send(TEXT, Uint8Array.of(0x43, 0xff, 0xfe));
    expect(await socket.closeCode()).toBe(1007);
  });

  test("1007 for a text message in two pieces that together are not UTF-8", async () => {
    using socket = await open();
    socket.send(TEXT, Uint8Array.of(0xc3), { fin: false });
    socket.send(0, Uint8Array.of(0x28));
    expect(await socket.closeCode()).toBe(1007);
  });

  test("1007 for a head that is not UTF-8 in a binary message", async () => {
    using socket = await open();
    socket.send(BINARY, Buffer.from("CONNECT\na:\xff\n\n\0", "latin1"));
    expect((await socket.frame())?.payload.toString()).toStartWith("ERROR\n");
    expect(await socket.closeCode()).toBe(1007);
  });

  test("1009 for a websocket message larger than any frame can be", async () => {
    using socket = await open();
    socket.send(BINARY, new Uint8Array(STOMP_LIMITS.bodyBytes + 4 * STOMP_LIMITS.headBytes));
    expect(await socket.closeCode()).toBe(1009);
  });

  test("1009 for a STOMP head larger than the limit", async () => {
    using socket = await open();
    socket.send(TEXT, `CONNECT\na:${"x".repeat(STOMP_LIMITS.headBytes)}\n\n\0`);
    expect((await socket.frame())?.payload.toString()).toContain("\ncode:payload_too_large\n");
    expect(await socket.closeCode()).toBe(1009);
  });

  test("1002 for a frame of STOMP that is broken", async () => {
    using socket = await open();
    socket.send(TEXT, "CONNECT\nno colon\n\n\0");
    expect(await socket.closeCode()).toBe(1002);
  });

  const breaks: readonly [says: string, act: (socket: RawWebSocket) => void][] = [
    ["a frame without a mask", (socket) => socket.send(TEXT, "\n", { masked: false })],
    ["a reserved opcode", (socket) => socket.send(3, "")],
    ["a reserved bit", (socket) => socket.sendOctets([0xc1, 0x80, 0, 0, 0, 0])],
    ["a continuation of nothing", (socket) => socket.send(0, "\n")],
    ["a ping in two pieces", (socket) => socket.send(9, "", { fin: false })],
    [
      "a message inside another one",
      (socket) => {
        socket.send(TEXT, "\n", { fin: false });
        socket.send(TEXT, "\n");
      },
    ],
  ];
  for (const [says, act] of breaks) {
    test(`1002 for ${says}`, async () => {
      using socket = await open();
      act(socket);
      expect(await socket.closeCode()).toBe(1002);
    });
  }
});

test("STOMP-38: 1001 when the server goes away", async () => {
  const own = await startTestServer(["--rate-limit", "off"]);
  const { socket } = await RawWebSocket.open(own.url, "/ws.chatplugin");
  using _ = socket;
  const code = socket.closeCode();
  await own[Symbol.asyncDispose]();
  expect(await code).toBe(1001);
});

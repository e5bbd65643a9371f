/** A client that does not read: it costs the others nothing, is cut, and resumes by offset. */
import { afterAll, beforeAll, expect, test } from "bun:test";
import { MESSAGE_BYTES } from "../../protocol/limits.ts";
import { RawWebSocket, TEXT } from "../raw-websocket.ts";
import { startTestServer, type TestServer, type Visitor } from "../running-server.ts";
import { NOBODY, untilSessions } from "../session-counts.ts";
import { StompPeer } from "../stomp-peer.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer(["--rate-limit", "off"]);
  await server.channel();
});
afterAll(() => server[Symbol.asyncDispose]());

const DESTINATION = "/user/queue/message";
const TEXT_OF_A_MESSAGE = "x".repeat(MESSAGE_BYTES - 1_000);
/** More than the system's buffers and the session's limit hold together. */
const MESSAGES = 400;

async function openStalled({ token }: Visitor, offset?: string): Promise<RawWebSocket> {
  const { socket } = await RawWebSocket.open(server.url, "/ws.chatplugin");
  socket.send(TEXT, `CONNECT\naccept-version:1.2\nAuthorization:${token}\n\n\0`);
  await socket.frame();
  const resume = offset === undefined ? "" : `offset:${offset}\n`;
  socket.send(TEXT, `SUBSCRIBE\nid:0\ndestination:${DESTINATION}\n${resume}receipt:1\n\n\0`);
  await socket.frame();
  socket.stopReading();
  return socket;
}

test("DELIVERY-5: a reader that has stopped is cut at its limit while others receive everything, and then resumes", async () => {
  const visitor = await server.visitor();
  using stalled = await openStalled(visitor);
  using reader = await StompPeer.connect(server.url, "/ws.chatplugin", visitor.token);
  await reader.settle("SUBSCRIBE", { id: "0", destination: DESTINATION });
  await untilSessions(server, { visitor: 2, operator: 0 });

  for (let sent = 0; sent < MESSAGES; sent += 1) {
    await visitor.send(TEXT_OF_A_MESSAGE);
    expect((await reader.expect("MESSAGE")).headers["offset"]).toBe(String(sent + 1));
  }
  await untilSessions(server, { visitor: 1, operator: 0 });
  stalled[Symbol.dispose]();

  using resumed = await StompPeer.connect(server.url, "/ws.chatplugin", visitor.token);
  resumed.send("SUBSCRIBE", { id: "0", destination: DESTINATION, offset: "0" });
  for (let offset = 1; offset <= MESSAGES; offset += 1) {
    expect((await resumed.expect("MESSAGE")).headers["offset"]).toBe(String(offset));
  }
});

test("DELIVERY-5: a replay waits for a reader that has stopped, and others are served meanwhile", async () => {
  const visitor = await server.visitor();
  for (let sent = 0; sent < MESSAGES; sent += 1) await visitor.send(TEXT_OF_A_MESSAGE);
  using stalled = await openStalled(visitor, "0");
  using reader = await StompPeer.connect(server.url, "/ws.chatplugin", visitor.token);
  reader.send("SUBSCRIBE", { id: "0", destination: DESTINATION, offset: "0" });
  for (let offset = 1; offset <= MESSAGES; offset += 1) {
    expect((await reader.expect("MESSAGE")).headers["offset"]).toBe(String(offset));
  }
  await visitor.send("live");
  expect((await reader.expect("MESSAGE")).headers["offset"]).toBe(String(MESSAGES + 1));
  stalled[Symbol.dispose]();
  reader.socket.close();
  await untilSessions(server, NOBODY);
});

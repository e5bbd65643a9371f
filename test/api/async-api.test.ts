/** The AsyncAPI document: a valid one, of every destination that there is, held against real frames. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { join } from "node:path";
import Ajv from "ajv";
import addFormats from "ajv-formats";
import { ROOT } from "../project-files.ts";
import { setScene, type Scene } from "../routes/scene.ts";
import { StompPeer, type PeerFrame } from "../stomp-peer.ts";
import { readAsyncDocument, type Described } from "./async-api.ts";

let scene: Scene;
let described: Described;
beforeAll(async () => {
  scene = await setScene();
  described = await readAsyncDocument(scene.server);
});
afterAll(() => scene[Symbol.asyncDispose]());

const SIDES = ["chatplugin", "communication"] as const;
type Side = (typeof SIDES)[number];

function connect(side: Side, token = tokenOf(side)): Promise<StompPeer> {
  return StompPeer.connect(scene.server.url, `/ws.${side}`, token);
}

function tokenOf(side: Side): string {
  return side === "chatplugin" ? scene.tokens.visitor : scene.tokens.agent;
}

async function subscribe(side: Side, peer: StompPeer, destination: string): Promise<PeerFrame[]> {
  const headers = { id: `to ${destination}`, destination };
  expect(described.problemWith(side, { command: "SUBSCRIBE", headers, body: "" })).toBeUndefined();
  return peer.settle("SUBSCRIBE", headers);
}

test("The document is what the meta-schema of AsyncAPI 3.0 wants", async () => {
  const path = "node_modules/@asyncapi/specs/schemas/3.0.0-without-$id.json";
  const schema = await Bun.file(join(ROOT, path)).json();
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  const validate = ajv.compile(schema);
  validate(described.document);
  expect(validate.errors).toBeNull();
  expect(validate({ ...described.document, channels: { a: { address: 5 } } })).toBe(false);
});

test("The document has the two endpoints, and every destination that the server knows", async () => {
  const { servers } = described.document;
  expect(Object.values(servers).map(({ pathname }) => pathname)).toEqual([
    "/ws.chatplugin",
    "/ws.communication",
  ]);
  async function destinationsIn(file: string): Promise<string[]> {
    const text = await Bun.file(join(ROOT, file)).text();
    const found = text.matchAll(/"(\/(?:user\/queue|queue|app)\/[\w/-]+)"/g);
    return [...new Set([...found].map(([, name = ""]) => name))].toSorted();
  }
  const inDocument = (frameName: string): string[] =>
    [...new Set(SIDES.flatMap((side) => described.addresses(side, frameName)))].toSorted();
  expect(inDocument("SUBSCRIBE")).toEqual(await destinationsIn("chat/destinations.ts"));
  expect(inDocument("SEND")).toEqual(await destinationsIn("routes/sends.ts"));
});

describe.each(SIDES)("At /ws.%s", (side) => {
  const other = side === "chatplugin" ? "communication" : "chatplugin";

  test("the frames of a connection are as described: CONNECTED, RECEIPT, ERROR", async () => {
    using peer = await StompPeer.open(scene.server.url, `/ws.${side}`);
    const headers = { Authorization: tokenOf(side), "accept-version": "1.2", "heart-beat": "0,0" };
    const frame = { command: "CONNECT", headers, body: "" };
    expect(described.problemWith(side, frame)).toBeUndefined();
    peer.send("CONNECT", headers);
    described.expectFrame(side, await peer.expect("CONNECTED"));
    peer.send("UNSUBSCRIBE", { id: "none", receipt: "1" });
    described.expectFrame(side, await peer.expect("RECEIPT"));
    peer.send("ACK", { id: "1", receipt: "2" });
    described.expectFrame(side, await peer.expect("ERROR"));
    using refused = await StompPeer.open(scene.server.url, `/ws.${side}`);
    refused.send("CONNECT", {});
    described.expectFrame(side, await refused.expect("ERROR"));
  });

  test("every destination is one to subscribe to, and the other side's are none", async () => {
    using peer = await connect(side);
    for (const destination of described.addresses(side, "SUBSCRIBE")) {
      await subscribe(side, peer, destination);
    }
    const foreign = described.addresses(other, "SUBSCRIBE");
    expect(foreign.length).toBeGreaterThan(3);
    for (const destination of foreign) {
      using refused = await connect(side);
      refused.send("SUBSCRIBE", { id: "1", destination });
      described.expectFrame(side, await refused.expect("ERROR"));
    }
  });

  test("only what is numbered can be come back for", async () => {
    for (const destination of described.addresses(side, "SUBSCRIBE")) {
      using peer = await connect(side);
      const headers = { id: "1", destination, offset: "0" };
      const frame = { command: "SUBSCRIBE", headers, body: "" };
      const isNumbered = destination.endsWith("/message");
      expect(described.problemWith(side, frame) === undefined).toBe(isNumbered);
      peer.send("SUBSCRIBE", { ...headers, receipt: "1" });
      expect((await peer.frame()).command).toBe(isNumbered ? "RECEIPT" : "ERROR");
    }
  });
});

test("On every destination real events come, and each is as described to the field", async () => {
  const { server, visitor, operator, tokens } = scene;
  const conversation_id = visitor.conversationId;
  using atVisitor = await connect("chatplugin");
  using atOperator = await connect("communication");
  const missing = new Set<string>();
  const heard: [Side, PeerFrame][] = [];
  for (const [side, peer] of [
    ["chatplugin", atVisitor],
    ["communication", atOperator],
  ] as const) {
    for (const destination of described.addresses(side, "MESSAGE")) {
      missing.add(`${side} ${destination}`);
      for (const frame of await subscribe(side, peer, destination)) heard.push([side, frame]);
    }
  }

  async function say(side: Side, destination: string, body: object): Promise<void> {
    const peer = side === "chatplugin" ? atVisitor : atOperator;
    const frame = { command: "SEND", headers: { destination }, body: JSON.stringify(body) };
    expect(described.problemWith(side, frame)).toBeUndefined();
    for (const come of await peer.settle("SEND", frame.headers, frame.body)) {
      heard.push([side, come]);
    }
  }

  await visitor.send("hello");
  await operator.reply(conversation_id, "hello to you");
  await say("chatplugin", "/app/page", { url: "https://shop.example.org/", title: "Shop" });
  await say("chatplugin", "/app/typing", { typing: true });
  await say("chatplugin", "/app/read", { offset: 1 });
  await say("communication", "/app/typing", { conversation_id, typing: true });
  await say("communication", "/app/viewing", { conversation_id });
  await say("communication", "/app/viewing", { conversation_id: null });
  const changes: [string, object][] = [
    ["/conversations.read", { conversation_id }],
    ["/conversations.unread", { conversation_id }],
    ["/notes.create", { conversation_id, text: "They called" }],
    ["/conversations.assign", { conversation_id, user_id: scene.agent.id }],
    ["/conversations.set-state", { conversation_id, state: "CLOSED" }],
  ];
  for (const [path, body] of changes) {
    expect((await server.post(path, body, tokens.agent)).status).toBeLessThan(300);
  }
  const newcomer = await server.agent();
  await server.post("/users.remove", { id: newcomer.id }, tokens.admin);
  const { id } = await server.channel("another");
  await server.post("/channels.disconnect", { channel_id: id }, tokens.admin);
  await operator.reply(conversation_id, "the last one");

  for (const [side, peer] of [
    ["chatplugin", atVisitor],
    ["communication", atOperator],
  ] as const) {
    // What has been told before this receipt has all come.
    for (const frame of await peer.settle("UNSUBSCRIBE", { id: "none" })) heard.push([side, frame]);
  }
  for (const [side, frame] of heard) {
    described.expectFrame(side, frame);
    missing.delete(`${side} ${frame.headers["destination"]}`);
  }
  expect([...missing]).toEqual([]);
});

test("What is not as described is noticed: a field too many, one too few, another header", async () => {
  using peer = await connect("communication");
  await subscribe("communication", peer, "/queue/message");
  await scene.visitor.send("hello");
  const frame = await peer.expect("MESSAGE");
  described.expectFrame("communication", frame);
  const event = JSON.parse(frame.body);
  const { message, ...without } = event;
  for (const wrong of [
    { ...frame, body: JSON.stringify({ ...event, more: 1 }) },
    { ...frame, body: JSON.stringify({ ...event, message: { ...message, more: 1 } }) },
    { ...frame, body: JSON.stringify(without) },
    { ...frame, headers: { ...frame.headers, more: "1" } },
    { ...frame, headers: { ...frame.headers, position: "one" } },
    { ...frame, headers: { ...frame.headers, destination: "/queue/nothing" } },
  ]) {
    expect(described.problemWith("communication", wrong)).toBeDefined();
  }
});

/** The AsyncAPI 3.0 document of the websockets, made of the table of queues and of protocol/'s schemas. */
import { version } from "../package.json";
import { INTAKES, QUEUES, type Side } from "./queues.ts";
import { createSchemaBook, type SchemaBook } from "./schemas.ts";
import * as headers from "./stomp-headers.ts";

type Json = Readonly<Record<string, unknown>>;

const ABOUT = `STOMP over plain websockets, with the subprotocols \`v12.stomp\`, \`v11.stomp\`, \`v10.stomp\` or none. \
The token travels in the \`Authorization\` header of CONNECT. The operations are the server's: what it sends are \
MESSAGE frames to those who have SUBSCRIBEd, what it receives are SUBSCRIBE and SEND frames. After an ERROR the \
websocket is closed. The endpoints over HTTP are described in /openapi.json.`;

const TOKENS: Readonly<Record<Side, readonly string[]>> = {
  chatplugin: ["visitor"],
  communication: ["login", "apiToken"],
};

const SIDES = Object.keys(TOKENS) as Side[];

const SECURITY_SCHEMES = {
  visitor: { type: "http", scheme: "bearer", description: "Of /chatplugin.authenticate." },
  login: { type: "http", scheme: "bearer", description: "Of /users.login." },
  apiToken: { type: "http", scheme: "bearer", description: "Of /tokens.create." },
} as const;

/** One kind of frame on a channel: whether we send it, its headers, what it carries. */
interface FrameKind {
  readonly name: string;
  readonly action: "send" | "receive";
  readonly headers: object;
  readonly payload?: Json;
}

interface ChannelOf {
  readonly side: Side;
  /** Null: frames of the connection itself. */
  readonly address: string | null;
  readonly about: string;
  readonly frames: readonly FrameKind[];
}

export function asyncApi(): Json {
  const book = createSchemaBook();
  const channels = [...SIDES.map(connection), ...queues(book), ...intakes(book)];
  return {
    asyncapi: "3.0.0",
    info: {
      title: "Parley, live",
      version,
      description: ABOUT,
      license: { name: "Apache-2.0" },
    },
    defaultContentType: "application/json",
    servers: Object.fromEntries(SIDES.map((side) => [side, server(side)])),
    channels: Object.fromEntries(channels.map((one) => [idOf(one), channel(one)])),
    operations: Object.fromEntries(channels.flatMap(operations)),
    components: { schemas: book.used(), securitySchemes: SECURITY_SCHEMES },
  };
}

function server(side: Side): Json {
  return {
    host: "{host}",
    pathname: `/ws.${side}`,
    protocol: "stomp",
    protocolVersion: "1.2",
    description: "A websocket: `wss:`, or `ws:` where the server is reached without TLS.",
    variables: { host: { description: "Where the server is reached.", default: "localhost:8080" } },
    security: TOKENS[side].map((name) => ({ $ref: `#/components/securitySchemes/${name}` })),
  };
}

function connection(side: Side): ChannelOf {
  const about = "The connection: CONNECT comes first, and is answered by CONNECTED or ERROR.";
  const frames: FrameKind[] = [
    { name: "CONNECT", action: "receive", headers: headers.CONNECT },
    { name: "CONNECTED", action: "send", headers: headers.connected(side) },
    { name: "RECEIPT", action: "send", headers: headers.RECEIPT },
    { name: "ERROR", action: "send", headers: headers.ERROR },
  ];
  return { side, address: null, about, frames };
}

function queues(book: SchemaBook): ChannelOf[] {
  return QUEUES.map((queue) => ({
    side: queue.side,
    address: queue.destination,
    about: queue.about,
    frames: [
      { name: "SUBSCRIBE", action: "receive", headers: headers.subscribe(queue) },
      {
        name: "MESSAGE",
        action: "send",
        headers: headers.message(queue),
        payload: book.ref(queue.event, "output"),
      },
    ],
  }));
}

function intakes(book: SchemaBook): ChannelOf[] {
  return INTAKES.map(({ side, destination, about, body }) => ({
    side,
    address: destination,
    about,
    frames: [
      {
        name: "SEND",
        action: "receive",
        headers: headers.send(destination),
        payload: book.ref(body, "input"),
      },
    ],
  }));
}

/** `chatplugin.user.queue.message` */
function idOf({ side, address }: ChannelOf): string {
  return `${side}${address?.replaceAll("/", ".") ?? ""}`;
}

function channel({ side, address, about, frames }: ChannelOf): Json {
  const messages = frames.map(({ name, headers: head, payload }) => [
    name,
    { name, headers: head, ...(payload && { payload }) },
  ]);
  return {
    address,
    description: about,
    servers: [{ $ref: `#/servers/${side}` }],
    messages: Object.fromEntries(messages),
  };
}

function operations(one: ChannelOf): [string, Json][] {
  const id = idOf(one);
  return one.frames.map(({ name, action }) => [
    `${id}.${name}`,
    {
      action,
      channel: { $ref: `#/channels/${id}` },
      messages: [{ $ref: `#/channels/${id}/messages/${name}` }],
    },
  ]);
}

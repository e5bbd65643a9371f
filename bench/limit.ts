/**
 * What this machine can do at most: a message's way through Parley, stripped bare, as a server process.
 * The same bytes on the wire; no token is checked, no body validated, no STOMP decoded, nothing indexed.
 *
 *   bun bench/limit.ts --writer worker --db FILE
 */
import { parseArgs } from "node:util";
import type { ServerWebSocket } from "bun";
import { createStore, LIMIT_WRITERS } from "./limit-store.ts";

interface Peer {
  readonly isOperator: boolean;
  token: string;
}

const OPERATORS = "operators";
const CHANNEL = "b0a1c2d3-0000-5000-8000-000000000000";
const JSON_HEADERS = { "Content-Type": "application/json", "Cache-Control": "no-store" };

if (import.meta.main) start();

function start(): void {
  const { values } = parseArgs({
    options: { writer: { type: "string" }, db: { type: "string", default: "" } },
  });
  const writer = LIMIT_WRITERS.find((name) => name === values.writer);
  if (writer === undefined) throw new Error(`--writer is one of ${LIMIT_WRITERS.join(", ")}`);
  const store = createStore(writer, values.db);
  const visitors = new Map<string, ServerWebSocket<Peer>>();
  let position = 0;

  async function send(request: Request): Promise<Response> {
    const visitor = request.headers.get("authorization") ?? "";
    const { message } = (await request.json()) as { message: { text: string } };
    const content = JSON.stringify({ type: "text", text: message.text });
    const { promise, resolve } = Promise.withResolvers<Response>();
    store([visitor, content], () => {
      position += 1;
      const answer = messageJson(visitor, content, position);
      const event = `{"conversation_id":"${visitor}","channel_id":"${CHANNEL}","message":${answer}}`;
      const head = `message-id:${visitor}\ncontent-type:application/json\n`;
      const tail = `content-length:${event.length}\n\n${event}\0`;
      visitors
        .get(visitor)
        ?.send(
          `MESSAGE\nsubscription:0\n${head}destination:/user/queue/message\noffset:${position}\n${tail}`,
        );
      server.publish(
        OPERATORS,
        `MESSAGE\nsubscription:0\n${head}destination:/queue/message\nposition:${position}\n${tail}`,
      );
      resolve(new Response(answer, { headers: JSON_HEADERS }));
    });
    return promise;
  }

  const server = Bun.serve<Peer>({
    hostname: "127.0.0.1",
    port: 0,
    development: false,
    fetch(request, bun) {
      const { url } = request;
      if (url.endsWith("/chatplugin.send")) return send(request);
      if (url.endsWith("/chatplugin.authenticate")) {
        return Response.json({ token: crypto.randomUUID() });
      }
      if (url.endsWith("/healthz")) return Response.json({ status: "ok" });
      const isOperator = url.endsWith("/ws.communication");
      return bun.upgrade(request, { data: { isOperator, token: "" } })
        ? undefined
        : new Response(null, { status: 404 });
    },
    websocket: {
      message(ws, message) {
        const text = String(message);
        if (text.startsWith("CONNECT")) {
          ws.data.token = /^Authorization:(.*)$/m.exec(text)?.[1] ?? "";
          ws.send("CONNECTED\nversion:1.2\n\n\0");
          return;
        }
        if (ws.data.isOperator) ws.subscribe(OPERATORS);
        else visitors.set(ws.data.token, ws);
        ws.send("RECEIPT\nreceipt-id:ready\n\n\0");
      },
      close(ws) {
        visitors.delete(ws.data.token);
      },
    },
  });
  console.log(`URL    http://127.0.0.1:${server.port}`);
}

function messageJson(visitor: string, content: string, position: number): string {
  return (
    `{"id":"${visitor}","content":${content},"state":"DELIVERED","sender_type":"source_contact",` +
    `"sent_at":"${new Date().toISOString()}","offset":${position},"from_contact":true,` +
    `"sender":{"id":"${visitor}","name":"Visitor 0000"},"metadata":{}}`
  );
}

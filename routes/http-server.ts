/** Bun's server with the app and the websockets behind it, and a way to stop that loses no request. */
import type { Server } from "bun";
import type { Hono } from "hono";
import { ParleyError } from "../errors.ts";
import { clientAddress } from "./address.ts";
import type { RequestEnv } from "./env.ts";
import { errorResponse } from "./errors.ts";
import type { SocketData, Sockets } from "./socket.ts";

export interface HttpServerOptions {
  readonly host: string;
  readonly port: number;
  /** How many proxies in front of the server may be believed. */
  readonly trustProxy: number;
  readonly app: Hono<RequestEnv>;
  readonly sockets: Sockets;
}

export interface HttpServer {
  readonly port: number;
  /** Sends one text to every websocket that has joined a topic. */
  publish(topic: string, text: string): void;
  /** Takes no new connections; resolves when nothing is in flight, or after some seconds. */
  finish(): Promise<void>;
  /** Cuts what is left. */
  close(): Promise<void>;
}

/** How long requests in flight may take when the server stops, in milliseconds. */
const GRACE = 3_000;

/** Throws `address_in_use`. */
export function startHttpServer({
  host,
  port,
  trustProxy,
  app,
  sockets,
}: HttpServerOptions): HttpServer {
  let inFlight = 0;
  const idle = Promise.withResolvers<void>();
  let finishing = false;

  async function answer(request: Request, bun: Server<SocketData>): Promise<Response | undefined> {
    const forwarded = request.headers.get("x-forwarded-for");
    const address = clientAddress(bun.requestIP(request)?.address, forwarded, trustProxy);
    const upgraded = sockets.upgrade(request, bun, address);
    if (upgraded === "upgraded") return undefined;
    return upgraded ?? app.fetch(request, { address });
  }

  const server = listen(host, port, {
    async fetch(request, bun) {
      inFlight += 1;
      try {
        return await answer(request, bun);
      } catch (error) {
        if (error instanceof ParleyError) return errorResponse(error);
        throw error;
      } finally {
        inFlight -= 1;
        if (finishing && inFlight === 0) idle.resolve();
      }
    },
    websocket: sockets.handler,
  });

  return {
    port: server.port ?? port,

    publish(topic, text) {
      server.publish(topic, text);
    },

    async finish() {
      finishing = true;
      void server.stop();
      if (inFlight === 0) return;
      const timer = setTimeout(idle.resolve, GRACE);
      await idle.promise;
      clearTimeout(timer);
    },

    async close() {
      await server.stop(true);
    },
  };
}

interface Handlers {
  readonly fetch: (request: Request, bun: Server<SocketData>) => Promise<Response | undefined>;
  readonly websocket: Sockets["handler"];
}

function listen(host: string, port: number, handlers: Handlers): Server<SocketData> {
  try {
    return Bun.serve<SocketData>({
      hostname: host,
      port,
      development: false,
      // Else `development: false` lets a second server on this port take half of the requests.
      reusePort: false,
      // Seconds; longer than the longest long poll.
      idleTimeout: 60,
      // Bodies are limited where they are read (body.ts): the runtime's own 413 has no body.
      maxRequestBodySize: Number.MAX_SAFE_INTEGER,
      ...handlers,
      error: () => errorResponse(new ParleyError("internal_error", "something went wrong")),
    });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ParleyError("address_in_use", `cannot listen on ${host}:${port}: ${reason}`);
  }
}

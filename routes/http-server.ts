/** Bun's server with the app and the websockets behind it, and a way to stop that loses no request. */
import type { Server } from "bun";
import type { Hono } from "hono";
import { ENDPOINTS, type Endpoint } from "../chat/endpoints.ts";
import { ParleyError } from "../errors.ts";
import { clientAddress, requestOrigin } from "./address.ts";
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
  /** What went wrong outside the app; its client is told no more than that. */
  readonly onError: (error: Error) => void;
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
export function startHttpServer(options: HttpServerOptions): HttpServer {
  const { host, port, trustProxy, app, sockets, onError } = options;
  let inFlight = 0;
  let finishing = false;
  const idle = Promise.withResolvers<void>();

  function addressOf(request: Request, bun: Server<SocketData>): string {
    const forwarded = trustProxy === 0 ? null : request.headers.get("x-forwarded-for");
    return clientAddress(bun.requestIP(request)?.address, forwarded, trustProxy);
  }

  function originOf(request: Request): string {
    const forwarded = trustProxy === 0 ? null : request.headers.get("x-forwarded-proto");
    return requestOrigin(request.url, forwarded);
  }

  async function fetch(request: Request, bun: Server<SocketData>): Promise<Response> {
    inFlight += 1;
    try {
      return await app.fetch(request, {
        address: () => addressOf(request, bun),
        origin: () => originOf(request),
      });
    } finally {
      inFlight -= 1;
      if (finishing && inFlight === 0) idle.resolve();
    }
  }

  function upgradeTo(endpoint: Endpoint): UpgradeHandler {
    return (request, bun) => {
      try {
        return sockets.upgrade(endpoint, request, bun, addressOf(request, bun));
      } catch (error) {
        if (error instanceof ParleyError) return errorResponse(error);
        throw error;
      }
    };
  }

  const server = listen(host, port, {
    fetch,
    routes: Object.fromEntries(ENDPOINTS.map((endpoint) => [endpoint, upgradeTo(endpoint)])),
    websocket: sockets.handler,
    error(error) {
      onError(error);
      return errorResponse(new ParleyError("internal_error", "something went wrong"));
    },
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

type UpgradeHandler = (request: Request, bun: Server<SocketData>) => Response | undefined;

interface Handlers {
  readonly fetch: (request: Request, bun: Server<SocketData>) => Promise<Response>;
  readonly routes: Record<string, UpgradeHandler>;
  readonly websocket: Sockets["handler"];
  readonly error: (error: Error) => Response;
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
    });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ParleyError("address_in_use", `cannot listen on ${host}:${port}: ${reason}`);
  }
}

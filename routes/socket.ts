/** Bun's websockets as the sessions see them, and the sessions as the server sees them. */
import type { Server, ServerWebSocket, WebSocketHandler } from "bun";
import type { Endpoint } from "../chat/endpoints.ts";
import { Session, type SessionDeps, type SessionSocket } from "../chat/session.ts";
import type { SessionLimit } from "../chat/session-limit.ts";
import type { Identity } from "../chat/tokens.ts";
import { ParleyError } from "../errors.ts";
import { STOMP_LIMITS } from "../protocol/limits.ts";
import { json } from "./answer.ts";
import { foreignOrigin } from "./cors.ts";

export interface SocketData {
  readonly endpoint: Endpoint;
  readonly giveBack: () => void;
  /** Of a page that is not ours; forgotten when it has been asked for. */
  origin: string | undefined;
  session: Session | undefined;
}

export interface SocketsDeps {
  readonly sessionDeps: Readonly<Record<Endpoint, SessionDeps>>;
  readonly sessionLimit: SessionLimit;
  /** Where people reach the server, when that is known. */
  readonly publicOrigin: string | undefined;
  /** Monotonic, in milliseconds. */
  readonly monotonic: () => number;
}

export interface Sockets {
  readonly handler: WebSocketHandler<SocketData>;
  /**
   * Undefined: it is a websocket now. Throws `too_many_requests`, or `invalid_request` for what is no
   * handshake.
   */
  upgrade(
    endpoint: Endpoint,
    request: Request,
    server: Server<SocketData>,
    address: string,
  ): Response | undefined;
  /** Of all sessions that are connected. */
  identities(): Iterable<Identity>;
  count(): { readonly visitors: number; readonly operators: number };
  /** Ends the sessions of whoever it is said of, with an ERROR that says why. */
  endSessions(belongs: (identity: Identity) => boolean, why: ParleyError): void;
  /** Tells everybody that the server is going away. */
  closeAll(): void;
  /** Heart-beats and time-outs; to be called every `TICK` milliseconds. */
  tick(): void;
}

export const TICK = 1_000;
const GOING_AWAY = 1001;
const POLICY_VIOLATION = 1008;
const SUBPROTOCOLS = ["v12.stomp", "v11.stomp", "v10.stomp"];

/** A STOMP frame, its head included, must fit into one message. */
const PAYLOAD_MAX = STOMP_LIMITS.bodyBytes + 2 * STOMP_LIMITS.headBytes;

export function createSockets(deps: SocketsDeps): Sockets {
  const { sessionDeps, sessionLimit, publicOrigin, monotonic } = deps;
  const sessions = new Set<Session>();
  const encoder = new TextEncoder();

  return {
    handler: {
      maxPayloadLength: PAYLOAD_MAX,
      backpressureLimit: STOMP_LIMITS.unsentBytes,
      closeOnBackpressureLimit: true,
      perMessageDeflate: false,
      // Seconds. The runtime's own pings find connections that died without a word.
      idleTimeout: 120,
      sendPings: true,
      open(ws) {
        const session = new Session(new BunSocket(ws), sessionDeps[ws.data.endpoint], monotonic());
        ws.data.session = session;
        sessions.add(session);
      },
      message(ws, message) {
        const bytes = typeof message === "string" ? encoder.encode(message) : message;
        ws.data.session?.receive(bytes, monotonic());
      },
      drain(ws) {
        ws.data.session?.drained();
      },
      close(ws) {
        const { session, giveBack } = ws.data;
        giveBack();
        session?.closed();
        if (session !== undefined) sessions.delete(session);
      },
    },

    upgrade(endpoint, request, server, address) {
      if (request.headers.get("upgrade")?.toLowerCase() !== "websocket") {
        const refusal = { code: "upgrade_required", message: "this is a websocket endpoint" };
        return json(refusal, 426, { Upgrade: "websocket" });
      }
      const giveBack = sessionLimit.take(address);
      const offered = request.headers.get("sec-websocket-protocol")?.split(/\s*,\s*/) ?? [];
      const origin = foreignOrigin((name) => request.headers.get(name), publicOrigin);
      const chosen = SUBPROTOCOLS.find((protocol) => offered.includes(protocol));
      // Bun would echo the first one offered, known or not.
      request.headers.delete("sec-websocket-protocol");
      const upgraded = server.upgrade(request, {
        data: { endpoint, giveBack, origin, session: undefined },
        ...(chosen !== undefined && { headers: { "Sec-WebSocket-Protocol": chosen } }),
      });
      if (upgraded) return undefined;
      giveBack();
      throw new ParleyError("invalid_request", "not a websocket handshake");
    },

    *identities() {
      for (const { identity } of sessions) if (identity !== undefined) yield identity;
    },

    count() {
      let visitors = 0;
      let operators = 0;
      for (const { identity } of sessions) {
        if (identity?.kind === "visitor") visitors += 1;
        if (identity?.kind === "operator") operators += 1;
      }
      return { visitors, operators };
    },

    endSessions(belongs, why) {
      for (const session of sessions) {
        if (session.identity !== undefined && belongs(session.identity)) {
          session.fail(why, POLICY_VIOLATION);
        }
      }
    },

    closeAll() {
      for (const session of sessions) session.end(GOING_AWAY);
    },

    tick() {
      const now = monotonic();
      for (const session of sessions) session.tick(now, TICK);
    },
  };
}

class BunSocket implements SessionSocket {
  readonly #ws: ServerWebSocket<SocketData>;

  constructor(ws: ServerWebSocket<SocketData>) {
    this.#ws = ws;
  }

  get buffered(): number {
    return this.#ws.getBufferedAmount();
  }

  /** Once: a session lasts for hours, and does not need it any more. */
  takeOrigin(): string | undefined {
    const { origin } = this.#ws.data;
    this.#ws.data.origin = undefined;
    return origin;
  }

  send(text: string): void {
    this.#ws.send(text);
  }

  close(code: number): void {
    this.#ws.close(code);
  }

  join(topic: string): void {
    this.#ws.subscribe(topic);
  }

  leave(topic: string): void {
    this.#ws.unsubscribe(topic);
  }
}

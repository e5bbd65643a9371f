/**
 * The client's side: one STOMP session after another over websockets, until it is stopped.
 *
 *   stopped ──start──▶ connecting ──CONNECTED──▶ connected
 *                         ▲  │ closed, ERROR,        │ closed, ERROR, silence
 *                         │  ▼ time-out              ▼
 *                        waiting (back-off with jitter, or wake)
 *
 * Subscriptions outlive the sessions: each new session subscribes anew, and asks the subscription for
 * its headers then, so that it goes on behind the last offset seen. It promises no heart-beats of its
 * own: a page in the background cannot keep such a promise, its timers are throttled to one a minute.
 */
import { encodeFrame } from "./frame.ts";
import { readFrame, type TextFrame } from "./read-frame.ts";

/** What is needed of a browser's WebSocket. */
export interface ClientSocket {
  onopen: ((event: never) => void) | null;
  onmessage: ((event: MessageEvent) => void) | null;
  onclose: ((event: CloseEvent) => void) | null;
  send(data: string): void;
  close(): void;
}

export interface ClientOptions {
  /** Opens a websocket that offers `v12.stomp`. */
  readonly open: () => ClientSocket;
  /** The token for the next session; a rejection counts as a failed attempt. */
  readonly token: () => Promise<string>;
  /** Each time a session stands, with CONNECTED's headers, before it subscribes. */
  readonly onUp: (headers: ReadonlyMap<string, string>) => void;
  /**
   * Each time an attempt failed or a session ended: ERROR's `code` header, or "" when there was none.
   * The next attempt follows by itself unless `stop` is called here.
   */
  readonly onDown: (code: string) => void;
}

export interface Subscription {
  readonly destination: string;
  /** Headers beside id and destination, asked for at every SUBSCRIBE. */
  readonly headers: () => Iterable<readonly [string, string]>;
  /** The server has accepted the SUBSCRIBE, its headers too; `connected` are CONNECTED's headers. */
  readonly onReady?: (connected: ReadonlyMap<string, string>) => void;
  /** `body` is the text of one MESSAGE. */
  readonly onMessage: (body: string, headers: ReadonlyMap<string, string>) => void;
}

type State =
  | { readonly name: "stopped" }
  | { readonly name: "waiting"; readonly timer: Timer }
  | { readonly name: "connecting" | "connected"; readonly session: Session };

type Timer = ReturnType<typeof setTimeout>;

/** One websocket's life. */
interface Session {
  socket: ClientSocket | undefined;
  timer: Timer | undefined;
  heardAt: number;
  errorCode: string;
  connected: ReadonlyMap<string, string>;
}

const HEART_BEAT = 10_000;
const CONNECT_TIMEOUT = 15_000;
/** The first pause and the longest, before jitter. */
const BACK_OFF = { first: 500, longest: 30_000 };

export class StompClient {
  readonly #options: ClientOptions;
  readonly #subscriptions: Subscription[];
  #state: State = { name: "stopped" };
  #failures = 0;

  constructor(options: ClientOptions, subscriptions: Subscription[]) {
    this.#options = options;
    this.#subscriptions = subscriptions;
  }

  get connected(): boolean {
    return this.#state.name === "connected";
  }

  start(): void {
    if (this.#state.name === "stopped") this.#connect();
  }

  /** Ends the session and everything that was waiting; `start` begins anew. */
  stop(): void {
    const state = this.#enter({ name: "stopped" });
    this.#failures = 0;
    if (state.name === "connected") {
      state.session.socket?.send(encodeFrame("DISCONNECT", []));
    }
    if ("session" in state) state.session.socket?.close();
  }

  /** Tries again now when it is waiting: the network or the person is back. */
  wake(): void {
    if (this.#state.name === "waiting") this.#connect();
  }

  /** False when there is no session: nothing is kept for later. */
  send(destination: string, body: string): boolean {
    if (this.#state.name !== "connected") return false;
    const headers = [
      ["destination", destination],
      ["content-type", "application/json"],
    ] as const;
    this.#state.session.socket?.send(encodeFrame("SEND", headers, body));
    return true;
  }

  /** The one way from state to state: leaving one clears its timers. Gives the one that was left. */
  #enter(next: State): State {
    const left = this.#state;
    if (left.name === "waiting") clearTimeout(left.timer);
    if ("session" in left && !("session" in next && next.session === left.session)) {
      clearInterval(left.session.timer);
    }
    this.#state = next;
    return left;
  }

  #connect(): void {
    const session: Session = {
      socket: undefined,
      timer: undefined,
      heardAt: 0,
      errorCode: "",
      connected: new Map(),
    };
    this.#enter({ name: "connecting", session });
    session.timer = setTimeout(() => this.#end(session), CONNECT_TIMEOUT);
    this.#options
      .token()
      .then((token) => this.#isCurrent(session) && this.#open(session, token))
      // No token, or a websocket that the page's address or policy forbids to open.
      .catch(() => this.#end(session));
  }

  #isCurrent(session: Session): boolean {
    return "session" in this.#state && this.#state.session === session;
  }

  #open(session: Session, token: string): void {
    const socket = this.#options.open();
    session.socket = socket;
    socket.onopen = () => {
      const headers = [
        ["accept-version", "1.2"],
        ["heart-beat", `0,${HEART_BEAT}`],
        ["Authorization", `Bearer ${token}`],
      ] as const;
      socket.send(encodeFrame("CONNECT", headers));
    };
    socket.onclose = () => this.#end(session);
    socket.onmessage = ({ data }) => {
      session.heardAt = performance.now();
      const frame = readFrame(String(data));
      if (frame && this.#isCurrent(session)) this.#handle(session, frame);
      // Anything that is neither a frame nor a heart-beat comes from somebody else.
      else if (data !== "\n") this.#end(session);
    };
  }

  #handle(session: Session, frame: TextFrame): void {
    if (frame.command === "CONNECTED") {
      this.#enter({ name: "connected", session });
      clearTimeout(session.timer);
      session.timer = setInterval(() => {
        if (performance.now() - session.heardAt > 3 * HEART_BEAT) this.#end(session);
      }, HEART_BEAT);
      this.#failures = 0;
      session.connected = frame.headers;
      this.#options.onUp(frame.headers);
      if (this.#isCurrent(session)) this.#subscribe(session);
    } else if (frame.command === "MESSAGE") {
      const subscription = this.#subscriptions[Number(frame.headers.get("subscription"))];
      subscription?.onMessage(frame.body, frame.headers);
    } else if (frame.command === "RECEIPT") {
      this.#subscriptions[Number(frame.headers.get("receipt-id"))]?.onReady?.(session.connected);
    } else if (frame.command === "ERROR") {
      session.errorCode = frame.headers.get("code") ?? "";
      this.#end(session);
    }
  }

  #subscribe(session: Session): void {
    for (const [id, { destination, headers }] of this.#subscriptions.entries()) {
      const all = [
        ["id", String(id)],
        ["receipt", String(id)],
        ["destination", destination],
        ...headers(),
      ] as const;
      session.socket?.send(encodeFrame("SUBSCRIBE", all));
    }
  }

  #end(session: Session): void {
    if (!this.#isCurrent(session)) return;
    const pause = Math.min(BACK_OFF.longest, BACK_OFF.first * 2 ** this.#failures);
    this.#failures += 1;
    const timer = setTimeout(() => this.#connect(), pause * (0.5 + Math.random() / 2));
    this.#enter({ name: "waiting", timer });
    session.socket?.close();
    this.#options.onDown(session.errorCode);
  }
}

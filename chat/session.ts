/**
 * One STOMP session: frames in, frames out, over a socket that it sees only the little of that it needs.
 *
 *   waiting ──CONNECT──▶ checking ──token is good──▶ connected
 *      │ time-out           │ token is bad               │ DISCONNECT, silence
 *      └────────────────────┴────────▶ closed ◀──────────┘
 *
 * Any error ends it: ERROR, then the close (STOMP 1.2, "ERROR"). While the token is being checked,
 * frames wait undecoded, so everything is handled in the order in which it came.
 */
import { ParleyError } from "../errors.ts";
import { HEART_BEAT, STOMP_LIMITS } from "../protocol/limits.ts";
import { FrameDecoder, type DecodeError } from "../stomp/decoder.ts";
import { encodeFrame, type Frame, type Version } from "../stomp/frame.ts";
import { closeCodeOf, CLOSE_CODES } from "./close-codes.ts";
import { chooseHeartBeats, chooseVersion, VERSIONS_KNOWN, type HeartBeats } from "./negotiation.ts";
import { Subscriptions, type SubscriptionsDeps } from "./subscriptions.ts";
import type { Identity } from "./tokens.ts";

/** What a session needs of a websocket. */
export interface SessionSocket {
  send(text: string): void;
  /** Close codes: RFC 6455, section 7.4. */
  close(code: number): void;
  join(topic: string): void;
  leave(topic: string): void;
  /** Of the page that it comes from; undefined: a page of ours, or no page. Asked for once. */
  takeOrigin(): string | undefined;
  /** Bytes that wait because the client does not read. */
  readonly buffered: number;
}

export interface SessionDeps extends SubscriptionsDeps {
  /**
   * Who it is, and for how many milliseconds from now. Rejects with a ParleyError for a token that may
   * not use this endpoint.
   */
  readonly authenticate: (
    token: string | undefined,
    origin: string | undefined,
  ) => Promise<{ readonly identity: Identity; readonly timeLeft: number }>;
  /** Runs a step in another turn of the event loop. */
  readonly defer: (step: () => void) => void;
  /** What nobody foresaw; its session ends, the others go on. */
  readonly onError: (error: unknown) => void;
  /** Headers of CONNECTED beside the protocol's own. */
  readonly connectedHeaders: (identity: Identity) => [string, string][];
  /** Takes what a client SENDs. `session` stands for the one it comes from. Throws what ERROR will say. */
  readonly take: (
    session: object,
    identity: Identity,
    destination: string,
    body: Uint8Array,
  ) => void;
}

interface Connected {
  readonly name: "connected";
  readonly identity: Identity;
  readonly version: Version;
  readonly heartBeats: HeartBeats;
  /** When the token is good no longer, by the monotonic clock. */
  readonly expiresAt: number;
  readonly subscriptions: Subscriptions;
}

type State =
  | { readonly name: "waiting" | "checking"; readonly since: number }
  | Connected
  | { readonly name: "closed" };

const CLOSED: State = { name: "closed" };
/** A client may miss two heart-beats. */
const SILENCE = 3;
/** Bytes that may wait for CONNECTED. */
const UNDECODED = STOMP_LIMITS.bodyBytes + STOMP_LIMITS.headBytes * 2;

export class Session {
  readonly #socket: SessionSocket;
  readonly #deps: SessionDeps;
  readonly #decoder = new FrameDecoder(STOMP_LIMITS);
  #state: State;
  #heardAt: number;
  #sentAt: number;

  /** All times are of a monotonic clock, in milliseconds. */
  constructor(socket: SessionSocket, deps: SessionDeps, now: number) {
    this.#socket = socket;
    this.#deps = deps;
    this.#state = { name: "waiting", since: now };
    this.#heardAt = this.#sentAt = now;
  }

  get identity(): Identity | undefined {
    return this.#state.name === "connected" ? this.#state.identity : undefined;
  }

  /** Bytes of one websocket message, text or binary. */
  receive(bytes: Uint8Array, now: number): void {
    this.#heardAt = now;
    if (this.#state.name === "closed") return;
    this.#decoder.push(bytes);
    this.#handlePending(now);
    // While the token is being checked nothing is decoded, so the decoder's own limits are not met.
    if (this.#state.name === "checking" && this.#decoder.pendingBytes > UNDECODED) {
      this.fail(new ParleyError("payload_too_large", "too much before CONNECTED"), 1009);
    }
  }

  /** To be called about once a second: heart-beats and time-outs. */
  tick(now: number, untilNext: number): void {
    const state = this.#state;
    switch (state.name) {
      case "waiting":
      case "checking":
        if (now - state.since >= STOMP_LIMITS.connectTimeout) {
          this.fail(new ParleyError("invalid_request", "no CONNECT in time"), 1002);
        }
        return;
      case "connected": {
        const { sendEvery, expectEvery } = state.heartBeats;
        if (now >= state.expiresAt) {
          return this.fail(new ParleyError("unauthorized", "this token has expired"), 1008);
        }
        if (expectEvery > 0 && now - this.#heardAt >= expectEvery * SILENCE) {
          return this.fail(new ParleyError("invalid_request", "no heart-beat in time"), 1002);
        }
        if (sendEvery > 0 && now + untilNext - this.#sentAt > sendEvery) {
          this.#socket.send("\n");
          this.#sentAt = now;
        }
        return;
      }
      case "closed":
        return;
    }
  }

  /** The socket has room again: replays go on. */
  drained(): void {
    if (this.#state.name !== "connected") return;
    const { subscriptions } = this.#state;
    this.#attempt(() => subscriptions.advanceAll());
  }

  /** The socket is gone. */
  closed(): void {
    const state = this.#state;
    this.#state = CLOSED;
    if (state.name !== "connected") return;
    state.subscriptions.removeAll();
    this.#deps.live.went(this, state.identity);
  }

  /** Says what is wrong and closes. */
  fail(error: ParleyError, closeCode: number, receipt?: string): void {
    if (this.#state.name === "closed") return;
    const headers: [string, string][] = [
      ["message", error.message],
      ["code", error.code],
    ];
    if (receipt !== undefined) headers.push(["receipt-id", receipt]);
    // Before a version is settled an ERROR says which there are (STOMP 1.2, "Protocol Negotiation").
    if (this.#state.name === "waiting") headers.push(["version", VERSIONS_KNOWN]);
    const version = this.#state.name === "connected" ? this.#state.version : "1.2";
    this.#socket.send(encodeFrame("ERROR", headers, "", version));
    this.end(closeCode);
  }

  /** Closes without an ERROR. */
  end(closeCode: number): void {
    if (this.#state.name === "closed") return;
    this.closed();
    this.#socket.close(closeCode);
  }

  #handlePending(now: number): void {
    for (;;) {
      const state = this.#state;
      if (state.name !== "waiting" && state.name !== "connected") return;
      const next = this.#decoder.next();
      if (next === undefined) return;
      if (!next.ok) return this.#failDecoding(next.error);
      const { frame } = next;
      this.#attempt(() => {
        if (state.name === "connected") this.#handle(frame, state);
        else this.#connect(frame, now);
      }, frame.headers.get("receipt"));
    }
  }

  /** What goes wrong in a step ends this session, and nothing else. */
  #attempt(step: () => void, receipt?: string): void {
    try {
      step();
    } catch (error) {
      const told = this.#tell(error);
      this.fail(told, closeCodeOf(told), receipt);
    }
  }

  #failDecoding({ kind, message, receipt }: DecodeError): void {
    const code = kind === "too_large" ? "payload_too_large" : "invalid_request";
    this.fail(new ParleyError(code, message), CLOSE_CODES[kind], receipt);
  }

  #connect(frame: Frame, now: number): void {
    if (frame.command !== "CONNECT" && frame.command !== "STOMP") {
      throw new ParleyError("invalid_request", "the first frame must be CONNECT");
    }
    const { headers } = frame;
    const version = chooseVersion(headers.get("accept-version"));
    const heartBeats = chooseHeartBeats(headers.get("heart-beat"));
    this.#state = { name: "checking", since: now };
    this.#decoder.version = version;
    const token = headers.get("Authorization") ?? headers.get("authorization");
    this.#deps.authenticate(token, this.#socket.takeOrigin()).then(
      ({ identity, timeLeft }) => {
        if (this.#state.name !== "checking") return;
        this.#state = {
          name: "connected",
          identity,
          version,
          heartBeats,
          expiresAt: now + timeLeft,
          subscriptions: this.#subscriptions(identity, version),
        };
        const answer: [string, string][] = [
          ["version", version],
          ["heart-beat", `${HEART_BEAT.send},${HEART_BEAT.expect}`],
          ["server", "parley"],
          ...this.#deps.connectedHeaders(identity),
        ];
        this.#socket.send(encodeFrame("CONNECTED", answer, "", version));
        this.#deps.live.came(identity);
        this.#handlePending(this.#heardAt);
      },
      (error: unknown) => {
        const { code, message } = this.#tell(error);
        // Airy's client looks for the status, and asks for a new login instead of trying again.
        const status = code === "unauthorized" ? " (401)" : "";
        this.fail(new ParleyError(code, `${message}${status}`), 1008);
      },
    );
  }

  /** What the client may know of an error. */
  #tell(error: unknown): ParleyError {
    if (error instanceof ParleyError) return error;
    this.#deps.onError(error);
    return new ParleyError("internal_error", "something went wrong on the server");
  }

  #subscriptions(identity: Identity, version: Version): Subscriptions {
    const later = (id: string): void =>
      this.#deps.defer(() => this.#attempt(() => subscriptions.advance(id)));
    const subscriptions = new Subscriptions(this.#socket, this.#deps, identity, version, later);
    return subscriptions;
  }

  #handle({ command, headers, body }: Frame, state: Connected): void {
    const receipt = headers.get("receipt");
    switch (command) {
      case "SUBSCRIBE": {
        const id = required(headers, "id");
        state.subscriptions.add(headers, id, required(headers, "destination"));
        this.#receipt(receipt, state);
        return state.subscriptions.advance(id);
      }
      case "UNSUBSCRIBE":
        state.subscriptions.remove(required(headers, "id"));
        return this.#receipt(receipt, state);
      case "SEND":
        this.#deps.take(this, state.identity, required(headers, "destination"), body);
        return this.#receipt(receipt, state);
      case "DISCONNECT":
        this.#receipt(receipt, state);
        return this.end(1000);
      case "CONNECT":
      case "STOMP":
        throw new ParleyError("invalid_request", "this session is connected already");
      default:
        throw new ParleyError("invalid_request", `${command} is not supported`);
    }
  }

  #receipt(receipt: string | undefined, { version }: Connected): void {
    if (receipt === undefined) return;
    this.#socket.send(encodeFrame("RECEIPT", [["receipt-id", receipt]], "", version));
  }
}

function required(headers: Frame["headers"], name: string): string {
  const value = headers.get(name);
  if (value === undefined)
    throw new ParleyError("invalid_request", `the header ${name} is missing`);
  return value;
}

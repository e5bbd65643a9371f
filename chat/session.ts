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
import { encodeFrame, VERSIONS, type Frame, type Version } from "../stomp/frame.ts";
import { feedOf, type Feed } from "./destinations.ts";
import type { Hub } from "./hub.ts";
import type { Replay } from "./replay.ts";
import type { Identity } from "./tokens.ts";

/** What a session needs of a websocket. */
export interface SessionSocket {
  send(text: string): void;
  /** Close codes: RFC 6455, section 7.4. */
  close(code: number): void;
  join(topic: string): void;
  leave(topic: string): void;
  /** Bytes that wait because the client does not read. */
  readonly buffered: number;
}

export interface SessionDeps {
  readonly hub: Hub;
  readonly replay: Replay;
  /** Rejects with a ParleyError for a token that may not use this endpoint. */
  readonly authenticate: (token: string | undefined) => Promise<Identity>;
  /** Headers of CONNECTED beside the protocol's own. */
  readonly connectedHeaders: (identity: Identity) => [string, string][];
  /** Runs a step later, so that a long replay lets others have their turn. */
  readonly defer: (step: () => void) => void;
}

/** One SUBSCRIBE. `topic` is undefined while the past is still being sent. */
interface Subscription {
  readonly feed: Feed;
  topic: string | undefined;
  /** Offset or position of the last message replayed. */
  after: number;
}

interface Connected {
  readonly name: "connected";
  readonly identity: Identity;
  readonly version: Version;
  /** Milliseconds between heart-beats each way; 0 = none. */
  readonly sendEvery: number;
  readonly expectEvery: number;
  readonly subscriptions: Map<string, Subscription>;
}

type State =
  | { readonly name: "waiting" | "checking"; readonly since: number }
  | Connected
  | { readonly name: "closed" };

const CLOSED: State = { name: "closed" };
/** A client may miss two heart-beats. */
const SILENCE = 3;
/** While this much is unsent, a replay waits for the socket to drain. */
const REPLAY_UNSENT = 256 * 1024;

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
    if (this.#decoder.pendingBytes > STOMP_LIMITS.bodyBytes + STOMP_LIMITS.headBytes * 2) {
      // Only while a token is being checked: otherwise the decoder's own limits are met first.
      return this.fail(new ParleyError("payload_too_large", "too much before CONNECTED"), 1009);
    }
    this.#handlePending(now);
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
      case "connected":
        if (state.expectEvery > 0 && now - this.#heardAt >= state.expectEvery * SILENCE) {
          return this.fail(new ParleyError("invalid_request", "no heart-beat in time"), 1002);
        }
        if (state.sendEvery > 0 && now + untilNext - this.#sentAt > state.sendEvery) {
          this.#socket.send("\n");
          this.#sentAt = now;
        }
        return;
      case "closed":
        return;
    }
  }

  /** The socket has room again: replays go on. */
  drained(): void {
    if (this.#state.name !== "connected") return;
    for (const [id, subscription] of this.#state.subscriptions) {
      if (subscription.topic === undefined) this.#replay(id, subscription);
    }
  }

  /** The socket is gone. */
  closed(): void {
    if (this.#state.name === "connected") {
      for (const subscription of this.#state.subscriptions.values()) this.#leave(subscription);
    }
    this.#state = CLOSED;
  }

  /** Says what is wrong and closes. */
  fail(error: ParleyError, closeCode: number, receipt?: string): void {
    if (this.#state.name === "closed") return;
    const headers: [string, string][] = [
      ["message", error.message],
      ["code", error.code],
    ];
    if (receipt !== undefined) headers.push(["receipt-id", receipt]);
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
      try {
        if (state.name === "connected") this.#handle(frame, state);
        else this.#connect(frame, now);
      } catch (error) {
        if (!(error instanceof ParleyError)) throw error;
        return this.fail(error, closeCodeOf(error), frame.headers.get("receipt"));
      }
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
    const [clientSends, clientWants] = readHeartBeat(headers.get("heart-beat"));
    this.#state = { name: "checking", since: now };
    this.#decoder.version = version;
    const token = headers.get("Authorization") ?? headers.get("authorization");
    this.#deps.authenticate(token).then(
      (identity) => {
        if (this.#state.name !== "checking") return;
        this.#state = {
          name: "connected",
          identity,
          version,
          sendEvery: clientWants === 0 ? 0 : Math.max(clientWants, HEART_BEAT.send),
          expectEvery: clientSends === 0 ? 0 : Math.max(clientSends, HEART_BEAT.expect),
          subscriptions: new Map(),
        };
        const answer: [string, string][] = [
          ["version", version],
          ["heart-beat", `${HEART_BEAT.send},${HEART_BEAT.expect}`],
          ["server", "parley"],
          ...this.#deps.connectedHeaders(identity),
        ];
        this.#socket.send(encodeFrame("CONNECTED", answer, "", version));
        this.#handlePending(this.#heardAt);
      },
      (error: unknown) => {
        this.fail(
          error instanceof ParleyError
            ? error
            : new ParleyError("internal_error", "something went wrong"),
          1008,
        );
      },
    );
  }

  #handle({ command, headers }: Frame, state: Connected): void {
    const receipt = headers.get("receipt");
    switch (command) {
      case "SUBSCRIBE": {
        const id = this.#subscribe(headers, state);
        this.#receipt(receipt, state);
        return this.#startReplay(id, state);
      }
      case "UNSUBSCRIBE": {
        const subscription = state.subscriptions.get(required(headers, "id"));
        if (subscription !== undefined) this.#leave(subscription);
        state.subscriptions.delete(required(headers, "id"));
        return this.#receipt(receipt, state);
      }
      case "SEND":
        throw new ParleyError("not_found", `nothing can be sent to ${required(headers, "destination")}`);
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

  #subscribe(headers: Frame["headers"], state: Connected): string {
    const id = required(headers, "id");
    const destination = required(headers, "destination");
    if (id.length > STOMP_LIMITS.subscriptionIdLength) {
      throw new ParleyError("invalid_request", "this subscription id is too long");
    }
    if (state.subscriptions.has(id)) {
      throw new ParleyError("invalid_request", "this subscription id is in use");
    }
    if (state.subscriptions.size >= STOMP_LIMITS.subscriptions) {
      const problem = `more than ${STOMP_LIMITS.subscriptions} subscriptions`;
      throw new ParleyError("too_many_requests", problem);
    }
    if ((headers.get("ack") ?? "auto") !== "auto") {
      throw new ParleyError("invalid_request", "only ack:auto is supported");
    }
    const feed = feedOf(destination, state.identity);
    if (feed === undefined) {
      throw new ParleyError("not_found", `there is no destination ${destination} for this token`);
    }
    const after = this.#deps.replay.start(feed, headers.get("offset"), headers.get("history"));
    state.subscriptions.set(id, { feed, topic: undefined, after });
    return id;
  }

  #startReplay(id: string, state: Connected): void {
    const subscription = state.subscriptions.get(id);
    if (subscription !== undefined) this.#replay(id, subscription);
  }

  /** Sends the past a page at a time, and joins the live feed in the turn in which nothing is left. */
  #replay(id: string, subscription: Subscription): void {
    const state = this.#state;
    if (state.name !== "connected" || state.subscriptions.get(id) !== subscription) return;
    if (subscription.topic !== undefined) return;
    const { hub, replay, defer } = this.#deps;
    if (this.#socket.buffered > REPLAY_UNSENT) return;
    const page = replay.next(subscription.feed, subscription.after, state.version, id);
    for (const text of page.frames) this.#socket.send(text);
    subscription.after = page.after;
    if (page.isLast) {
      subscription.topic = hub.join(subscription.feed, state.version, id);
      this.#socket.join(subscription.topic);
    } else {
      defer(() => this.#replay(id, subscription));
    }
  }

  #leave({ feed, topic }: Subscription): void {
    if (topic === undefined) return;
    this.#socket.leave(topic);
    this.#deps.hub.leave(feed, topic);
  }
}

/** RFC 6455: 1002 protocol error, 1007 not the text it should be, 1009 too large. */
const CLOSE_CODES = { malformed: 1002, utf8: 1007, too_large: 1009 } as const;

function closeCodeOf(error: ParleyError): number {
  return error.code === "not_found" || error.code === "forbidden" ? 1008 : 1002;
}

function required(headers: Frame["headers"], name: string): string {
  const value = headers.get(name);
  if (value === undefined) throw new ParleyError("invalid_request", `the header ${name} is missing`);
  return value;
}

/** The best version that both know; without the header 1.0 (STOMP 1.2, "Protocol Negotiation"). */
function chooseVersion(accepted: string | undefined): Version {
  const offered = (accepted ?? "1.0").split(",").map((version) => version.trim());
  const best = VERSIONS.find((version) => offered.includes(version));
  if (best !== undefined) return best;
  const known = VERSIONS.toReversed().join(",");
  throw new ParleyError("invalid_request", `the versions spoken here are ${known}`);
}

/** What the client can send and what it wants, in milliseconds. */
function readHeartBeat(header: string | undefined): [number, number] {
  const [, sends, wants] = /^(\d{1,9}),(\d{1,9})$/.exec(header ?? "0,0") ?? [];
  if (sends === undefined || wants === undefined) {
    throw new ParleyError("invalid_request", "a malformed heart-beat header");
  }
  return [Number(sends), Number(wants)];
}

/**
 * A session's subscriptions. One to messages is first *behind*: the past that its `offset` asks for is
 * sent a page at a time; then *live*: its socket has joined the topic. One to live events joins at once,
 * and what is so already follows a page at a time: each event says all of its matter as it is when it is
 * sent, so what changes meanwhile may come before or after it.
 */
import { ParleyError } from "../errors.ts";
import { STOMP_LIMITS } from "../protocol/limits.ts";
import type { Frame, Version } from "../stomp/frame.ts";
import { feedOf, type Feed, type LiveFeed, type MessageFeed } from "./destinations.ts";
import type { Hub } from "./hub.ts";
import type { Live } from "./live.ts";
import type { Replay } from "./replay.ts";
import type { SessionSocket } from "./session.ts";
import type { Identity } from "./tokens.ts";

export interface SubscriptionsDeps {
  readonly hub: Hub;
  readonly replay: Replay;
  readonly live: Live;
}

type Subscription = MessageSubscription | LiveSubscription;

interface MessageSubscription {
  readonly id: string;
  readonly feed: MessageFeed;
  /** Undefined while it is behind. */
  topic: string | undefined;
  /** Offset or position of the last message replayed; undefined: it wants nothing of the past. */
  after: number | undefined;
}

interface LiveSubscription {
  readonly id: string;
  readonly feed: LiveFeed;
  /** Undefined until its turn comes. */
  topic: string | undefined;
  /** What is so already and has not been sent. */
  rest: Iterator<string> | undefined;
}

/** While this much is unsent, a replay waits for the socket to drain. */
const REPLAY_UNSENT = 256 * 1024;
/** Events that are sent in one turn of the event loop. */
const EVENTS_PAGE = 100;

export class Subscriptions {
  readonly #socket: SessionSocket;
  readonly #deps: SubscriptionsDeps;
  readonly #identity: Identity;
  readonly #version: Version;
  readonly #later: (id: string) => void;
  /** A few at most, and one as a rule: a Map would be most of what an idle session keeps here. */
  #all: readonly Subscription[] = [];

  /** `later` calls `advance` in another turn, so that a long replay lets others have theirs. */
  constructor(
    socket: SessionSocket,
    deps: SubscriptionsDeps,
    identity: Identity,
    version: Version,
    later: (id: string) => void,
  ) {
    this.#socket = socket;
    this.#deps = deps;
    this.#identity = identity;
    this.#version = version;
    this.#later = later;
  }

  /** Takes a SUBSCRIBE's headers. Nothing is sent before `advance`. Throws what ERROR will say. */
  add(headers: Frame["headers"], id: string, destination: string): void {
    if (id.length > STOMP_LIMITS.subscriptionIdLength) {
      throw new ParleyError("invalid_request", "this subscription id is too long");
    }
    if (this.#find(id) !== undefined) {
      throw new ParleyError("invalid_request", "this subscription id is in use");
    }
    if (this.#all.length >= STOMP_LIMITS.subscriptions) {
      const problem = `more than ${STOMP_LIMITS.subscriptions} subscriptions`;
      throw new ParleyError("too_many_requests", problem);
    }
    if ((headers.get("ack") ?? "auto") !== "auto") {
      throw new ParleyError("invalid_request", "only ack:auto is supported");
    }
    const feed = feedOf(destination, this.#identity);
    if (feed === undefined) {
      throw new ParleyError("not_found", `there is no destination ${destination} for this token`);
    }
    this.#all = [...this.#all, this.#begin(id, feed, headers)];
  }

  #begin(id: string, feed: Feed, headers: Frame["headers"]): Subscription {
    const offset = headers.get("offset");
    if (feed.kind !== "live") {
      const after = this.#deps.replay.start(feed, offset, headers.get("history"));
      return { id, feed, topic: undefined, after };
    }
    if (offset === undefined) return { id, feed, topic: undefined, rest: undefined };
    throw new ParleyError("invalid_request", "this queue has no offsets: it tells what is so now");
  }

  /** Stops delivery at once; an unknown id is nothing to stop. */
  remove(id: string): void {
    const subscription = this.#find(id);
    if (subscription === undefined) return;
    this.#all = this.#all.filter((one) => one !== subscription);
    if (subscription.topic === undefined) return;
    this.#socket.leave(subscription.topic);
    this.#deps.hub.leave(subscription.feed, subscription.topic);
  }

  removeAll(): void {
    for (const { id } of this.#all) this.remove(id);
  }

  /** Everything that is behind goes on, as far as the socket takes it. */
  advanceAll(): void {
    for (const { id } of this.#all) this.advance(id);
  }

  /** Sends the next page of what comes first; messages are joined in the turn in which nothing is left of it. */
  advance(id: string): void {
    const subscription = this.#find(id);
    if (subscription === undefined) return;
    if ("rest" in subscription) this.#tellWhatIs(subscription);
    else this.#replayPast(subscription);
  }

  #replayPast(subscription: MessageSubscription): void {
    if (subscription.topic !== undefined) return;
    if (subscription.after === undefined) return this.#join(subscription);
    if (!this.#hasRoom()) return;
    const { id, feed, after } = subscription;
    const page = this.#deps.replay.next(feed, after, this.#version, id, (text) => {
      this.#socket.send(text);
      return this.#hasRoom();
    });
    subscription.after = page.after;
    if (page.isLast) this.#join(subscription);
    else this.#later(id);
  }

  #tellWhatIs(subscription: LiveSubscription): void {
    const { id, feed } = subscription;
    if (subscription.topic === undefined) {
      this.#join(subscription);
      subscription.rest = this.#deps.live.present(feed);
    }
    for (let count = 0; subscription.rest !== undefined && this.#hasRoom(); count += 1) {
      if (count === EVENTS_PAGE) return this.#later(id);
      const next = subscription.rest.next();
      if (next.done) subscription.rest = undefined;
      else this.#socket.send(this.#deps.hub.frame(feed, this.#version, id, next.value));
    }
  }

  #hasRoom(): boolean {
    return this.#socket.buffered <= REPLAY_UNSENT;
  }

  #find(id: string): Subscription | undefined {
    return this.#all.find((one) => one.id === id);
  }

  #join(subscription: Subscription): void {
    subscription.topic = this.#deps.hub.join(subscription.feed, this.#version, subscription.id);
    this.#socket.join(subscription.topic);
  }
}

/**
 * A session's subscriptions. Each is first *behind*: the past that its `offset` asks for is sent a page
 * at a time; then *live*: its socket has joined the topic.
 */
import { ParleyError } from "../errors.ts";
import { STOMP_LIMITS } from "../protocol/limits.ts";
import type { Frame, Version } from "../stomp/frame.ts";
import { feedOf, type Feed } from "./destinations.ts";
import type { Hub } from "./hub.ts";
import type { Replay } from "./replay.ts";
import type { SessionSocket } from "./session.ts";
import type { Identity } from "./tokens.ts";

export interface SubscriptionsDeps {
  readonly hub: Hub;
  readonly replay: Replay;
}

interface Subscription {
  readonly id: string;
  readonly feed: Feed;
  /** Undefined while it is behind. */
  topic: string | undefined;
  /** Offset or position of the last message replayed; undefined: it wants nothing of the past. */
  after: number | undefined;
}

/** While this much is unsent, a replay waits for the socket to drain. */
const REPLAY_UNSENT = 256 * 1024;

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
    const after = this.#deps.replay.start(feed, headers.get("offset"), headers.get("history"));
    this.#all = [...this.#all, { id, feed, topic: undefined, after }];
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

  /** Sends the past a page at a time, and joins the topic in the turn in which nothing is left of it. */
  advance(id: string): void {
    const subscription = this.#find(id);
    if (subscription === undefined || subscription.topic !== undefined) return;
    if (subscription.after === undefined) return this.#join(subscription);
    const hasRoom = (): boolean => this.#socket.buffered <= REPLAY_UNSENT;
    if (!hasRoom()) return;
    const { feed, after } = subscription;
    const page = this.#deps.replay.next(feed, after, this.#version, id, (text) => {
      this.#socket.send(text);
      return hasRoom();
    });
    subscription.after = page.after;
    if (page.isLast) this.#join(subscription);
    else this.#later(id);
  }

  #find(id: string): Subscription | undefined {
    return this.#all.find((one) => one.id === id);
  }

  #join(subscription: Subscription): void {
    subscription.topic = this.#deps.hub.join(subscription.feed, this.#version, subscription.id);
    this.#socket.join(subscription.topic);
  }
}

/**
 * Who hears what. A session joins a *topic*: a feed, the subscription's id and the version, all that
 * makes one frame differ from another; so a message is encoded once for each topic and sent by the
 * runtime to everybody on it, however many they are.
 *
 * `position` is the newest message that has gone out to all live subscriptions. Whoever replays the
 * past reads up to it and joins in the same turn: nothing is missed or doubled between the two. Live
 * events have no position and no past: they go out beside the messages, to whoever listens now.
 */
import type { MessageRow } from "../db/messages.ts";
import type { Version } from "../stomp/frame.ts";
import { destinationOf, feedKey, feedsOf, type Feed, type LiveFeed } from "./destinations.ts";
import {
  liveFrame,
  messageBody,
  messageFrame,
  messageHead,
  type MessageBody,
} from "./message-frame.ts";

/** Sends one text to everybody who has joined a topic. */
export type Publish = (topic: string, text: string) => void;

/** Clients name their subscriptions alike; one that does not costs its own head and nothing more. */
const HEADS_MAX = 1_000;

interface Listeners {
  readonly topic: string;
  /** What the frames of this topic begin with. */
  readonly head: string;
  count: number;
}

export class Hub {
  #position: number;
  /** Live events that have been framed. */
  #events = 0;
  readonly #publish: Publish;
  /** The same few for everybody: a visitor's session keeps no text of its own. */
  readonly #heads = new Map<string, string>();
  /** By feed; a feed that nobody hears has no entry. */
  readonly #listeners = new Map<string, Listeners[]>();
  /** Long polls, by conversation. */
  readonly #waiting = new Map<string, Set<() => void>>();

  /** `position`: of the newest message that the database holds. */
  constructor(position: number, publish: Publish) {
    this.#position = position;
    this.#publish = publish;
  }

  get position(): number {
    return this.#position;
  }

  /** The topic that the subscription's socket has to join, from now on counted as heard. */
  join(feed: Feed, version: Version, subscription: string): string {
    const key = feedKey(feed);
    const listeners = this.#listeners.get(key) ?? [];
    this.#listeners.set(key, listeners);
    const topic = `${key} ${version} ${subscription}`;
    const found = listeners.find((one) => one.topic === topic);
    if (found === undefined) {
      listeners.push({ topic, head: this.#head(feed, version, subscription), count: 1 });
    } else {
      found.count += 1;
    }
    return topic;
  }

  #head(feed: Feed, version: Version, subscription: string): string {
    const key = `${destinationOf(feed)} ${version} ${subscription}`;
    const head = this.#heads.get(key) ?? messageHead(feed, version, subscription);
    if (this.#heads.size < HEADS_MAX) this.#heads.set(key, head);
    return head;
  }

  /** The reverse of `join`. */
  leave(feed: Feed, topic: string): void {
    const key = feedKey(feed);
    const listeners = this.#listeners.get(key);
    const found = listeners?.find((one) => one.topic === topic);
    if (listeners === undefined || found === undefined) return;
    found.count -= 1;
    if (found.count === 0) listeners.splice(listeners.indexOf(found), 1);
    if (listeners.length === 0) this.#listeners.delete(key);
  }

  /** To be called for each stored message with its JSON text, in the order of the commits. */
  publish(message: MessageRow, json: string): void {
    if (message.position <= this.#position) {
      throw new Error(`position ${message.position} published after ${this.#position}`);
    }
    this.#position = message.position;
    let body: MessageBody | undefined;
    for (const feed of feedsOf(message)) {
      for (const { topic, head } of this.#listeners.get(feedKey(feed)) ?? []) {
        body ??= messageBody(message, json);
        this.#publish(topic, messageFrame(head, feed, message, body));
      }
    }
    const waiting = this.#waiting.get(message.conversationId);
    this.#waiting.delete(message.conversationId);
    for (const wake of waiting ?? []) wake();
  }

  /** Whether anybody listens: what costs something to find out is found out for listeners only. */
  hears(feed: LiveFeed): boolean {
    return this.#listeners.has(feedKey(feed));
  }

  /** Tells an event to everybody who listens now. `text` gives its JSON, or nothing to tell after all. */
  emit(feed: LiveFeed, text: () => string | undefined): void {
    const listeners = this.#listeners.get(feedKey(feed));
    const said = listeners && text();
    if (listeners === undefined || said === undefined) return;
    const body = { text: said, bytes: Buffer.byteLength(said) };
    this.#events += 1;
    for (const { topic, head } of listeners) {
      this.#publish(topic, liveFrame(head, this.#events, body));
    }
  }

  /** The frame of an event for one subscription: what is so already when it comes. */
  frame(feed: LiveFeed, version: Version, subscription: string, text: string): string {
    this.#events += 1;
    const body = { text, bytes: Buffer.byteLength(text) };
    return liveFrame(this.#head(feed, version, subscription), this.#events, body);
  }

  /** Calls back once, at the conversation's next message; the answer takes the call back. */
  onNextMessage(conversationId: string, wake: () => void): () => void {
    const waiting = this.#waiting.get(conversationId) ?? new Set();
    this.#waiting.set(conversationId, waiting.add(wake));
    return () => {
      waiting.delete(wake);
      if (waiting.size === 0 && this.#waiting.get(conversationId) === waiting) {
        this.#waiting.delete(conversationId);
      }
    };
  }

  /** Nothing is left behind when everybody has gone. */
  get isEmpty(): boolean {
    return this.#listeners.size === 0 && this.#waiting.size === 0;
  }
}

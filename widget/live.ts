/**
 * What is so now and is stored nowhere: whether the other side writes, how far it has read; and what the
 * other side is told of the visitor: that they write, what they have seen, which page they are on. What
 * could not be told is told at the next occasion, if it is still so.
 */
import type { VisitorReadEvent, VisitorTypingEvent } from "../protocol/live.ts";

export interface PageNow {
  readonly url: string;
  readonly title: string;
}

export interface Live {
  readonly isTyping: boolean;
  /** The other side has read everything up to this offset. */
  readonly readUpTo: number;
  /** What the stream hears, by destination. */
  readonly queues: Readonly<Record<string, (body: string) => void>>;
  /** The server has forgotten what it was told. */
  down(): void;
  wrote(draft: string): void;
  /**
   * The visitor is on this page, and has seen everything up to this offset; 0: nothing
   * yet. A page is named once more when its title comes after its address.
   */
  isHere(page: PageNow, offset: number): void;
}

export interface LiveDeps {
  /** False when it could not be sent: nothing is kept for later. */
  readonly send: (destination: string, body: object) => boolean;
  /** Milliseconds. */
  readonly now: () => number;
  readonly onChange: () => void;
}

/** A sign of writing holds for some seconds on the server; it is renewed before. Milliseconds. */
const RENEW = 3_000;
/** What the server takes as a page's address. */
const ADDRESS = /^https?:.{1,2000}$/;
/** Titles of one address that are told: a page may turn its title into a ticker. */
const TITLES = 2;

export function createLive({ send, now, onChange }: LiveDeps): Live {
  let isTyping = false;
  let readUpTo = 0;
  let seen = 0;
  let page = "";
  let pageTitle = "";
  let titles = 0;
  /** When the last sign of writing was given; 0: none holds. */
  let wroteAt = 0;

  return {
    get isTyping() {
      return isTyping;
    },

    get readUpTo() {
      return readUpTo;
    },

    queues: {
      "/user/queue/typing"(body) {
        isTyping = (JSON.parse(body) as VisitorTypingEvent).typing;
        onChange();
      },
      "/user/queue/read"(body) {
        readUpTo = (JSON.parse(body) as VisitorReadEvent).offset;
        onChange();
      },
    },

    down() {
      isTyping = false;
      seen = wroteAt = 0;
      page = "";
    },

    wrote(draft) {
      const typing = draft !== "";
      if (typing ? now() - wroteAt < RENEW : !wroteAt) return;
      if (send("/app/typing", { typing })) wroteAt = typing ? now() : 0;
    },

    isHere({ url, title }, offset) {
      if (url !== page) titles = 0;
      if ((!titles || (title !== pageTitle && titles < TITLES)) && ADDRESS.test(url)) {
        if (send("/app/page", { url, title })) {
          page = url;
          pageTitle = title;
          titles++;
        }
      }
      if (offset > seen && send("/app/read", { offset })) seen = offset;
    },
  };
}

/**
 * What a page's own scripts may do with the chat, as `window.airy`. Calls from before the script has
 * loaded wait in `window.airy.q`: `(airy.q = airy.q || []).push(["open"])`.
 */
import type { Message } from "../protocol/message.ts";

/** What a page can listen to, with what its listeners are called. */
export interface PageEvents {
  readonly open: [];
  readonly close: [];
  /** A new message of the other side. */
  readonly message: [message: Message];
  /** How many messages of the other side nobody has looked at; each time it changes. */
  readonly unread: [count: number];
}

export interface PageApi extends Widget {
  /** Gives what takes the listener away again. */
  on<Name extends keyof PageEvents>(
    event: Name,
    listener: (...values: PageEvents[Name]) => void,
  ): () => void;
  /** Forgets the conversation on this browser, for the next person: a new one begins. */
  logout(): void;
}

export interface Widget {
  open(): void;
  close(): void;
  toggle(): void;
  /** Sends a text in the visitor's name. */
  send(text: string): void;
  /** Takes the place of `window.airy.config`: what is left out is as the channel has it. */
  configure(config: Readonly<Record<string, unknown>>): void;
  /** Takes everything off the page; what is saved stays. */
  destroy(): void;
}

export type PageCall = readonly [name: keyof PageApi, ...values: never[]];

/** Makes the calls that have waited, and every later one at once. */
export function takeCalls(page: { q?: unknown }, call: (made: PageCall) => void): void {
  const waiting = Array.isArray(page.q) ? (page.q as PageCall[]) : [];
  page.q = { push: call };
  for (const made of waiting) call(made);
}

type Listener = (...values: never[]) => void;

export interface Listeners {
  readonly on: PageApi["on"];
  /** A listener that throws is the page's own affair. */
  emit<Name extends keyof PageEvents>(event: Name, ...values: PageEvents[Name]): void;
}

export function createListeners(): Listeners {
  let all: readonly (readonly [event: string, listener: Listener])[] = [];
  return {
    on(event, listener) {
      const one = [event, listener as Listener] as const;
      all = [...all, one];
      return () => {
        all = all.filter((other) => other !== one);
      };
    },

    emit(event, ...values) {
      for (const [name, listener] of all) {
        if (name === event) setTimeout(() => listener(...(values as never[])));
      }
    },
  };
}

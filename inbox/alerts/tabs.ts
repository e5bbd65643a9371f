/**
 * What the inbox's tabs of one browser know of each other: one of them speaks for all, and each can tell
 * which conversations are before the person's eyes in any of them. Both are locks of the browser: they end
 * with their tab, however that ends, and another one speaks.
 */

export interface Tabs {
  /** Whether this tab speaks for all of them. */
  readonly speaks: boolean;
  /** This conversation, or none, is before the person's eyes here. */
  watch(conversationId: string | undefined): void;
  isWatched(conversationId: string): Promise<boolean>;
  stop(): void;
}

export interface TabsDeps {
  /** Undefined where a page has none (without https): then each tab speaks for itself. */
  readonly locks: Pick<LockManager, "request" | "query"> | undefined;
  /** Reaches the other tabs, and not this one. */
  readonly channel: Pick<BroadcastChannel, "postMessage" | "onmessage" | "close">;
  /** Whose tabs. */
  readonly owner: string;
  /** A conversation is looked at, here or in another tab. */
  readonly onWatched: (conversationId: string) => void;
}

export function createTabs({ locks, channel, owner, onWatched }: TabsDeps): Tabs {
  const ending = new AbortController();
  let speaks = locks === undefined;
  let watched: string | undefined;
  let stopWatching = new AbortController();

  /** Until the signal, from the moment at which it is free. */
  function hold(name: string, mode: LockMode, signal: AbortSignal, onHeld?: () => void): void {
    if (locks === undefined) return;
    const held = locks.request(name, { mode }, () => {
      if (signal.aborted) return undefined;
      onHeld?.();
      return new Promise<void>((release) => {
        signal.addEventListener("abort", () => release(), { once: true });
      });
    });
    // A page that goes away.
    held.catch(() => undefined);
  }

  const nameOf = (conversationId: string): string => `parley.watched.${owner}.${conversationId}`;
  hold(`parley.speaker.${owner}`, "exclusive", ending.signal, () => {
    speaks = true;
  });
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (typeof data === "string") onWatched(data);
  };

  return {
    get speaks() {
      return speaks;
    },

    watch(conversationId) {
      if (conversationId === watched || ending.signal.aborted) return;
      stopWatching.abort();
      stopWatching = new AbortController();
      watched = conversationId;
      if (conversationId === undefined) return;
      hold(nameOf(conversationId), "shared", stopWatching.signal);
      channel.postMessage(conversationId);
      onWatched(conversationId);
    },

    async isWatched(conversationId) {
      if (conversationId === watched || locks === undefined) return conversationId === watched;
      const { held = [] } = await locks.query();
      return held.some(({ name }) => name === nameOf(conversationId));
    },

    stop() {
      ending.abort();
      stopWatching.abort();
      channel.close();
      speaks = false;
    },
  };
}

/**
 * What few conversations need, and so is no part of s.js: a second script of ours, fetched when something
 * first asks for it. Until it is there, whoever asks does without.
 */
import type * as exported from "./extras/main.ts";

/** The script; what it exports is all that is known of it here. */
export type Extras = typeof exported;

export interface ExtrasLoader {
  /** Another one when what needs it has to be drawn again. */
  readonly version: unknown;
  /** Begins to load it when it is not there. */
  need(): Extras | undefined;
  /** Calls back with it when it is there: at once, or once later. */
  use(user: ExtrasUser): void;
}

export type ExtrasUser = (extras: Extras) => void;

/** Milliseconds. */
const PAUSE = 5_000;

/**
 * @param onLoaded it is there, or may be asked for again
 */
export function createExtras(server: string, onLoaded: (extras?: Extras) => void): ExtrasLoader {
  let loaded: Extras | undefined;
  let attempts = 0;
  let isBusy = false;
  const waiting = new Set<ExtrasUser>();

  async function load(): Promise<void> {
    isBusy = true;
    try {
      // Under the nonce of the script that asks (HTML, 8.1.4.4); a failure is remembered by its address.
      loaded = (await import(`${server}/extras.js${attempts ? `?${attempts}` : ""}`)) as Extras;
      onLoaded(loaded);
      for (const user of waiting) user(loaded);
    } catch {
      setTimeout(() => {
        attempts += 1;
        isBusy = false;
        onLoaded();
        if (waiting.size > 0) need();
      }, PAUSE);
    }
  }

  function need(): Extras | undefined {
    if (!isBusy) void load();
    return loaded;
  }

  return {
    get version() {
      return loaded ?? attempts;
    },

    need,

    use(user) {
      const extras = need();
      if (extras) user(extras);
      else waiting.add(user);
    },
  };
}

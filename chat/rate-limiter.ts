/** At most `count` in any `window`: the times of the last ones are kept for each key. */
import { ParleyError } from "../errors.ts";
import type { Rate } from "../protocol/limits.ts";

export interface RateLimiter {
  /**
   * Counts one use, or throws `too_many_requests` when the key has used up its rate. The answer takes
   * the use back, for what turns out not to count.
   */
  take(key: string): () => void;
}

/** Keys that are remembered. Beyond it the longest unused is forgotten, so memory stays bounded. */
const KEYS_MAX = 20_000;

/** `now` in milliseconds; a monotonic clock. */
export function createRateLimiter({ count, window }: Rate, now: () => number): RateLimiter {
  /** Oldest use first, both the keys and the times of one key. */
  const uses = new Map<string, number[]>();

  return {
    take(key) {
      const time = now();
      const recent = (uses.get(key) ?? []).filter((use) => use > time - window);
      const oldest = recent[recent.length - count];
      if (oldest !== undefined) {
        throw new ParleyError("too_many_requests", "too many requests; try again later", {
          retryAfter: Math.max(1, Math.ceil((oldest + window - time) / 1_000)),
        });
      }
      recent.push(time);
      uses.delete(key);
      uses.set(key, recent);
      if (uses.size > KEYS_MAX) {
        const [longestUnused] = uses.keys();
        if (longestUnused !== undefined) uses.delete(longestUnused);
      }
      let counts = true;
      return () => {
        if (!counts) return;
        counts = false;
        const left = uses.get(key);
        const index = left?.lastIndexOf(time) ?? -1;
        if (index >= 0) left?.splice(index, 1);
      };
    },
  };
}

/** For `--rate-limit off`. */
export const UNLIMITED: RateLimiter = { take: () => () => undefined };

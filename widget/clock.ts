/** Time and chance, as whoever tries again needs them. */
import type { RetryLoopDeps } from "./retry-loop.ts";

export type Clock = Omit<RetryLoopDeps, "step">;

export function createClock(): Clock {
  return {
    now: Date.now,
    after(pause, callback) {
      const timer = setTimeout(callback, pause);
      return () => clearTimeout(timer);
    },
    random: Math.random,
  };
}

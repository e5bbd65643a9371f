/** Time, given from outside so that tests can move it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls `run` once after `delay` milliseconds; gives the function that prevents it. */
  after(delay: number, run: () => void): () => void;
}

export const browserClock: Clock = {
  now: () => Date.now(),
  after(delay, run) {
    const timer = setTimeout(run, delay);
    return () => clearTimeout(timer);
  },
};

const BACK_OFF = { first: 1_000, longest: 30_000 };

/** The pause in milliseconds after so many failures in a row, the first being 1. */
export function backOff(failures: number): number {
  return Math.min(BACK_OFF.longest, BACK_OFF.first * 2 ** (failures - 1));
}

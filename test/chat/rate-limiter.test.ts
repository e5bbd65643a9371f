/** At most `count` in any `window`, for each key, by a clock of the test's own. */
import { describe, expect, test } from "bun:test";
import { createRateLimiter, UNLIMITED, type RateLimiter } from "../../chat/rate-limiter.ts";
import { ParleyError } from "../../errors.ts";

function limiterAt(start = 0, rate = { count: 3, window: 1_000 }) {
  const clock = { now: start };
  return { clock, limiter: createRateLimiter(rate, () => clock.now) };
}

/** Undefined when it was allowed, or the seconds to wait. */
function take(limiter: RateLimiter, key = "a"): number | undefined {
  try {
    limiter.take(key);
    return undefined;
  } catch (error) {
    if (!(error instanceof ParleyError)) throw error;
    expect(error.code).toBe("too_many_requests");
    return error.details.retryAfter;
  }
}

describe("A rate of 3 in a second", () => {
  test("allows 3 at once and refuses the 4th", () => {
    const { limiter } = limiterAt();
    expect([1, 2, 3].map(() => take(limiter))).toEqual([undefined, undefined, undefined]);
    expect(take(limiter)).toBe(1);
  });

  test("slides: each use is free again a window after it, not all at once", () => {
    const { limiter, clock } = limiterAt(5_000);
    for (const time of [5_000, 5_400, 5_800]) {
      clock.now = time;
      expect(take(limiter)).toBeUndefined();
    }
    const rows: [time: number, allowed: boolean][] = [
      [5_999, false],
      [6_000, true],
      [6_399, false],
      [6_400, true],
      [6_400, false],
      [6_800, true],
      [6_999, false],
    ];
    for (const [time, allowed] of rows) {
      clock.now = time;
      expect({ time, allowed: take(limiter) === undefined }).toEqual({ time, allowed });
    }
  });

  test("counts each key for itself", () => {
    const { limiter } = limiterAt();
    for (const _ of [1, 2, 3]) take(limiter, "a");
    expect(take(limiter, "a")).toBe(1);
    expect(take(limiter, "b")).toBeUndefined();
  });

  test("does not count what it has refused: who keeps asking is let in as soon as who waits", () => {
    const { limiter, clock } = limiterAt();
    for (const _ of [1, 2, 3]) take(limiter);
    for (clock.now = 1; clock.now < 1_000; clock.now += 1) expect(take(limiter)).toBe(1);
    expect([1, 2, 3].map(() => take(limiter))).toEqual([undefined, undefined, undefined]);
  });

  test("does not count what is taken back, which happens once however often it is asked", () => {
    const { limiter, clock } = limiterAt();
    take(limiter);
    const takeBack = limiter.take("a");
    clock.now = 10;
    take(limiter);
    takeBack();
    takeBack();
    expect(take(limiter)).toBeUndefined();
    expect(take(limiter)).toBe(1);
  });

  test("takes back nothing that is out of the window, and nothing of another key", () => {
    const { limiter, clock } = limiterAt();
    const takeBack = limiter.take("a");
    clock.now = 1_000;
    for (const _ of [1, 2, 3]) take(limiter);
    takeBack();
    expect(take(limiter)).toBe(1);
    limiter.take("b")();
    expect(take(limiter)).toBe(1);
  });
});

test.each([
  [0, 60],
  [1, 60],
  [1_000, 59],
  [30_500, 30],
  [59_999, 1],
])(
  "After %i ms of a full minute one is told to wait %i seconds, and that is enough",
  (time, wait) => {
    const { limiter, clock } = limiterAt(0, { count: 1, window: 60_000 });
    take(limiter);
    clock.now = time;
    expect(take(limiter)).toBe(wait);
    clock.now += wait * 1_000;
    expect(take(limiter)).toBeUndefined();
  },
);

test("Its memory is bounded: of many keys the longest unused are forgotten", () => {
  const { limiter } = limiterAt(0, { count: 1, window: 60_000 });
  take(limiter, "first");
  take(limiter, "second");
  for (let n = 0; n < 19_998; n += 1) take(limiter, `key ${n}`);
  expect(take(limiter, "first")).toBe(60);
  take(limiter, "one more");
  expect(take(limiter, "second")).toBe(60);
  expect(take(limiter, "first")).toBeUndefined();
});

test("With --rate-limit off nothing is refused", () => {
  for (let n = 0; n < 1_000; n += 1) expect(take(UNLIMITED)).toBeUndefined();
});

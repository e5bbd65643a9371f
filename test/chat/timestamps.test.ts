/** chat/timestamps.ts: times that grow within a key, and what is remembered for it. */
import { expect, test } from "bun:test";
import { KEYS_MAX, Timestamps } from "../../chat/timestamps.ts";
import { seededRandom } from "../random.ts";

test("Times grow within each key, whatever the clock does, and are the clock's where they can be", () => {
  const random = seededRandom(1);
  let clock = 1_000_000;
  const timestamps = new Timestamps(() => clock);
  const last = new Map<string, number>();
  for (let step = 0; step < 20_000; step += 1) {
    const jump = random();
    if (jump < 0.001) clock -= 5_000;
    else if (jump < 0.5) clock += Math.floor(random() * 10);
    const key = `key ${Math.floor(random() * 3_000)}`;
    const time = timestamps.next(key);
    expect(time).toBeGreaterThan(last.get(key) ?? 0);
    expect(time).toBeGreaterThanOrEqual(clock);
    last.set(key, time);
    expect(timestamps.size).toBeLessThanOrEqual(KEYS_MAX);
  }
  clock += 3_600_000;
  expect(timestamps.next("key 1")).toBe(clock);
});

test("Only what the next time may have to exceed is remembered", () => {
  let clock = 1;
  const timestamps = new Timestamps(() => clock);
  for (const key of ["a", "b", "b"]) timestamps.next(key);
  expect(timestamps.size).toBe(2);
  clock += 2;
  timestamps.next("c");
  expect(timestamps.size).toBe(1);
});

/**
 * Every experiment for a short time. `npm run faults -- --seconds N` runs them for longer; a failure
 * here names the seed and the file that has every event.
 */
import { describe, expect, test } from "bun:test";
import { SCENARIOS } from "./scenarios/index.ts";

const SECONDS = 1.5;

describe("Under load from many conversations", () => {
  for (const { name, promise, missing, run } of SCENARIOS) {
    const why = missing === undefined ? "" : ` (not here: ${missing})`;
    test.skipIf(missing !== undefined)(`${promise}${why}`, async () => {
      const seed = Math.floor(Math.random() * 1e9);
      const { violations, journal } = await run({ seconds: SECONDS, seed });
      const again = `npm run faults -- --only ${name} --seed ${seed} (${journal})`;
      expect(violations, again).toEqual([]);
    });
  }
});

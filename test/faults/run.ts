/**
 * `npm run faults`: every experiment, or those that `--only NAME` names, each for `--seconds N`.
 * `--seed N` repeats the choices of an earlier run, though not the machine's timing.
 */
import { parseArgs } from "node:util";
import { SCENARIOS } from "./scenarios/index.ts";

const { values } = parseArgs({
  args: Bun.argv.slice(2),
  options: {
    seconds: { type: "string", default: "20" },
    seed: { type: "string", default: String(Math.floor(Math.random() * 1e9)) },
    only: { type: "string", multiple: true, default: [] },
  },
});
process.exitCode = await run(Number(values.seconds), Number(values.seed), values.only);

async function run(seconds: number, seed: number, only: readonly string[]): Promise<number> {
  const names = SCENARIOS.map(({ name }) => name);
  const unknown = only.filter((name) => !names.includes(name));
  if (unknown.length > 0 || !(seconds > 0) || !Number.isSafeInteger(seed)) {
    say(`usage: npm run faults -- [--seconds N] [--seed N] [--only ${names.join("|")}]…`);
    return 2;
  }
  say(`seed ${seed}, ${seconds} s of faults each`);
  let failures = 0;
  for (const { name, promise, missing, run: play } of SCENARIOS) {
    if (only.length > 0 && !only.includes(name)) continue;
    if (missing !== undefined) {
      say(`\nskipped  ${name}: ${missing}`);
      continue;
    }
    const { violations, facts, journal } = await play({ seconds, seed });
    failures += violations.length === 0 ? 0 : 1;
    say(`\n${violations.length === 0 ? "holds  " : "BROKEN "}  ${name}\n  ${promise}`);
    const told = Object.entries(facts).map(([fact, value]) => `${fact} ${value}`);
    say(`  ${told.join(", ")}`);
    for (const violation of violations) say(`  ${violation}`);
    if (journal !== undefined) say(`  every event: ${journal}`);
  }
  say(failures === 0 ? "\nEverything holds." : `\n${failures} broken, seed ${seed}.`);
  return failures === 0 ? 0 : 1;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

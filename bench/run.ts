/**
 * `npm run bench`: what is claimed about speed and memory, each figure against the same thing stripped bare
 * on the same machine in the same minutes. Prints a table and writes dist/bench.json. A missed target is
 * shown as missed; it is not an error.
 *
 *   --quick      a short run that shows that everything works, into dist/bench-quick.json
 *   --only NAME  one scenario, or several
 *   --rounds N   5 unless given
 */
import { cpus } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { table, type Row } from "./report.ts";
import type { Scenario, Settings } from "./scenario.ts";
import { fanOut } from "./scenarios/fan-out.ts";
import { growth } from "./scenarios/growth.ts";
import { idle } from "./scenarios/idle.ts";
import { inbox } from "./scenarios/inbox.ts";
import { messages } from "./scenarios/messages.ts";
import { slowDisk } from "./scenarios/slow-disk.ts";
import { start } from "./scenarios/start.ts";
import { ROOT } from "./servers.ts";

const SCENARIOS: readonly Scenario[] = [messages, slowDisk, idle, fanOut, growth, start, inbox];

if (import.meta.main) await bench(Bun.argv.slice(2));

async function bench(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: "boolean", default: false },
      only: { type: "string", multiple: true, default: [] },
      rounds: { type: "string" },
    },
  });
  const unknown = values.only.find((name) => !SCENARIOS.some((one) => one.name === name));
  if (unknown !== undefined) {
    throw new Error(`--only takes ${SCENARIOS.map(({ name }) => name).join(", ")}`);
  }
  if (process.platform !== "linux") {
    throw new Error("the benchmark reads /proc, so it needs Linux");
  }
  // A signal, too, ends the servers: they go with "exit".
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));

  const settings: Settings = {
    quick: values.quick,
    rounds: Number(values.rounds ?? (values.quick ? 1 : 5)),
  };
  const chosen = SCENARIOS.filter(({ name }) => !values.only.length || values.only.includes(name));
  if (chosen.some(({ needsExecutable }) => needsExecutable)) await buildExecutable();
  const rows: Row[] = [];
  for (const scenario of chosen) {
    const begin = performance.now();
    rows.push(...(await scenario.run(settings)));
    const seconds = (performance.now() - begin) / 1_000;
    console.error(`${scenario.name}: measured in ${seconds.toFixed(0)} s`);
  }
  const machine = `${cpus().length} x ${cpus()[0]?.model ?? "unknown processor"}, Bun ${Bun.version}`;
  console.log(`\n${table(rows)}\n\n${machine}; medians of ${settings.rounds} interleaved rounds`);
  const file = join(ROOT, "dist", settings.quick ? "bench-quick.json" : "bench.json");
  const at = new Date().toISOString();
  await Bun.write(file, `${JSON.stringify({ at, machine, ...settings, rows }, undefined, 2)}\n`);
}

async function buildExecutable(): Promise<void> {
  const child = Bun.spawn([process.execPath, "build.ts"], { cwd: ROOT, stdout: "ignore" });
  if ((await child.exited) !== 0) throw new Error("dist/parley does not build");
}

/** Figures are not checked here: they are the machine's. That the benchmark works is. */
import { expect, test } from "bun:test";
import { join } from "node:path";
import type { Row } from "../bench/report.ts";
import { ROOT } from "./project-files.ts";

test("npm run bench -- --quick prints every scenario's figures and writes them as JSON", async () => {
  const command = [process.execPath, "bench/run.ts", "--quick"];
  const child = Bun.spawn(command, { cwd: ROOT, stdout: "pipe", stderr: "pipe" });
  const [printed, errors] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
  ]);
  const status = await child.exited;
  expect({ status, errors: status === 0 ? "" : errors }).toEqual({ status: 0, errors: "" });

  const { rows } = (await Bun.file(join(ROOT, "dist/bench-quick.json")).json()) as { rows: Row[] };
  expect(rows.filter(({ value, notRun }) => !isMeasured(value) && notRun === undefined)).toEqual(
    [],
  );
  for (const { scenario, figure } of rows) {
    expect(printed).toContain(scenario);
    expect(printed).toContain(figure);
  }
  expect(new Set(rows.map(({ scenario }) => scenario)).size).toBeGreaterThanOrEqual(12);
}, 120_000);

function isMeasured(value: number | undefined): boolean {
  return value !== undefined && Number.isFinite(value) && value > 0;
}

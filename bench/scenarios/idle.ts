/** What visitors cost who have the page open and say nothing, and what Parley costs before anyone comes. */
import { join } from "node:path";
import { openFilesMax, residentBytes } from "../process-stat.ts";
import { comparedRow, notRunRow, plainRow, type Row } from "../report.ts";
import type { Scenario } from "../scenario.ts";
import { ROOT, startExecutable, startLimit, startProcess, type ChatServer } from "../servers.ts";

const KIB = 1024;
const MIB = 1024 * KIB;

interface Memory {
  readonly atRest: number;
  /** After each group of visitors has come. */
  readonly after: readonly number[];
}

export const idle: Scenario = {
  name: "idle",
  needsExecutable: true,
  async run({ quick, rounds }) {
    const groups = quick ? [100, 100] : [5_000, 5_000];
    const totals = groups.map((_, index) => sum(groups.slice(0, index + 1)));
    const describe = (visitors: number) =>
      ({
        scenario: "visitors who are subscribed and idle",
        figure: `memory each, ${visitors.toLocaleString("en")} of them`,
        unit: "KiB",
      }) as const;
    // Both ends of a socket are files, and so are some more.
    const filesNeeded = sum(groups) + 200;
    if (openFilesMax() < filesNeeded) {
      const reason = `a process may open ${openFilesMax()} files here, not ${filesNeeded}`;
      return totals.map((visitors) => notRunRow(describe(visitors), reason));
    }
    const settleFor = quick ? 300 : 3_000;
    const parley: Memory[] = [];
    const limit: Memory[] = [];
    for (let round = 0; round < rounds; round++) {
      parley.push(await measure(startExecutable, groups, settleFor));
      limit.push(await measure(() => startLimit("none"), groups, settleFor));
    }
    return [
      plainRow(
        {
          scenario: "the executable at rest",
          figure: "resident memory",
          unit: "MiB",
          target: { kind: "at most", value: 55 },
        },
        parley.map(({ atRest }) => atRest / MIB),
      ),
      ...totals.flatMap((visitors, index): Row[] => {
        const each = ({ atRest, after }: Memory): number =>
          ((after[index] ?? NaN) - atRest) / visitors / KIB;
        const described = describe(visitors);
        const ours = parley.map(each);
        const target = { kind: "at most", value: 8 } as const;
        return [
          plainRow({ ...described, target }, ours),
          comparedRow(described, ours, { name: "limit", values: limit.map(each) }),
        ];
      }),
    ];
  },
};

async function measure(
  start: () => Promise<ChatServer>,
  groups: readonly number[],
  settleFor: number,
): Promise<Memory> {
  await using server = await start();
  await using visitors = new AsyncDisposableStack();
  const atRest = await settledBytes(server.pid, settleFor);
  const after: number[] = [];
  for (const count of groups) {
    const options = JSON.stringify({ url: server.url, channelId: server.channelId, count });
    const command = [process.execPath, join(ROOT, "bench/idlers.ts"), options];
    visitors.use(await startProcess(command, { cwd: ROOT, environment: {}, whole: /^ready$/m }));
    after.push(await settledBytes(server.pid, settleFor));
  }
  return { atRest, after };
}

/** What a process keeps once its collector has had the time to look. */
async function settledBytes(pid: number, time: number): Promise<number> {
  await Bun.sleep(time);
  return residentBytes(pid);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

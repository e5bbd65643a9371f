/** A disk that takes 4 ms longer for every fsync: the load shares the wait, and nobody else waits. */
import { HEART_BEAT, type ProbeResult } from "../prober.ts";
import { comparedRow, notRunRow, plainRow } from "../report.ts";
import { interleave } from "../rounds.ts";
import { load, runProcess } from "../run-process.ts";
import type { Scenario } from "../scenario.ts";
import { startLimit, startParley, temporaryFolder } from "../servers.ts";
import { slowDisk as buildSlowDisk } from "../slow-disk.ts";

const SCENARIO = "every fsync 4 ms slower, 64 senders, 1 operator";

const THROUGHPUT = {
  scenario: SCENARIO,
  figure: "messages a second",
  unit: "/s",
  target: { kind: "at least", value: 15 },
} as const;
const UNRELATED = {
  scenario: SCENARIO,
  figure: "an unrelated request, p99",
  unit: "ms",
  target: { kind: "at most", value: 5 },
} as const;
const SILENCE = {
  scenario: SCENARIO,
  figure: "between heart-beats, longest",
  unit: "ms",
  // STOMP 1.2 asks the receiver for a margin of error; a tenth is a strict one.
  target: { kind: "at most", value: HEART_BEAT * 1.1 },
} as const;

export const slowDisk: Scenario = {
  name: "slow-disk",
  needsExecutable: false,
  async run({ quick, rounds }) {
    const time = quick ? { warmUp: 200, duration: 300 } : { warmUp: 1_000, duration: 5_000 };
    const many = { senders: 64, operators: 1, ...time };
    using folder = temporaryFolder();
    const environment = await buildSlowDisk(folder.path);
    if (environment === undefined) {
      return [THROUGHPUT, UNRELATED, SILENCE].map((row) => notRunRow(row, "no C compiler"));
    }
    await using parley = await startParley("disk", { environment });
    await using single = await startLimit("single", { environment });
    const { url, channelId } = parley;
    const results = await interleave(rounds, {
      async parley() {
        const [result, probe] = await Promise.all([
          load(parley, many),
          runProcess<ProbeResult>("prober.ts", { url, channelId, ...time }),
        ]);
        return { ...result, probe };
      },
      single: () => load(single, many),
    });
    const probes = results.parley.map(({ probe }) => probe);
    return [
      comparedRow(
        THROUGHPUT,
        results.parley.map(({ messagesASecond }) => messagesASecond),
        {
          name: "limit, one commit a message",
          values: results.single.map(({ messagesASecond }) => messagesASecond),
        },
      ),
      plainRow(
        UNRELATED,
        probes.map(({ p99 }) => p99),
      ),
      plainRow(SILENCE, [Math.max(...probes.map(({ longestSilence }) => longestSilence))]),
    ];
  },
};

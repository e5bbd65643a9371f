/** One message to many operators, against the runtime's own publish of a frame of the same size. */
import type { FanOutOptions, FanOutResult } from "../fan-out-load.ts";
import { comparedRow } from "../report.ts";
import { interleave } from "../rounds.ts";
import { runProcess } from "../run-process.ts";
import type { Scenario } from "../scenario.ts";
import { startLimit, startParley, type ChatServer } from "../servers.ts";

export const fanOut: Scenario = {
  name: "fan-out",
  needsExecutable: false,
  async run({ quick, rounds }) {
    const size = quick
      ? { operators: 100, warmUp: 5, messages: 10 }
      : { operators: 1_000, warmUp: 50, messages: 200 };
    await using parley = await startParley("disk");
    await using bare = await startLimit("none");

    async function rate({ url, channelId, operatorToken }: ChatServer): Promise<number> {
      const options: FanOutOptions = { url, channelId, operatorToken, ...size };
      return (await runProcess<FanOutResult>("fan-out-load.ts", options)).framesASecond;
    }

    const results = await interleave(rounds, {
      parley: () => rate(parley),
      bare: () => rate(bare),
    });
    return [
      comparedRow(
        {
          scenario: `one message to ${size.operators.toLocaleString("en")} operators`,
          figure: "frames a second",
          unit: "/s",
          target: { kind: "at least", value: 0.6 },
        },
        results.parley,
        { name: "bare publish", values: results.bare },
      ),
    ];
  },
};

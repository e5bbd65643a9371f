/** A message from a visitor and back, on the disk in between: how many, how fast, at what cost. */
import { comparedRow, type Row } from "../report.ts";
import { interleave } from "../rounds.ts";
import { load } from "../run-process.ts";
import type { Scenario } from "../scenario.ts";
import { startLimit, startParley } from "../servers.ts";

const MANY = "64 senders, 1 operator";
const OWN_IDS = "64 senders with ids of their own, as the widget's, 1 operator";
const ONE = "1 sender, 1 operator";
const OPERATORS = "64 senders, 20 operators";

const WORKER = "limit, writer in a Worker";
const INLINE = "limit, writer inline";

export const messages: Scenario = {
  name: "messages",
  needsExecutable: false,
  async run({ quick, rounds }) {
    const time = quick ? { warmUp: 200, duration: 300 } : { warmUp: 800, duration: 2_500 };
    const many = { senders: 64, operators: 1, ...time };
    const one = { senders: 1, operators: 1, ...time };
    await using parley = await startParley("disk");
    await using numbered = await startParley("memory");
    await using worker = await startLimit("worker");
    await using inline = await startLimit("inline");
    await using single = await startLimit("single");
    await using none = await startLimit("none");
    const results = await interleave(rounds, {
      parley: () => load(parley, many),
      numbered: () => load(numbered, many),
      worker: () => load(worker, many),
      inline: () => load(inline, many),
      single: () => load(single, many),
      none: () => load(none, many),
      parleyOne: () => load(parley, one),
      workerOne: () => load(worker, one),
      inlineOne: () => load(inline, one),
      parleyOwnIds: () => load(parley, { ...many, ownIds: true }),
      parleyOperators: () => load(parley, { ...many, operators: 20 }),
    });

    type Variant = keyof typeof results;
    type Figure = "messagesASecond" | "p50" | "p99" | "serverCpu";
    const of = (variant: Variant, figure: Figure): number[] =>
      results[variant].map((result) => result[figure]);

    function row(
      [scenario, ours]: [string, Variant],
      figure: Figure,
      [name, theirs]: [string, Variant],
      target?: Row["target"],
    ): Row {
      const described = { scenario, ...FIGURES[figure], ...(target && { target }) };
      return comparedRow(described, of(ours, figure), { name, values: of(theirs, figure) });
    }

    const withDatabase: [string, Variant] = [MANY, "parley"];
    return [
      row(withDatabase, "messagesASecond", [WORKER, "worker"], { kind: "at least", value: 0.85 }),
      row(withDatabase, "messagesASecond", [INLINE, "inline"], { kind: "at least", value: 0.85 }),
      row(withDatabase, "messagesASecond", ["limit, one commit a message", "single"], {
        kind: "at least",
        value: 4,
      }),
      row(withDatabase, "messagesASecond", ["Parley without a database", "numbered"], {
        kind: "at least",
        value: 0.5,
      }),
      row(withDatabase, "messagesASecond", ["limit without a database", "none"]),
      row(withDatabase, "p50", [WORKER, "worker"]),
      row(withDatabase, "p99", [WORKER, "worker"], { kind: "at most", value: 2 }),
      row(withDatabase, "p99", [INLINE, "inline"], { kind: "at most", value: 2 }),
      row(withDatabase, "serverCpu", ["Parley without a database", "numbered"], {
        kind: "at most",
        value: 1.9,
      }),
      row(withDatabase, "serverCpu", [WORKER, "worker"]),
      row([OWN_IDS, "parleyOwnIds"], "messagesASecond", ["Parley making the ids", "parley"]),
      row([ONE, "parleyOne"], "p50", [INLINE, "inlineOne"], { kind: "at most", value: 1.3 }),
      row([ONE, "parleyOne"], "p50", [WORKER, "workerOne"], { kind: "at most", value: 1.3 }),
      row([OPERATORS, "parleyOperators"], "messagesASecond", ["Parley with 1 operator", "parley"], {
        kind: "at least",
        value: 0.8,
      }),
    ];
  },
};

const FIGURES = {
  messagesASecond: { figure: "messages a second", unit: "/s" },
  p50: { figure: "time until it is back, p50", unit: "ms" },
  p99: { figure: "time until it is back, p99", unit: "ms" },
  serverCpu: { figure: "processor time a message", unit: "µs" },
} as const;

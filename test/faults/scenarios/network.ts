/** The network between the clients and the server breaks. */
import type { Scenario } from "../scenario.ts";
import { experiment, type Report, type RunOptions, type Scene } from "../scene.ts";

const CUT: Scenario = {
  name: "cut",
  promise:
    "DELIVERY-2 DELIVERY-3: connections that are cut anywhere in the middle lose, double and reorder nothing",
  run: (options) => cutConnections(options),
};

/** `command`: another Parley than the one under test. */
export function cutConnections(options: RunOptions, command?: readonly string[]): Promise<Report> {
  const setting = { ...options, name: "cut", ...(command && { command }) };
  return experiment(setting, async ({ checker, proxy, pause, goesOn, note }) => {
    do {
      await pause(30, 400);
      checker.fault("cut");
      proxy.cut();
      note("cuts", 1);
    } while (goesOn());
  });
}

const STALL: Scenario = {
  name: "stall",
  promise:
    "DELIVERY-2 DELIVERY-3: a network that stands still and goes on loses, doubles and reorders nothing",
  run: (options) =>
    experiment(
      { ...options, name: "stall", load: { patience: 400 } },
      async ({ checker, proxy, pause, goesOn, note }) => {
        do {
          await pause(100, 400);
          checker.fault("stall");
          proxy.stall();
          await pause(200, 1_000);
          proxy.heal();
          checker.fault("heal");
          note("stalls", 1);
        } while (goesOn());
      },
    ),
};

function blackhole(direction: "up" | "down", whatIsLost: string): Scenario {
  const name = `blackhole-${direction}`;
  const swallow = async ({ checker, proxy, pause, goesOn, note }: Scene): Promise<void> => {
    do {
      await pause(100, 400);
      checker.fault(name);
      proxy.blackhole(direction);
      await pause(300, 900);
      proxy.heal();
      checker.fault("heal");
      note("black holes", 1);
    } while (goesOn());
  };
  return {
    name,
    promise: `DELIVERY-2 DELIVERY-3: where ${whatIsLost} vanish, what is sent again is one message and what was missed is seen`,
    run: (options) => experiment({ ...options, name, load: { patience: 400 } }, swallow),
  };
}

export const NETWORK_SCENARIOS = [
  CUT,
  STALL,
  blackhole("up", "requests"),
  blackhole("down", "answers"),
];

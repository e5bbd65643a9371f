/** The server's process dies, or sleeps. */
import type { Scenario } from "../scenario.ts";
import { experiment } from "../scene.ts";

const KILLED: Scenario = {
  name: "kill",
  promise:
    "DELIVERY-1 DELIVERY-2 DELIVERY-3: a server that is killed (kill -9) again and again loses, doubles and reorders nothing",
  run: (options) =>
    experiment({ ...options, name: "kill" }, async (scene) => {
      do {
        await scene.pause(100, 900);
        await scene.restart("SIGKILL");
        scene.note("kills", 1);
      } while (scene.goesOn());
    }),
};

const ASLEEP: Scenario = {
  name: "server-asleep",
  promise:
    "DELIVERY-1 DELIVERY-2 DELIVERY-3: a server that stands still (SIGSTOP) until its clients have given up goes on as if nothing had been",
  run: (options) =>
    experiment(
      { ...options, name: "server-asleep", load: { patience: 400 } },
      async ({ server, checker, pause, goesOn, note }) => {
        do {
          await pause(200, 600);
          checker.fault("SIGSTOP");
          process.kill(server.pid, "SIGSTOP");
          await pause(600, 1_500);
          process.kill(server.pid, "SIGCONT");
          checker.fault("SIGCONT");
          note("sleeps", 1);
        } while (goesOn());
      },
    ),
};

export const PROCESS_SCENARIOS = [KILLED, ASLEEP];

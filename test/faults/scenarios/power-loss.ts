/** The machine dies: what was written and not fsynced may be gone, all of it or any part. */
import { join } from "node:path";
import { losePower } from "../disk.ts";
import { preload, WHY_NO_PRELOAD } from "../preload.ts";
import type { Scenario } from "../scenario.ts";
import { experiment, type Report, type RunOptions } from "../scene.ts";

export const POWER_LOSS: Scenario = {
  name: "power-loss",
  promise:
    "DELIVERY-1 DELIVERY-3: a machine that loses power, and with it any of the writes that were not fsynced, loses no message that was answered or seen",
  missing: WHY_NO_PRELOAD,
  run: (options) => cutThePower(options),
};

/** `parley`: another Parley than the one under test. */
export async function cutThePower(
  options: RunOptions,
  parley?: readonly string[],
): Promise<Report> {
  using library = preload(
    "power-loss.c",
    (folder) => ({
      POWER_LOSS_DATABASE: join(folder, "parley.db"),
      POWER_LOSS_DISK: `${folder}/disk`,
    }),
    parley,
  );
  const setting = {
    ...options,
    name: "power-loss",
    command: library.command,
    folder: library.folder,
    load: { pace: 12 },
  };
  return await experiment(
    setting,
    async ({ databasePath, random, pause, restart, goesOn, note }) => {
      // Accounts, keys and the schema are in the file, so only messages can be lost.
      await restart("SIGTERM");
      do {
        await pause(200, 900);
        await restart("SIGKILL", () => {
          note("sectors lost", losePower(databasePath, `${library.folder}/disk`, random));
          note("power cuts", 1);
        });
      } while (goesOn());
    },
  );
}

/** A disk of 16 MB that fills while messages come in, and is freed. */
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { mustAsk } from "../ask.ts";
import type { Scenario } from "../scenario.ts";
import { experiment } from "../scene.ts";
import { mountSmallDisk, WHY_NO_MOUNT } from "../tmpfs.ts";

const MEGABYTES = 16;
/** What somebody else keeps on the disk, and deletes in the end. */
const BALLAST = 10 * 1024 * 1024;

export const FULL_DISK: Scenario = {
  name: "full-disk",
  promise:
    "DELIVERY-1 DELIVERY-6: a full disk refuses messages with 507 or 503, reading goes on, and when it is freed everything is stored",
  missing: WHY_NO_MOUNT,
  async run(options) {
    using disk = mountSmallDisk(MEGABYTES);
    const ballast = join(disk.path, "ballast");
    const load = { characters: 8_000, pace: 5 };
    const setting = { ...options, name: "full-disk", folder: disk.path, load };
    return await experiment(
      setting,
      async ({ checker, proxy, load: clients, pause, until, random, restart, note }) => {
        writeFileSync(ballast, Buffer.alloc(BALLAST));
        await until(
          () => checker.counts.refusals >= 20,
          "DELIVERY-6: the full disk refused nothing",
        );
        checker.fault("the disk is full");
        clients.stopSending();
        await pause(200, 500);
        const { token } = clients.visitors[0]!;
        await mustAsk(`${proxy.url}/chatplugin.messages`, { after: 0 }, token);
        note("refused", checker.counts.refusals);
        if (random() < 0.5) {
          note("killed while it was full", "yes");
          await restart("SIGKILL", () => rmSync(ballast));
        }
        rmSync(ballast, { force: true });
        checker.fault("the disk is free");
      },
    );
  },
};

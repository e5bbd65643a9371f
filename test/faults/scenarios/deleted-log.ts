/** Somebody deletes the write-ahead log under the running server. */
import { rmSync } from "node:fs";
import type { Scenario } from "../scenario.ts";
import { experiment } from "../scene.ts";

/** Milliseconds in which the server has to notice. */
const PATIENCE = 5_000;

export const DELETED_LOG: Scenario = {
  name: "deleted-log",
  promise:
    "DELIVERY-1 DELIVERY-6: a server whose write-ahead log is deleted saves what it held, says so and ends; nothing that was answered is lost",
  run: (options) =>
    experiment({ ...options, name: "deleted-log" }, async (scene) => {
      const { checker, databasePath, pause, goesOn, note } = scene;
      do {
        await pause(200, 800);
        checker.fault("the log is deleted");
        rmSync(`${databasePath}-wal`);
        const said = await Promise.race([
          scene.server.errors(),
          Bun.sleep(PATIENCE).then(() => ""),
        ]);
        if (!said.includes("parley.db-wal was deleted or replaced")) {
          checker.violation(`DELIVERY-6: the deleted log went unnoticed: ${said}`);
        }
        const code = await scene.server.end("SIGKILL");
        if (code !== 1) checker.violation(`DELIVERY-6: the server ended with ${code}, not with 1`);
        await scene.restart("SIGKILL");
        note("deletions", 1);
      } while (goesOn());
    }),
};

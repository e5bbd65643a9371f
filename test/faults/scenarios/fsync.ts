/** The disk's own faults: an fsync that fails, one that takes long, writes that are refused. */
import { statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ask, mustAsk } from "../ask.ts";
import { preload, WHY_NO_PRELOAD } from "../preload.ts";
import type { Scenario } from "../scenario.ts";
import { experiment, type Report, type RunOptions, type Scene } from "../scene.ts";

const SLOW_MILLISECONDS = 200;

interface Disk {
  /** A word of fsync-fault.c; empty: the disk is sound. */
  become(fault: string): void;
  fsyncs(): number;
}

function onFaultyDisk(
  name: string,
  options: RunOptions,
  faults: (scene: Scene, disk: Disk) => Promise<void>,
): Promise<Report> {
  return withPreloaded((command, folder) => {
    const control = join(folder, "fault");
    const count = join(folder, "count");
    const disk: Disk = {
      become: (fault) => writeFileSync(control, fault),
      fsyncs: () => statSync(count).size,
    };
    return experiment({ ...options, name, command, load: { patience: 5_000 } }, async (scene) => {
      await faults(scene, disk);
      scene.note("fsyncs", disk.fsyncs());
    });
  });
}

async function withPreloaded(
  run: (command: readonly string[], folder: string) => Promise<Report>,
): Promise<Report> {
  using library = preload("fsync-fault.c", (folder) => ({
    DISK_FAULT: join(folder, "fault"),
    DISK_FAULT_COUNT: join(folder, "count"),
  }));
  return await run(library.command, library.folder);
}

function refusing(name: string, fault: string, promise: string): Scenario {
  return {
    name,
    promise,
    missing: WHY_NO_PRELOAD,
    run: (options) =>
      onFaultyDisk(name, options, async (scene, disk) => {
        const { checker, pause, until, goesOn, note } = scene;
        do {
          await pause(100, 400);
          const before = checker.counts.refusals;
          checker.fault(fault);
          disk.become(fault);
          const refused = (): boolean => checker.counts.refusals > before;
          await until(refused, `DELIVERY-6: nothing was refused while the disk did ${fault}`);
          await sendInVain(scene);
          await readSomething(scene);
          await pause(100, 500);
          checker.fault("sound");
          disk.become("");
          note("faults", 1);
          if (scene.random() < 0.3) await scene.restart("SIGKILL");
        } while (goesOn());
      }),
  };
}

/** What is sent now cannot be stored, and its sender is told so. */
async function sendInVain({ server, load, checker }: Scene): Promise<void> {
  const { token, conversation } = load.visitors[0]!;
  const id = crypto.randomUUID();
  const text = `${id} in vain`;
  checker.attempted({ id, conversation, text, from: "source_contact" });
  const body = { id, message: { text } };
  const reply = await ask(`${server.url}/chatplugin.send`, body, { token, patience: 5_000 });
  if (reply.kind === "refused" && reply.status === 503) return;
  checker.violation(`DELIVERY-6: ${id} could not be stored, and got ${JSON.stringify(reply)}`);
}

/** Reading needs no disk that can be written. */
async function readSomething({ server, load, checker }: Scene): Promise<void> {
  const visitor = load.visitors[0]!;
  await mustAsk(`${server.url}/chatplugin.messages`, { after: 0 }, visitor.token);
  const list = await mustAsk<{ data: unknown[] }>(
    `${server.url}/conversations.list`,
    {},
    load.operatorToken,
  );
  if (list.data.length === 0) checker.violation("DELIVERY-6: no conversation could be read");
}

const SLOW: Scenario = {
  name: "fsync-slow",
  promise: `DELIVERY-1: no message is answered before its fsync, which takes ${SLOW_MILLISECONDS} ms, and reading does not wait for it`,
  missing: WHY_NO_PRELOAD,
  run: (options) =>
    onFaultyDisk("fsync-slow", options, async ({ checker, proxy, load, goesOn, note }, disk) => {
      checker.fault("slow");
      disk.become(`slow ${SLOW_MILLISECONDS}`);
      const { token } = load.visitors[0]!;
      const waits: number[] = [];
      do {
        const start = performance.now();
        const id = crypto.randomUUID();
        const text = `${id} timed`;
        const { conversation } = load.visitors[0]!;
        checker.attempted({ id, conversation, text, from: "source_contact" });
        const sent = mustAsk<never>(
          `${proxy.url}/chatplugin.send`,
          { id, message: { text } },
          token,
        );
        await mustAsk(`${proxy.url}/chatplugin.messages`, { after: 0 }, token);
        waits.push(performance.now() - start);
        checker.answered("the timed sender", id, await sent);
        const took = performance.now() - start;
        if (took < SLOW_MILLISECONDS) {
          checker.violation(`DELIVERY-1: ${id} was answered ${took} ms after it was sent`);
        }
      } while (goesOn());
      note(
        "median ms of a read meanwhile",
        Math.round(waits.toSorted((a, b) => a - b)[waits.length >> 1]!),
      );
      disk.become("");
    }),
};

export const FSYNC_SCENARIOS = [
  refusing(
    "fsync-fails",
    "fail",
    "DELIVERY-1 DELIVERY-6: while fsync fails nothing is answered as stored, reading goes on, and it recovers by itself",
  ),
  refusing(
    "disk-refuses",
    "refuse",
    "DELIVERY-1 DELIVERY-6: while the disk refuses writes senders get 503, reading goes on, and it recovers by itself",
  ),
  SLOW,
];

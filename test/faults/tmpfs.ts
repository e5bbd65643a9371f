/** A small disk of its own, to be filled and freed. */
import { mkdtempSync, rmdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface SmallDisk extends Disposable {
  readonly path: string;
  setWritable(writable: boolean): void;
}

/** Why there can be none; undefined: it can be mounted. */
export const WHY_NO_MOUNT = whyNoMount();

export function mountSmallDisk(megabytes: number): SmallDisk {
  const path = mkdtempSync(join(tmpdir(), "parley-disk-"));
  const mounted = run(["mount", "-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", path]);
  if (!mounted.success) {
    rmdirSync(path);
    throw new Error(mounted.stderr.toString());
  }
  return {
    path,
    setWritable(writable) {
      const done = run(["mount", "-o", `remount,${writable ? "rw" : "ro"}`, path]);
      if (!done.success) throw new Error(done.stderr.toString());
    },
    [Symbol.dispose]() {
      run(["umount", "-l", path]);
      rmdirSync(path);
    },
  };
}

function whyNoMount(): string | undefined {
  if (process.platform !== "linux") return "a tmpfs is mounted on Linux only";
  if (process.getuid?.() !== 0) return "mounting needs root";
  try {
    mountSmallDisk(1)[Symbol.dispose]();
    return undefined;
  } catch {
    return "this system does not let us mount";
  }
}

function run(command: string[]): Bun.SyncSubprocess<"pipe", "pipe"> {
  return Bun.spawnSync(command, { stdout: "pipe", stderr: "pipe" });
}

/** Libraries that stand between a server and its disk, made from C where there is a compiler. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../project-files.ts";

/** Why there can be none; undefined: they can be made. */
export const WHY_NO_PRELOAD =
  process.platform !== "linux"
    ? "libraries are preloaded on Linux only"
    : Bun.which("cc") === null
      ? "there is no C compiler (cc)"
      : undefined;

export interface Preloaded extends Disposable {
  /** What stands before Parley's arguments. */
  readonly command: readonly string[];
  /** A folder for what the library and the scenario tell each other. */
  readonly folder: string;
}

export function preload(
  source: "fsync-fault.c" | "power-loss.c",
  environment: (folder: string) => Readonly<Record<string, string>>,
  parley: readonly string[] = [process.execPath, join(ROOT, "cli.ts")],
): Preloaded {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "parley-preload-")));
  mkdirSync(join(folder, "disk"));
  const library = join(folder, "library.so");
  const code = join(import.meta.dir, source);
  const flags = ["-O2", "-Wall", "-Werror", "-shared", "-fPIC"];
  const made = Bun.spawnSync(["cc", ...flags, "-o", library, code, "-ldl", "-lpthread"]);
  if (!made.success) throw new Error(`${source}: ${made.stderr.toString()}`);
  const variables = Object.entries({ LD_PRELOAD: library, ...environment(folder) });
  return {
    command: ["/usr/bin/env", ...variables.map((pair) => pair.join("=")), ...parley],
    folder,
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

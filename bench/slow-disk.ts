import { join } from "node:path";
import { ROOT } from "./servers.ts";

/** Builds what makes every fsync slow, as an environment for servers; undefined without a C compiler. */
export async function slowDisk(
  folder: string,
): Promise<Readonly<Record<string, string>> | undefined> {
  const compiler = Bun.which("cc");
  if (compiler === null) return undefined;
  const library = join(folder, "slow-fsync.so");
  const source = join(ROOT, "bench/slow-fsync.c");
  const child = Bun.spawn([compiler, "-shared", "-fPIC", "-O2", "-o", library, source, "-ldl"], {
    stderr: "inherit",
  });
  return (await child.exited) === 0 ? { LD_PRELOAD: library } : undefined;
}

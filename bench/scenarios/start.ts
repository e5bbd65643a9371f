/** From the start of the executable to its first answer. */
import { join } from "node:path";
import { LeanHttp } from "../lean-http.ts";
import { comparedRow } from "../report.ts";
import { interleave } from "../rounds.ts";
import type { Scenario } from "../scenario.ts";
import { EXECUTABLE, ROOT, startProcess, temporaryFolder } from "../servers.ts";

export const start: Scenario = {
  name: "start",
  needsExecutable: true,
  async run({ quick, rounds }) {
    using folder = temporaryFolder();
    const bare = join(folder.path, "bare");
    await compileBare(bare);
    const fresh = { parley: 0, bare: 0 };

    // The databases are there from the warm-up on; a new one of each for the first start ever.
    const parleyOn = (db: string) =>
      firstAnswer([EXECUTABLE, "--port", "0", "--db", join(folder.path, db)], folder.path);
    const bareOn = (db: string) => firstAnswer([bare, join(folder.path, db)], folder.path);
    const results = await interleave(quick ? rounds : rounds * 4, {
      parley: () => parleyOn("parley.db"),
      bare: () => bareOn("bare.db"),
      parleyFresh: () => parleyOn(`parley-${fresh.parley++}.db`),
      bareFresh: () => bareOn(`bare-${fresh.bare++}.db`),
    });
    const scenario = "start of the executable to its first answer";
    const target = { kind: "at most", value: 1.5 } as const;
    const name = "bare Hono and SQLite";
    return [
      comparedRow({ scenario, figure: "on its database", unit: "ms", target }, results.parley, {
        name,
        values: results.bare,
      }),
      comparedRow({ scenario, figure: "the first of all", unit: "ms" }, results.parleyFresh, {
        name,
        values: results.bareFresh,
      }),
    ];
  },
};

async function compileBare(outfile: string): Promise<void> {
  const { success } = await Bun.build({
    entrypoints: [join(ROOT, "bench/bare-hono.ts")],
    minify: true,
    compile: { outfile, autoloadDotenv: false, autoloadBunfig: false },
    throw: false,
  });
  if (!success) throw new Error("bench/bare-hono.ts does not compile");
}

async function firstAnswer(command: readonly string[], cwd: string): Promise<number> {
  const begin = performance.now();
  await using server = await startProcess(command, {
    cwd,
    environment: {},
    whole: /^URL .*\n/m,
  });
  const http = await LeanHttp.open(server.url);
  const { status } = await http.get("/healthz");
  const time = performance.now() - begin;
  http.close();
  if (status !== 200) throw new Error(`/healthz answered ${status}`);
  return time;
}

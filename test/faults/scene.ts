/**
 * One experiment: a server of its own, a bad network in front of it, clients that go through it, and a
 * checker who hears of everything. What is done to them meanwhile is the scenario's.
 */
import { join } from "node:path";
import { seededRandom } from "../random.ts";
import { emptyFolder, type ParleyProcess } from "../parley-process.ts";
import { Checker } from "./checker.ts";
import { openJournal } from "./journal.ts";
import { startLoad, USUAL_LOAD, type Load, type LoadSize } from "./load.ts";
import { startProxy, type Proxy } from "./proxy.ts";

export interface RunOptions {
  /** How long faults go on. */
  readonly seconds: number;
  readonly seed: number;
}

export interface Report {
  readonly violations: readonly string[];
  /** What happened, for people. */
  readonly facts: Readonly<Record<string, string | number>>;
  /** Where every event can be read; kept only when something was violated. */
  readonly journal: string | undefined;
}

export interface SceneOptions extends RunOptions {
  readonly name: string;
  /** What stands before Parley's arguments; by default Parley from its source. */
  readonly command?: readonly string[];
  /** The folder of the database; by default a new one. */
  readonly folder?: string;
  /** How many messages there are in the folder's database. */
  readonly before?: number;
  readonly load?: Partial<LoadSize>;
}

export interface Scene {
  readonly checker: Checker;
  readonly proxy: Proxy;
  readonly load: Load;
  readonly random: () => number;
  readonly databasePath: string;
  /** The server that runs now. */
  readonly server: ParleyProcess;
  /** What ends when everybody has seen everything. */
  readonly atRest: AsyncDisposableStack;
  /** For the report; numbers are added up. */
  note(fact: string, value: string | number): void;
  /** Whether to go on: there is time left and nothing was violated. */
  goesOn(): boolean;
  /** A random time between two, in milliseconds. */
  pause(from: number, to: number): Promise<void>;
  /** Waits for what must come; `otherwise` is the violation after 15 seconds without it. */
  until(holds: () => boolean | Promise<boolean>, otherwise: string): Promise<void>;
  /** Ends the server and starts another one on the file as `meanwhile` leaves it. */
  restart(signal: "SIGKILL" | "SIGTERM", meanwhile?: () => void): Promise<void>;
}

/** Answers that an experiment must have. */
const ENOUGH = 20;
/** Milliseconds that everybody has to come to rest after the faults, and that anything may take. */
const PATIENCE = 15_000;
const ARGUMENTS = ["--seed-channel", "--rate-limit", "off"];

export async function experiment(
  options: SceneOptions,
  faults: (scene: Scene) => Promise<void>,
): Promise<Report> {
  const journal = openJournal(options.name, options.seed);
  const checker = new Checker(journal, options.before);
  const facts: Record<string, string | number> = {};
  try {
    await play(options, checker, facts, faults);
  } catch (error) {
    checker.violation(`The experiment broke: ${Bun.inspect(error)}`);
  }
  await journal.end(checker.failed);
  return {
    violations: checker.violations,
    facts: { ...checker.counts, ...facts },
    journal: checker.failed ? journal.path : undefined,
  };
}

async function play(
  options: SceneOptions,
  checker: Checker,
  facts: Record<string, string | number>,
  faults: (scene: Scene) => Promise<void>,
): Promise<void> {
  const random = seededRandom(options.seed);
  await using folder = emptyFolder(options.command);
  const databasePath = join(options.folder ?? folder.path, "parley.db");
  const start = (): Promise<ParleyProcess> => folder.start(["--db", databasePath, ...ARGUMENTS]);
  let server = await start();
  await using proxy = await startProxy(server.port);
  await using load = await startLoad({
    url: proxy.url,
    channelId: /^ID +(\S+)$/m.exec(server.printed)?.[1] ?? "",
    setupToken: server.setupToken ?? "",
    checker,
    random,
    size: { ...USUAL_LOAD, ...options.load },
  });

  await using atRest = new AsyncDisposableStack();
  const end = performance.now() + options.seconds * 1_000;
  await faults({
    checker,
    proxy,
    load,
    random,
    databasePath,
    atRest,
    get server() {
      return server;
    },
    note(fact, value) {
      const before = facts[fact];
      facts[fact] =
        typeof value === "number" && typeof before === "number" ? before + value : value;
    },
    goesOn: () => performance.now() < end && !checker.failed,
    pause: (from, to) => Bun.sleep(from + (to - from) * random()),
    async until(holds, otherwise) {
      const patience = performance.now() + PATIENCE;
      while (!checker.failed && !(await holds())) {
        if (performance.now() > patience) return checker.violation(otherwise);
        // What is asked for is another process's state, which tells of itself only when it is asked.
        await Bun.sleep(20);
      }
    },
    async restart(signal, meanwhile) {
      checker.fault(signal);
      await server.end(signal);
      meanwhile?.();
      server = await start();
      proxy.target = server.port;
    },
  });

  await load.settle(PATIENCE);
  await atRest.disposeAsync();
  await load[Symbol.asyncDispose]();
  const code = await server.end("SIGTERM");
  if (code !== 0) checker.violation(`DELIVERY-8: the server ended with ${code}`);
  checker.examine(databasePath);
  const { answers } = checker.counts;
  if (answers < ENOUGH) checker.violation(`${answers} answers show nothing`);
  if (checker.failed) checker.fault(`the server has logged: ${await server.errors()}`);
}

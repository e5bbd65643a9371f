/** Parley as a process of its own, to be killed: from source, or an executable that a test has built. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "./project-files.ts";

export interface ParleyProcess extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  /** Undefined once there is an account. */
  readonly setupToken: string | undefined;
  /** What the start has printed. */
  readonly printed: string;
  readonly pid: number;
  /** Ends it and gives the exit code; a killed process has none of its own. */
  end(signal: "SIGTERM" | "SIGINT" | "SIGKILL"): Promise<number>;
  /** What it has written to standard error; complete once it has ended. */
  errors(): Promise<string>;
}

export interface Ended {
  readonly code: number;
  readonly printed: string;
  readonly errors: string;
}

export interface Folder extends AsyncDisposable {
  readonly path: string;
  /**
   * Starts Parley here, with `parley.db` in this folder, and waits until it has said where it is.
   * Port 0 takes a free one.
   */
  start(args?: readonly string[], port?: number): Promise<ParleyProcess>;
  /** Runs a command here that ends by itself. */
  run(args: readonly string[], env?: Record<string, string>): Promise<Ended>;
}

const FROM_SOURCE = [process.execPath, join(ROOT, "cli.ts")];

/** An empty folder, which is the working directory; `command` is what stands before the arguments. */
export function emptyFolder(command: readonly string[] = FROM_SOURCE): Folder {
  const path = mkdtempSync(join(tmpdir(), "parley-process-"));
  const started: ParleyProcess[] = [];
  return {
    path,
    async start(args = [], port = 0) {
      const running = await start([...command, "--port", String(port)], path, args);
      started.push(running);
      return running;
    },
    async run(args, env = {}) {
      const child = Bun.spawn([...command, ...args], {
        cwd: path,
        env,
        stdin: "ignore",
        stdout: "pipe",
        stderr: "pipe",
      });
      const [printed, errors, code] = await Promise.all([
        new Response(child.stdout).text(),
        new Response(child.stderr).text(),
        child.exited,
      ]);
      return { code, printed, errors };
    },
    async [Symbol.asyncDispose]() {
      for (const running of started) await running[Symbol.asyncDispose]();
      rmSync(path, { recursive: true, force: true });
    },
  };
}

async function start(
  command: readonly string[],
  folder: string,
  args: readonly string[],
): Promise<ParleyProcess> {
  const child = Bun.spawn([...command, ...args], {
    cwd: folder,
    env: {},
    stdout: "pipe",
    stderr: "pipe",
  });
  const errors = new Response(child.stderr).text();
  let printed = "";
  const seeds = args.some((arg) => arg.startsWith("--seed-channel"));
  const whole = seeds ? /<\/script>\n/ : /^(?:URL .*\nInbox .*\n|URL .*\n$)/;
  const decoder = new TextDecoder();
  for await (const chunk of child.stdout) {
    printed += decoder.decode(chunk, { stream: true });
    if (whole.test(printed)) break;
  }
  const url = /^URL +(\S+)$/m.exec(printed)?.[1];
  if (url === undefined) throw new Error(`Parley did not start: ${await errors}`);
  async function end(signal: NodeJS.Signals): Promise<number> {
    child.kill(signal);
    return child.exited;
  }
  return {
    url,
    port: Number(new URL(url).port),
    setupToken: /#setup=(\S+)$/m.exec(printed)?.[1],
    printed,
    pid: child.pid,
    end,
    errors: () => errors,
    async [Symbol.asyncDispose]() {
      await end("SIGKILL");
    },
  };
}

/** The servers that are measured, each a process with a folder of its own. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { LimitWriter } from "./limit-store.ts";
import { LeanHttp } from "./lean-http.ts";

export const ROOT = join(import.meta.dir, "..");
/** Not the system's folder for such things: it may lie in memory, where an fsync costs nothing. */
const FOLDERS = join(ROOT, "dist");
export const EXECUTABLE = join(FOLDERS, "parley");

export interface ServerProcess extends AsyncDisposable {
  readonly url: string;
  readonly pid: number;
  /** What its start has said. */
  readonly printed: string;
}

export interface ChatServer extends ServerProcess {
  readonly channelId: string;
  readonly operatorToken: string;
}

export interface ServerOptions {
  /** A file that holds something already; by default a new one. */
  readonly db?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

export function temporaryFolder(): { readonly path: string } & Disposable {
  mkdirSync(FOLDERS, { recursive: true });
  const path = mkdtempSync(join(FOLDERS, "bench-"));
  const remove = (): void => rmSync(path, { recursive: true, force: true });
  process.once("exit", remove);
  return {
    path,
    [Symbol.dispose]() {
      process.off("exit", remove);
      remove();
    },
  };
}

/** `writer`: with the database, or with messages only numbered. */
export async function startParley(
  writer: "disk" | "memory",
  { environment = {}, ...options }: ServerOptions = {},
): Promise<ChatServer> {
  const env = { BENCH_WRITER: writer, NODE_ENV: "production", ...environment };
  return parleyFrom([process.execPath, join(ROOT, "bench/parley.ts")], {
    ...options,
    environment: env,
  });
}

export function startExecutable(options: ServerOptions = {}): Promise<ChatServer> {
  return parleyFrom([EXECUTABLE], options);
}

export async function startLimit(
  writer: LimitWriter,
  { environment = {} }: ServerOptions = {},
): Promise<ChatServer> {
  const folder = temporaryFolder();
  const command = [process.execPath, join(ROOT, "bench/limit.ts"), "--writer", writer];
  const server = await startProcess([...command, "--db", join(folder.path, "limit.db")], {
    cwd: folder.path,
    environment: { NODE_ENV: "production", ...environment },
    whole: /^URL .*\n/,
  });
  return also({ ...server, channelId: "", operatorToken: "operator" }, folder);
}

async function parleyFrom(
  command: readonly string[],
  { db, environment = {} }: ServerOptions,
): Promise<ChatServer> {
  const folder = temporaryFolder();
  const flags = ["--port", "0", "--rate-limit", "off", "--seed-channel", "bench"];
  const server = await startProcess(
    [...command, ...flags, "--db", db ?? join(folder.path, "parley.db"), "--log-level", "error"],
    { cwd: folder.path, environment, whole: /^ID +\S+\n/m },
  );
  const channelId = /^ID +(\S+)$/m.exec(server.printed)?.[1] ?? "";
  const setupToken = /#setup=(\S+)$/m.exec(server.printed)?.[1];
  const http = await LeanHttp.open(server.url);
  const { status, body } = await http.post("/users.signup", {
    first_name: "Ada",
    last_name: "Lovelace",
    email: "ada@example.org",
    password: "correct horse",
    setup_token: setupToken,
  });
  http.close();
  if (status !== 200) throw new Error(`no account could be made: ${body}`);
  const { token } = JSON.parse(body) as { token: string };
  return also({ ...server, channelId, operatorToken: token }, folder);
}

export interface ProcessOptions {
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string>>;
  /** What the process has printed once it can be asked. */
  readonly whole: RegExp;
}

export async function startProcess(
  command: readonly string[],
  { cwd, environment, whole }: ProcessOptions,
): Promise<ServerProcess> {
  const child = Bun.spawn([...command], {
    cwd,
    env: environment,
    stdin: "ignore",
    stdout: "pipe",
    stderr: "inherit",
  });
  const kill = (): void => child.kill("SIGKILL");
  process.once("exit", kill);
  let printed = "";
  const decoder = new TextDecoder();
  const reader = child.stdout.getReader();
  while (!whole.test(printed)) {
    const { value, done } = await reader.read();
    if (done) throw new Error(`${command.join(" ")} has ended and said only: ${printed}`);
    printed += decoder.decode(value, { stream: true });
  }
  return {
    url: /^URL +(\S+)$/m.exec(printed)?.[1] ?? "",
    pid: child.pid,
    printed,
    async [Symbol.asyncDispose]() {
      process.off("exit", kill);
      kill();
      await child.exited;
    },
  };
}

/** Goes with its folder. */
function also(server: ChatServer, folder: Disposable): ChatServer {
  return {
    ...server,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      folder[Symbol.dispose]();
    },
  };
}

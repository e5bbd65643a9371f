/** Processes that are given JSON as their argument and print JSON. */
import { join } from "node:path";
import type { LoadOptions, LoadResult } from "./load.ts";
import { ROOT, type ChatServer } from "./servers.ts";

export async function runProcess<Result>(script: string, options: unknown): Promise<Result> {
  const command = [process.execPath, join(ROOT, "bench", script), JSON.stringify(options)];
  const child = Bun.spawn(command, { stdin: "ignore", stdout: "pipe", stderr: "inherit" });
  const text = await new Response(child.stdout).text();
  if ((await child.exited) !== 0) throw new Error(`${script} has failed`);
  return JSON.parse(text) as Result;
}

export type Load = Pick<LoadOptions, "senders" | "ownIds" | "operators" | "warmUp" | "duration">;

/** Loads a server, and measures. */
export function load(server: ChatServer, given: Load): Promise<LoadResult> {
  const { url, pid: serverPid, channelId, operatorToken } = server;
  const options: LoadOptions = { url, serverPid, channelId, operatorToken, ...given };
  return runProcess("load.ts", options);
}

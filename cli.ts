/** The executable: a command line in, one command run. */
import { writeSync } from "node:fs";
import { loadAssets } from "./assets.ts";
import { helpText, readCommandLine, type Config, type Secrets } from "./config.ts";
import { backUp } from "./db/backup.ts";
import { restore } from "./db/restore.ts";
import { ParleyError } from "./errors.ts";
import { createLog } from "./log.ts";
import { version } from "./package.json";
import { snippet } from "./protocol/snippet.ts";
import { startServer, type RunningServer } from "./server.ts";

/** A second signal within this time is the same one told twice: npm passes on what the terminal has sent. */
const SAME_SIGNAL = 500;

if (import.meta.main) await run(Bun.argv.slice(2));

async function run(args: readonly string[]): Promise<void> {
  // What is made here holds every secret there is: nobody else on the machine may read it.
  process.umask(0o077);
  try {
    const line = readCommandLine(args);
    switch (line.command) {
      case "help":
        return console.log(helpText(version));
      case "version":
        return console.log(version);
      case "backup":
        backUp(line.db, line.file);
        return console.log(`${line.file} is a backup of ${line.db}`);
      case "restore":
        restore(line.db, line.file);
        return console.log(`${line.db} is now what ${line.file} holds`);
      case "serve":
        return await serve(line.config, line.secrets);
    }
  } catch (error) {
    // A sentence for what was foreseen; the whole story for what was not.
    const foreseen = error instanceof ParleyError || (error instanceof Error && "syscall" in error);
    console.error(foreseen ? `parley: ${error.message}` : error);
    process.exit(1);
  }
}

async function serve(config: Config, secrets: Secrets): Promise<void> {
  const log = createLog({
    level: config.logLevel,
    format: config.logFormat,
    now: Date.now,
    print: printLine,
  });
  const server = await startServer(config, secrets, {
    log,
    assets: loadAssets,
    onFatal(reason) {
      log.error("fatal", { reason });
      process.exit(1);
    },
  });
  let stopping: number | undefined;
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.on(signal, () => {
      const now = performance.now();
      if (stopping === undefined) {
        stopping = now;
        log.info("stopping", { signal });
        void server.stop().then(() => process.exit(0));
      } else if (now - stopping > SAME_SIGNAL) {
        log.warn("stopped_at_once", { signal });
        process.exit(1);
      }
    });
  }
  // Last: whoever waits for it may send a signal next.
  console.log(welcome(server));
}

/** To standard error. Nobody may be listening any more (a closed terminal), and the server goes on. */
function printLine(text: string): void {
  try {
    writeSync(2, `${text}\n`);
  } catch {
    // There is nowhere left to say so.
  }
}

/** What a person does next. */
function welcome({ url, setupToken, seeded }: RunningServer): string {
  const lines = [`URL    ${url}`];
  if (setupToken !== undefined) lines.push(`Inbox  ${url}/inbox#setup=${setupToken}`);
  if (seeded !== undefined) {
    lines.push(
      `Page   ${url}/example.html?channel_id=${seeded.id}`,
      `ID     ${seeded.id}`,
      "",
      "Paste this into your site's pages:",
      "",
      snippet({ channelId: seeded.id, host: url }),
    );
  }
  return lines.join("\n");
}

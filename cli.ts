/** The executable: a command line in, one command run. */
import { loadAssets } from "./assets.ts";
import { helpText, readCommandLine, type Config, type Secrets } from "./config.ts";
import { ParleyError } from "./errors.ts";
import { createLog } from "./log.ts";
import { version } from "./package.json";
import { snippet } from "./protocol/snippet.ts";
import { startServer, type RunningServer } from "./server.ts";

if (import.meta.main) await run(Bun.argv.slice(2));

async function run(args: readonly string[]): Promise<void> {
  try {
    const line = readCommandLine(args);
    if (line.command === "help") console.log(helpText(version));
    else if (line.command === "version") console.log(version);
    else await serve(line.config, line.secrets);
  } catch (error) {
    // A sentence for what was foreseen; the whole story for what was not.
    console.error(error instanceof ParleyError ? `parley: ${error.message}` : error);
    process.exit(1);
  }
}

async function serve(config: Config, secrets: Secrets): Promise<void> {
  const log = createLog({
    level: config.logLevel,
    format: config.logFormat,
    now: Date.now,
    print: (text) => void process.stderr.write(`${text}\n`),
  });
  const server = await startServer(config, secrets, {
    log,
    assets: loadAssets,
    onFatal(reason) {
      log.error("fatal", { reason });
      process.exit(1);
    },
  });
  console.log(welcome(server));
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => {
      log.info("stopping", { signal });
      void server.stop().then(() => process.exit(0));
    });
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

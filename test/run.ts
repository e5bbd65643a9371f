/**
 * `npm test`: runs `bun test`, passes its output on, and closes with its real totals on one line,
 * `N passed, N failed`. Arguments (files, `-t PATTERN`) go to `bun test`; without any, all of test/.
 */

interface Totals {
  readonly passed: number;
  readonly failed: number;
  /** Full names, those of `test.todo` too. */
  readonly skipped: readonly string[];
}

const SUMMARY = /^(?: \d+ .+\n)+Ran \d+ tests? across \d+ files?\./gm;

if (import.meta.main) process.exitCode = await run(Bun.argv.slice(2));

async function run(args: readonly string[]): Promise<number> {
  // The timeout leaves a slow machine the time to build the executable and unpack a browser.
  const command = [
    process.execPath,
    "test",
    // A server or browser that a failed test left behind ends with the run.
    "--no-orphans",
    "--timeout=60000",
    ...(args.length ? args : ["./test"]),
  ];
  const child = Bun.spawn(command, {
    env: { ...Bun.env, FORCE_COLOR: "0" },
    stdin: "ignore",
    stdout: "inherit",
    stderr: "pipe",
  });
  const totals = readTotals(await passedOn(child.stderr));
  const status = await child.exited;
  if (!totals) {
    console.error(`bun test ended with status ${status} and without its totals.`);
    return status || 1;
  }
  for (const name of totals.skipped) console.log(`skipped: ${name}`);
  console.log(closingLine(totals));
  if (totals.passed + totals.failed === 0) console.error("No test ran.");
  return status || (totals.passed === 0 || totals.failed > 0 ? 1 : 0);
}

/** Everything that `stream` said, after it was said on our own standard error too. */
async function passedOn(stream: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of stream) {
    process.stderr.write(chunk);
    text += decoder.decode(chunk, { stream: true });
  }
  return text;
}

function readTotals(report: string): Totals | undefined {
  const summary = [...report.matchAll(SUMMARY)].at(-1)?.[0];
  if (!summary) return undefined;
  const count = (word: string): number =>
    Number(new RegExp(`^ (\\d+) ${word}s?$`, "m").exec(summary)?.[1] ?? 0);
  // What fails outside any test (a file that does not load) is counted by bun as a failure and an error.
  const failed = Math.max(count("fail"), count("error"));
  const skips = count("skip") + count("todo");
  return { passed: count("pass"), failed, skipped: skippedNames(report).slice(0, skips) };
}

/** In a long run bun repeats them above the summary, hence the cut to the number it counted. */
function skippedNames(report: string): string[] {
  return [...report.matchAll(/^\((?:skip|todo)\) (.+?)(?: \[[\d.]+m?s\])?$/gm)].map(
    (match) => match[1]!,
  );
}

function closingLine({ passed, failed, skipped }: Totals): string {
  const line = `${passed} passed, ${failed} failed`;
  return skipped.length > 0 ? `${line}, ${skipped.length} skipped` : line;
}

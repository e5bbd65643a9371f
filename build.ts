/**
 * Makes the executable: `npm run build` for this machine (dist/parley), or
 * `npm run build -- --target linux-arm64 --target windows-x64` (dist/parley-<target>) for others.
 */

import { unlink } from "node:fs/promises";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { makeDocuments } from "./api/documents.ts";
import { bundleAssets, bundleError } from "./assets.ts";
import { STATUS } from "./routes/errors.ts";

const TARGETS = ["linux-x64", "linux-arm64", "darwin-arm64", "windows-x64"] as const;
type Target = (typeof TARGETS)[number];

if (import.meta.main) {
  try {
    await build(requestedTargets(Bun.argv.slice(2)));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

/** `[]` means this machine. */
function requestedTargets(args: string[]): Target[] {
  const { target = [] } = parseArgs({
    args,
    options: { target: { type: "string", multiple: true } },
  }).values;
  if (target.includes("all")) return [...TARGETS];
  return target.map((name) => {
    const known = TARGETS.find((candidate) => candidate === name);
    if (known) return known;
    throw new Error(`Unknown target "${name}": choose from ${TARGETS.join(", ")} or all.`);
  });
}

async function build(targets: Target[]): Promise<void> {
  const assets = await bundleAssets(import.meta.dir);
  const documents = Buffer.from(Bun.gzipSync(JSON.stringify(makeDocuments(STATUS)), { level: 9 }));
  for (const [name, text] of [
    ["s.js", assets.widget],
    ["extras.js", assets.extras],
  ] as const) {
    const gzipped = Bun.gzipSync(text, { library: "libdeflate", level: 12 }).byteLength;
    console.log(`${name}  ${(gzipped / 1000).toFixed(1)} kB gzipped`);
  }
  const define = {
    // A string, since only a string's `typeof` is known to the bundler, which then leaves out the
    // branch that bundles from source.
    PARLEY_ASSETS: JSON.stringify(JSON.stringify(assets)),
    PARLEY_DOCUMENTS: JSON.stringify(documents.toString("base64")),
    "process.env.NODE_ENV": '"production"',
  };
  if (targets.length === 0) await compile(define, "parley", undefined);
  for (const target of targets) await compile(define, `parley-${target}`, target);
}

async function compile(
  define: Record<string, string>,
  name: string,
  target: Target | undefined,
): Promise<void> {
  const { success, logs, outputs } = await Bun.build({
    entrypoints: ["cli.ts", "db/writer-worker.ts", "db/filter-worker.ts"].map((path) =>
      join(import.meta.dir, path),
    ),
    // Every embedded file in one folder: only so does `new URL("./writer-worker.ts", import.meta.url)`
    // name the worker both from source and here, where all modules share the executable's own URL.
    naming: { entry: "[name].[ext]" },
    minify: true,
    // Compiled ahead of time: modules take a third of the time to load, the start half.
    bytecode: true,
    format: "esm",
    // The executable carries the maps; the copies beside it are removed below.
    sourcemap: "inline",
    define,
    compile: {
      outfile: join(import.meta.dir, "dist", name),
      // A file lying in the working directory must not be able to run code or set variables.
      autoloadDotenv: false,
      autoloadBunfig: false,
      ...(target && { target: `bun-${target}` as const }),
    },
    throw: false,
  });
  if (!success) throw bundleError("cli.ts", logs);
  for (const { kind, path } of outputs) {
    if (kind === "sourcemap") await unlink(path);
    else
      console.log(`${relative(process.cwd(), path)}  ${(Bun.file(path).size / 1e6).toFixed(0)} MB`);
  }
}

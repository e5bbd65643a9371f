/**
 * What the browser gets. The executable carries it as text, put there by build.ts; from source it is
 * bundled on the spot, so a page reload shows the edit.
 */

import { basename, join } from "node:path";

export interface Assets {
  /** The page's script, `s.js`. */
  readonly widget: string;
  /** What `s.js` fetches when something first needs it, `extras.js`: a module. */
  readonly extras: string;
  /** The widget's labels as JSON, by language. */
  readonly languages: Readonly<Record<string, string>>;
  readonly inboxHtml: string;
  readonly inboxCss: string;
  readonly inboxScript: string;
  readonly inboxManifest: string;
  /** Base64 by the file's name. */
  readonly inboxIcons: Readonly<Record<string, string>>;
}

declare const PARLEY_ASSETS: string | undefined;

const EMBEDDED: Assets | undefined =
  typeof PARLEY_ASSETS === "string" ? JSON.parse(PARLEY_ASSETS) : undefined;

/** From source every call bundles afresh, and rejects with the file and line of what does not bundle. */
export async function loadAssets(): Promise<Assets> {
  return EMBEDDED ?? (await bundleAssets(import.meta.dir));
}

/** Bundles the browser's side found under `root`, the folder of this file. */
export async function bundleAssets(root: string): Promise<Assets> {
  const [widget, extras, inboxScript, inboxCss, inboxHtml, inboxManifest] = await Promise.all([
    bundle(root, "widget/main.ts", "browser"),
    bundle(root, "widget/extras/main.ts", "browser", "esm"),
    bundle(root, "inbox/main.tsx", "browser"),
    // For browsers Bun rewrites logical properties by the page's language, whatever its `dir` says.
    bundle(root, "inbox/app.css", "bun"),
    Bun.file(join(root, "inbox/index.html")).text(),
    Bun.file(join(root, "inbox/manifest.webmanifest")).text(),
  ]);
  return {
    widget,
    extras,
    languages: await readLanguages(root),
    inboxHtml,
    inboxCss,
    inboxScript,
    inboxManifest,
    inboxIcons: await readIcons(root),
  };
}

async function readIcons(root: string): Promise<Record<string, string>> {
  const icons: Record<string, string> = {};
  for await (const path of new Bun.Glob("inbox/icons/*.{png,svg}").scan(root)) {
    icons[basename(path)] = Buffer.from(await Bun.file(join(root, path)).bytes()).toString(
      "base64",
    );
  }
  return icons;
}

async function readLanguages(root: string): Promise<Record<string, string>> {
  const languages: Record<string, string> = {};
  for await (const path of new Bun.Glob("widget/languages/*.json").scan(root)) {
    languages[basename(path, ".json")] = JSON.stringify(await Bun.file(join(root, path)).json());
  }
  return languages;
}

async function bundle(
  root: string,
  entry: string,
  target: "browser" | "bun",
  format: "iife" | "esm" = "iife",
): Promise<string> {
  const { success, logs, outputs } = await Bun.build({
    entrypoints: [join(root, entry)],
    target,
    format,
    minify: true,
    plugins: [squeezedStyles],
    jsx: { runtime: "automatic", importSource: "preact", development: false },
    throw: false,
  });
  if (!success) throw bundleError(entry, logs);
  return (await outputs[0]?.text()) ?? "";
}

/** The widget's styles are text to the bundler, which leaves the white space in them as it is. */
const squeezedStyles: Bun.BunPlugin = {
  name: "squeezed styles",
  setup(build) {
    build.onLoad({ filter: /[\\/]widget[\\/].*style\.ts$/ }, async ({ path }) => ({
      contents: (await Bun.file(path).text()).replace(/`[^`]*`/g, squeezed),
      loader: "ts",
    }));
  },
};

function squeezed(css: string): string {
  return css
    .replace(/\s+/g, " ")
    .replace(/ ?([{};,]) ?/g, "$1")
    .replaceAll(": ", ":")
    .replaceAll(";}", "}");
}

/** Says what did not bundle and, a line each, where and why. */
export function bundleError(
  entry: string,
  logs: readonly (BuildMessage | ResolveMessage)[],
): Error {
  const lines = logs.map(({ message, position }) =>
    position === null
      ? `  ${message}`
      : `  ${position.file}:${position.line}:${position.column}: ${message}`,
  );
  return new Error([`${entry} does not bundle:`, ...lines].join("\n"));
}

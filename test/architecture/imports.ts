/** Which modules a source file imports, those it imports only the types of included. */

import { dirname, join } from "node:path/posix";

export interface Import {
  /** A path from the project's folder (`chat/hub.ts`), or a module's name (`valibot`, `node:fs`). */
  readonly target: string;
  readonly typeOnly: boolean;
}

/** Bun's scanner leaves out type imports, so every statement is found here and compared with it. */
const STATEMENT =
  /^\s*(?:import|export)\b[^;'"]*?\bfrom\s*"([^"]+)"|^\s*import\s*"([^"]+)"|\bimport\(\s*"([^"]+)"/gm;
const typescript = new Bun.Transpiler({ loader: "ts" });
const jsx = new Bun.Transpiler({ loader: "tsx" });

export function importsOf(path: string, text: string): Import[] {
  const transpiler = path.endsWith(".tsx") ? jsx : typescript;
  const scanned = transpiler.scanImports(text).map((found) => found.path);
  // The scanner also reports the library that JSX would stand for, which no file names.
  const values = new Set(scanned.filter((name) => text.includes(`"${name}"`)));
  const named = [...text.matchAll(STATEMENT)].map(
    (match) => match[1] ?? match[2] ?? match[3] ?? "",
  );
  return [...new Set([...values, ...named])].map((name) => ({
    target: name.startsWith(".") ? join(dirname(path), name) : name,
    typeOnly: !values.has(name),
  }));
}

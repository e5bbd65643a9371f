/**
 * Parley with a mistake in it: a copy of its source in which single places read otherwise. With it the
 * checker shows that it would notice.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectFiles, ROOT } from "../project-files.ts";

export interface Change {
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly from: string;
  readonly to: string;
}

export interface ChangedSource extends Disposable {
  /** What stands before Parley's arguments. */
  readonly command: readonly string[];
}

/** Throws when a change does not fit the source any more. */
export function changedSource(changes: readonly Change[]): ChangedSource {
  const folder = mkdtempSync(join(tmpdir(), "parley-changed-"));
  const needed = projectFiles().filter(
    (path) => /\.(tsx?|json|css|html|toml)$/.test(path) && !/^(test|bench)\//.test(path),
  );
  for (const path of needed) cpSync(join(ROOT, path), join(folder, path));
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  for (const { file, from, to } of changes) {
    const path = join(folder, file);
    const parts = readFileSync(path, "utf8").split(from);
    if (parts.length !== 2) {
      throw new Error(`${file} has ${parts.length - 1} times what was to be changed: ${from}`);
    }
    writeFileSync(path, parts.join(to));
  }
  return {
    command: [process.execPath, join(folder, "cli.ts")],
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The compiled executable, for the tests that must run the product as it is shipped. */

import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { projectFiles, ROOT } from "../project-files.ts";

/** Its path; built first when it is absent or older than any source. */
export async function executable(): Promise<string> {
  const path = join(ROOT, "dist", process.platform === "win32" ? "parley.exe" : "parley");
  if (existsSync(path) && statSync(path).mtimeMs >= newestSource()) return path;
  const child = Bun.spawn([process.execPath, "build.ts"], {
    cwd: ROOT,
    stdin: "ignore",
    stdout: "ignore",
    stderr: "pipe",
  });
  const report = await new Response(child.stderr).text();
  if ((await child.exited) === 0) return path;
  throw new Error(`The executable does not build:\n${report}`);
}

function newestSource(): number {
  return projectFiles()
    .filter(
      (path) =>
        /\.(tsx?|css|html|json|svg|webmanifest)$/.test(path) && !/^(test|bench|\.ci)\//.test(path),
    )
    .map((path) => statSync(join(ROOT, path)).mtimeMs)
    .reduce((newest, time) => Math.max(newest, time), 0);
}

/**
 * What happened, one JSON line an event, in a file: a long run is read back after it has failed. The
 * file is kept for a run that found something, and named in its report.
 */
import { mkdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Journal {
  readonly path: string;
  write(event: string, about: Readonly<Record<string, unknown>>): void;
  /** Ends it; an uninteresting one is deleted. */
  end(keep: boolean): Promise<void>;
}

export function openJournal(name: string, seed: number): Journal {
  const folder = join(tmpdir(), "parley-faults");
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}-${seed}-${process.pid}.jsonl`);
  const file = Bun.file(path).writer();
  const start = performance.now();
  return {
    path,
    write(event, about) {
      const at = Math.round(performance.now() - start);
      // What is buffered goes out by itself; the promise is of that write only.
      void file.write(`${JSON.stringify({ at, event, ...about })}\n`);
    },
    async end(keep) {
      await file.end();
      if (!keep) rmSync(path, { force: true });
    },
  };
}

/** What an experiment is called, what it shows, and what it needs. */
import type { Report, RunOptions } from "./scene.ts";

export interface Scenario {
  /** For `--only`. */
  readonly name: string;
  /** A sentence that starts with the ids of the rules it shows. */
  readonly promise: string;
  /** Why it cannot be run here; undefined: it can. */
  readonly missing?: string | undefined;
  run(options: RunOptions): Promise<Report>;
}

import type { Row } from "./report.ts";

export interface Settings {
  /** A short run that shows that everything works, not how fast. */
  readonly quick: boolean;
  /** That count. */
  readonly rounds: number;
}

export interface Scenario {
  /** For `--only`. */
  readonly name: string;
  /** Whether it measures dist/parley. */
  readonly needsExecutable: boolean;
  run(settings: Settings): Promise<Row[]>;
}

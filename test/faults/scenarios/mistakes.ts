/** The checker is checked: Parley with a mistake in it must not come through. */
import { rmSync } from "node:fs";
import { changedSource, type Change } from "../changed-source.ts";
import { WHY_NO_PRELOAD } from "../preload.ts";
import type { Scenario } from "../scenario.ts";
import type { Report, RunOptions } from "../scene.ts";
import { cutConnections } from "./network.ts";
import { cutThePower } from "./power-loss.ts";

interface Mistake {
  readonly name: string;
  readonly what: string;
  readonly changes: readonly Change[];
  /** The rule that must be found broken. */
  readonly breaks: string;
  readonly missing?: string | undefined;
  readonly play: (options: RunOptions, command: readonly string[]) => Promise<Report>;
}

const MISTAKES: readonly Mistake[] = [
  {
    name: "mistake-no-fsync",
    what: "does not fsync each commit (synchronous=NORMAL)",
    changes: [
      {
        file: "db/open.ts",
        from: "PRAGMA synchronous = FULL",
        to: "PRAGMA synchronous = NORMAL",
      },
    ],
    breaks: "DELIVERY-1",
    missing: WHY_NO_PRELOAD,
    play: cutThePower,
  },
  {
    name: "mistake-no-id-check",
    what: "does not look whether an id is stored already",
    changes: [
      {
        file: "db/messages.ts",
        from: "isKnown.get(id) === null ? null : known.get(id);",
        to: "isKnown.get(id) === null ? null : (null as MessageRow | null);",
      },
      {
        file: "db/migrations.ts",
        from: "id           TEXT NOT NULL UNIQUE,\n    sender_type",
        to: "id           TEXT NOT NULL,\n    sender_type",
      },
    ],
    breaks: "DELIVERY-2",
    play: cutConnections,
  },
  {
    name: "mistake-no-resume",
    what: "does not go on behind a subscription's offset",
    changes: [
      {
        file: "chat/replay.ts",
        from: "if (offset === undefined) return undefined;",
        to: "if (offset !== undefined) return undefined;",
      },
    ],
    breaks: "DELIVERY-3",
    play: cutConnections,
  },
];

export const MISTAKE_SCENARIOS: readonly Scenario[] = MISTAKES.map((mistake) => ({
  name: mistake.name,
  promise: `The checker notices a server that ${mistake.what}`,
  missing: mistake.missing,
  async run(options) {
    using source = changedSource(mistake.changes);
    const { violations, facts, journal } = await mistake.play(options, source.command);
    const found = violations.find((text) => text.startsWith(mistake.breaks));
    if (found !== undefined && journal !== undefined) rmSync(journal);
    const others = violations.join("; ");
    return {
      violations: found
        ? []
        : [`The checker found nothing that breaks ${mistake.breaks}: ${others}`],
      facts: { ...facts, found: found ?? "nothing" },
      journal: found === undefined ? journal : undefined,
    };
  },
}));

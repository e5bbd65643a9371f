/** All experiments, in the order in which they are run. */
import type { Scenario } from "../scenario.ts";
import { CLIENT_ASLEEP } from "./client-asleep.ts";
import { DELETED_LOG } from "./deleted-log.ts";
import { FSYNC_SCENARIOS } from "./fsync.ts";
import { FULL_DISK } from "./full-disk.ts";
import { MILLION } from "./million.ts";
import { MISTAKE_SCENARIOS } from "./mistakes.ts";
import { NETWORK_SCENARIOS } from "./network.ts";
import { POWER_LOSS } from "./power-loss.ts";
import { PROCESS_SCENARIOS } from "./process.ts";

export const SCENARIOS: readonly Scenario[] = [
  ...PROCESS_SCENARIOS,
  CLIENT_ASLEEP,
  ...NETWORK_SCENARIOS,
  ...FSYNC_SCENARIOS,
  FULL_DISK,
  DELETED_LOG,
  POWER_LOSS,
  MILLION,
  ...MISTAKE_SCENARIOS,
];

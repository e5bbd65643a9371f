/** What the server counts about itself. */

/** Upper bounds of the commit time's buckets, in seconds. */
export const COMMIT_BUCKETS = [
  0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1,
] as const;

export interface MetricsSnapshot {
  readonly commits: number;
  readonly commands: number;
  readonly commitSeconds: number;
  /** How many commits took at most `COMMIT_BUCKETS[i]`. */
  readonly commitBuckets: readonly number[];
  readonly failedCommands: number;
  readonly messages: Readonly<Record<string, number>>;
}

export interface Metrics {
  /** `duration` in milliseconds. */
  committed(commands: number, duration: number): void;
  failed(commands: number): void;
  stored(senderType: string): void;
  snapshot(): MetricsSnapshot;
}

export function createMetrics(): Metrics {
  let commits = 0;
  let commands = 0;
  let commitSeconds = 0;
  let failedCommands = 0;
  const commitBuckets = COMMIT_BUCKETS.map(() => 0);
  const messages: Record<string, number> = { source_contact: 0, app_user: 0, source_user: 0 };
  return {
    committed(count, duration) {
      const seconds = duration / 1_000;
      commits += 1;
      commands += count;
      commitSeconds += seconds;
      for (const [index, bound] of COMMIT_BUCKETS.entries()) {
        if (seconds <= bound) commitBuckets[index] = (commitBuckets[index] ?? 0) + 1;
      }
    },
    failed(count) {
      failedCommands += count;
    },
    stored(senderType) {
      messages[senderType] = (messages[senderType] ?? 0) + 1;
    },
    snapshot: () => ({ commits, commands, commitSeconds, commitBuckets, failedCommands, messages }),
  };
}

/**
 * The load of one round, in a process of its own: `bun bench/load.ts '<LoadOptions>'` prints a LoadResult.
 * What it measures begins after a time of warming up.
 */
import { cpuSeconds } from "./process-stat.ts";
import { startSenders } from "./senders.ts";
import { percentile } from "./statistics.ts";
import { startWatchers } from "./watchers.ts";

export interface LoadOptions {
  readonly url: string;
  readonly serverPid: number;
  readonly channelId: string;
  readonly operatorToken: string;
  readonly senders: number;
  readonly ownIds?: boolean;
  readonly operators: number;
  /** Milliseconds. */
  readonly warmUp: number;
  readonly duration: number;
}

export interface LoadResult {
  readonly messages: number;
  readonly messagesASecond: number;
  /** Milliseconds from sending a message to having it back. */
  readonly p50: number;
  readonly p99: number;
  /** Microseconds of processor time that the server took for a message, all its threads. */
  readonly serverCpu: number;
}

/** Whatever happens, a load ends this long after it should have, in milliseconds. */
const GRACE = 15_000;

if (import.meta.main) {
  const options: LoadOptions = JSON.parse(Bun.argv[2] ?? "");
  const deadline = setTimeout(
    () => {
      console.error("the load has hung");
      process.exit(1);
    },
    options.warmUp + options.duration + GRACE,
  );
  console.log(JSON.stringify(await runLoad(options)));
  clearTimeout(deadline);
  process.exit(0);
}

async function runLoad(options: LoadOptions): Promise<LoadResult> {
  const { url, serverPid, channelId, operatorToken } = options;
  const watchers = await startWatchers(url, operatorToken, options.operators);
  const senders = await startSenders(url, channelId, options.senders, options.ownIds ?? false);
  await Bun.sleep(options.warmUp);
  senders.keepTimes();
  const start = { at: performance.now(), count: senders.count, cpu: cpuSeconds(serverPid) };
  await Bun.sleep(options.duration);
  const messages = senders.count - start.count;
  const cpu = cpuSeconds(serverPid) - start.cpu;
  const seconds = (performance.now() - start.at) / 1_000;
  const times = senders.times.slice();
  await senders.stop();
  await watchers.until(senders.count * options.operators);
  watchers.close();
  return {
    messages,
    messagesASecond: messages / seconds,
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
    serverCpu: (cpu / messages) * 1e6,
  };
}

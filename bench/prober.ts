/**
 * Somebody who wants nothing of the load: asks `/healthz` over and over and listens to heart-beats.
 * `bun bench/prober.ts '<ProbeOptions>'` prints a ProbeResult.
 */
import { LeanHttp } from "./lean-http.ts";
import { subscribe } from "./lean-stomp.ts";
import { percentile } from "./statistics.ts";

export interface ProbeOptions {
  readonly url: string;
  readonly channelId: string;
  /** Milliseconds. */
  readonly warmUp: number;
  readonly duration: number;
}

export interface ProbeResult {
  /** Milliseconds from asking to the answer. */
  readonly p50: number;
  readonly p99: number;
  /** Milliseconds between two heart-beats at most. */
  readonly longestSilence: number;
}

/** Milliseconds between an answer and the next request, and between heart-beats as agreed. */
const PAUSE = 4;
export const HEART_BEAT = 1_000;

if (import.meta.main) {
  console.log(JSON.stringify(await probe(JSON.parse(Bun.argv[2] ?? ""))));
  process.exit(0);
}

async function probe({ url, channelId, warmUp, duration }: ProbeOptions): Promise<ProbeResult> {
  const http = await LeanHttp.open(url);
  const answer = await http.post("/chatplugin.authenticate", { channel_id: channelId });
  const { token } = JSON.parse(answer.body) as { token: string };
  let heardAt = performance.now();
  let longestSilence = 0;
  await subscribe({
    url,
    endpoint: "/ws.chatplugin",
    token,
    destination: "/user/queue/message",
    heartBeat: `0,${HEART_BEAT}`,
    onMessage() {
      const now = performance.now();
      longestSilence = Math.max(longestSilence, now - heardAt);
      heardAt = now;
    },
  });
  const times: number[] = [];
  const begin = performance.now() + warmUp;
  const end = begin + duration;
  for (let asked = performance.now(); asked < end; asked = performance.now()) {
    const { status } = await http.get("/healthz");
    if (status !== 200) throw new Error(`/healthz answered ${status}`);
    if (asked >= begin) times.push(performance.now() - asked);
    await Bun.sleep(PAUSE);
  }
  longestSilence = Math.max(longestSilence, performance.now() - heardAt);
  return { p50: percentile(times, 0.5), p99: percentile(times, 0.99), longestSilence };
}

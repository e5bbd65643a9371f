/**
 * One message at a time to many operators: `bun bench/fan-out-load.ts '<FanOutOptions>'` prints a
 * FanOutResult.
 */
import { LeanHttp } from "./lean-http.ts";
import { median } from "./statistics.ts";
import { startWatchers } from "./watchers.ts";

export interface FanOutOptions {
  readonly url: string;
  readonly channelId: string;
  readonly operatorToken: string;
  readonly operators: number;
  readonly warmUp: number;
  readonly messages: number;
}

export interface FanOutResult {
  /** Median over the messages; from sending a message until the last operator has it. */
  readonly framesASecond: number;
}

/** Milliseconds after which it gives up. */
const LIFETIME = 60_000;

if (import.meta.main) {
  setTimeout(() => process.exit(1), LIFETIME);
  console.log(JSON.stringify(await fanOut(JSON.parse(Bun.argv[2] ?? ""))));
  process.exit(0);
}

async function fanOut(options: FanOutOptions): Promise<FanOutResult> {
  const { url, channelId, operatorToken, operators, warmUp, messages } = options;
  const watchers = await startWatchers(url, operatorToken, operators);
  const http = await LeanHttp.open(url);
  const answer = await http.post("/chatplugin.authenticate", { channel_id: channelId });
  const { token } = JSON.parse(answer.body) as { token: string };
  const rates: number[] = [];
  for (let sent = 1; sent <= warmUp + messages; sent++) {
    const start = performance.now();
    const body = { message: { text: "Good morning, is the blue one still in stock?" } };
    const [{ status }] = await Promise.all([
      http.post("/chatplugin.send", body, token),
      watchers.until(sent * operators),
    ]);
    if (status !== 200) throw new Error(`a message was answered with ${status}`);
    if (sent > warmUp) rates.push(operators / ((performance.now() - start) / 1_000));
  }
  watchers.close();
  return { framesASecond: median(rates) };
}

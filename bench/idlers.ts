/**
 * Visitors who have come and say nothing: `bun bench/idlers.ts '<IdlersOptions>'` prints a line when all of
 * them are authenticated and subscribed, and keeps them there until it is killed.
 */
import { LeanHttp } from "./lean-http.ts";
import { subscribe } from "./lean-stomp.ts";

export interface IdlersOptions {
  readonly url: string;
  readonly channelId: string;
  readonly count: number;
}

/** How many come at a time. */
const AT_A_TIME = 50;
/** Milliseconds after which it ends by itself. */
const LIFETIME = 180_000;

if (import.meta.main) {
  setTimeout(() => process.exit(1), LIFETIME);
  await gather(JSON.parse(Bun.argv[2] ?? ""));
  console.log("ready");
}

async function gather({ url, channelId, count }: IdlersOptions): Promise<void> {
  let left = count;
  async function comeOneByOne(): Promise<void> {
    const http = await LeanHttp.open(url);
    while (left > 0) {
      left -= 1;
      const { body } = await http.post("/chatplugin.authenticate", { channel_id: channelId });
      const { token } = JSON.parse(body) as { token: string };
      await subscribe({
        url,
        endpoint: "/ws.chatplugin",
        token,
        destination: "/user/queue/message",
        onMessage: () => undefined,
      });
    }
    http.close();
  }
  await Promise.all(Array.from({ length: AT_A_TIME }, comeOneByOne));
}

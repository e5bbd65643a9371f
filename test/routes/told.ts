/** What operators are told of over a websocket while something is asked over HTTP. */
import type { TestServer } from "../running-server.ts";
import { StompPeer } from "../stomp-peer.ts";

export interface Listener extends Disposable {
  /** Everything that has been told since the last time; what was answered has been told by then. */
  told(): Promise<Record<string, unknown>[]>;
}

/** Hears one queue. */
export async function listen(
  server: TestServer,
  token: string,
  destination: string,
): Promise<Listener> {
  const peer = await StompPeer.connect(server.url, "/ws.communication", token);
  await peer.settle("SUBSCRIBE", { id: "0", destination });
  return {
    async told() {
      const frames = await peer.settle("UNSUBSCRIBE", { id: "nothing" });
      return frames.map(({ body }) => JSON.parse(body) as Record<string, unknown>);
    },
    [Symbol.dispose]: () => peer[Symbol.dispose](),
  };
}

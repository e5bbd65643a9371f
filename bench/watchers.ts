/** Operators that hear every conversation and count what they hear. */
import { subscribe } from "./lean-stomp.ts";

export interface Watchers {
  /** Messages that all of them have heard, added up. */
  readonly heard: number;
  /** Resolves when they have heard this many. One caller at a time. */
  until(heard: number): Promise<void>;
  close(): void;
}

export async function startWatchers(url: string, token: string, count: number): Promise<Watchers> {
  let heard = 0;
  let awaited = Infinity;
  let reached: () => void = () => undefined;

  function onMessage(): void {
    heard += 1;
    if (heard >= awaited) reached();
  }

  const sockets = await Promise.all(
    Array.from({ length: count }, () =>
      subscribe({
        url,
        endpoint: "/ws.communication",
        token,
        destination: "/queue/message",
        onMessage,
      }),
    ),
  );
  return {
    get heard() {
      return heard;
    },
    until(target) {
      return new Promise((resolve) => {
        if (heard >= target) return resolve();
        awaited = target;
        reached = () => {
          awaited = Infinity;
          resolve();
        };
      });
    },
    close() {
      for (const socket of sockets) socket.close();
    },
  };
}

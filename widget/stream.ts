/** The live side of the conversation: what comes in, by whichever way is open. */
import { StompClient } from "../stomp/client.ts";
import type { Api } from "./api.ts";
import type { Clock } from "./clock.ts";
import type { Polling } from "./extras/polling.ts";
import type { Extras, ExtrasLoader } from "./extras.ts";

export interface Stream {
  start(): void;
  stop(): void;
  /** Tries again now, when it is waiting to. */
  wake(): void;
  /** False when there is no websocket: nothing is kept for later. */
  send(destination: string, body: object): boolean;
}

export interface StreamHandlers {
  readonly token: () => Promise<string>;
  /** The headers of each SUBSCRIBE. */
  readonly headers: () => Iterable<readonly [string, string]>;
  /** Subscribed; with CONNECTED's headers. */
  readonly onReady: (connected: ReadonlyMap<string, string>) => void;
  readonly onMessage: (body: string) => void;
  /** What else is heard where there is a websocket, by destination. */
  readonly queues?: Readonly<Record<string, (body: string) => void>>;
  /** With an error's code, or "". */
  readonly onDown: (code: string) => void;
}

/** A websocket that does not stand by then is not waited for any longer: polling begins. Milliseconds. */
const PATIENCE = 4_000;

/** By a websocket; by polling for as long as there is none, while the websocket is tried again and again. */
export function createStream(
  server: string,
  api: Api,
  handlers: StreamHandlers,
  clock: Clock,
  extras: Pick<ExtrasLoader, "use">,
): Stream {
  const { token, headers, onReady, onMessage, onDown } = handlers;
  const address = `${server.replace(/^http/, "ws")}/ws.chatplugin`;
  let polling: Polling | undefined;
  /** Gone once it was in vain, until a websocket stands again. */
  let patience = PATIENCE;
  let stopWaiting: (() => void) | undefined;

  function waitForSocket(): void {
    stopWaiting ??= clock.after(patience, () => {
      patience = 0;
      extras.use(poll);
    });
  }

  function poll({ createPolling }: Extras): void {
    polling ??= createPolling(api.messages, handlers, clock);
    // A websocket may stand by now.
    if (stopWaiting) polling.start();
  }

  function forgetPolling(): void {
    stopWaiting?.();
    stopWaiting = undefined;
    polling?.stop();
  }

  const client = new StompClient(
    {
      open: () => new WebSocket(address, "v12.stomp"),
      token,
      // From here on the websocket brings everything behind the last offset.
      onUp() {
        patience = PATIENCE;
        forgetPolling();
      },
      onDown(code) {
        waitForSocket();
        if (!polling?.isLive) onDown(code);
      },
    },
    [
      { destination: "/user/queue/message", headers, onReady, onMessage },
      ...Object.entries(handlers.queues ?? {}).map(([destination, heard]) => ({
        destination,
        headers: () => [],
        onMessage: heard,
      })),
    ],
  );

  return {
    start() {
      waitForSocket();
      client.start();
    },

    stop() {
      client.stop();
      forgetPolling();
    },

    wake() {
      client.wake();
      polling?.wake();
    },

    send: (destination, body) => client.send(destination, JSON.stringify(body)),
  };
}

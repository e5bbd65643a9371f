/** The live side of the conversation: what is needed of the STOMP client, and that client for a server. */
import { StompClient } from "../stomp/client.ts";

export interface Stream {
  start(): void;
  stop(): void;
  /** Tries again now, when it is waiting to. */
  wake(): void;
}

export interface StreamHandlers {
  readonly token: () => Promise<string>;
  /** The headers of each SUBSCRIBE. */
  readonly headers: () => Iterable<readonly [string, string]>;
  /** Subscribed; with CONNECTED's headers. */
  readonly onReady: (connected: ReadonlyMap<string, string>) => void;
  readonly onMessage: (body: string) => void;
  /** With an error's code, or "". */
  readonly onDown: (code: string) => void;
}

export function createStream(server: string, handlers: StreamHandlers): Stream {
  const { token, headers, onReady, onMessage, onDown } = handlers;
  const address = `${server.replace(/^http/, "ws")}/ws.chatplugin`;
  return new StompClient(
    { open: () => new WebSocket(address, "v12.stomp"), token, onUp: () => {}, onDown },
    [{ destination: "/user/queue/message", headers, onReady, onMessage }],
  );
}

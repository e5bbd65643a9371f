/**
 * A client that reads over a websocket and comes back by offset and history whenever the connection ends
 * or falls silent. It shares no code with the product's own client: what both get wrong would not show.
 */
import type { Message } from "../../protocol/message.ts";
import type { Checker } from "./checker.ts";

export interface Feed {
  readonly endpoint: "/ws.chatplugin" | "/ws.communication";
  readonly destination: string;
  /** The header that a message is counted by. */
  readonly number: "offset" | "position";
}

export const VISITORS_FEED: Feed = {
  endpoint: "/ws.chatplugin",
  destination: "/user/queue/message",
  number: "offset",
};
export const OPERATORS_FEED: Feed = {
  endpoint: "/ws.communication",
  destination: "/queue/message",
  number: "position",
};

export interface ViewerOptions {
  readonly url: string;
  readonly token: string;
  readonly feed: Feed;
  readonly last: () => number;
  readonly saw: (number: number, conversation: string, message: Message) => void;
  readonly onConnected: () => void;
  /** An ERROR's code. */
  readonly onError: (code: string) => void;
}

/** Bun's: a closing handshake over a dead connection never ends. */
type EndableSocket = WebSocket & { terminate(): void };

const HEART_BEAT = 1_000;
/** Four heart-beats: the machine may be slow, a dead connection must not last. */
const SILENCE = 4 * HEART_BEAT;
const PAUSE = 50;

export class Viewer implements Disposable {
  readonly #options: ViewerOptions;
  #socket: EndableSocket | undefined;
  #heardAt = 0;
  #watch: Timer | undefined;
  #pause: Timer | undefined;
  #stopped = false;
  /** The history in which the last number seen is known to be good. */
  #history: string | undefined;

  constructor(options: ViewerOptions) {
    this.#options = options;
    this.#connect();
  }

  [Symbol.dispose](): void {
    this.#stopped = true;
    this.#leave();
    clearTimeout(this.#pause);
  }

  #connect(): void {
    const { url, token, feed } = this.#options;
    const address = `${url.replace(/^http/, "ws")}${feed.endpoint}`;
    const socket = new WebSocket(address) as EndableSocket;
    this.#socket = socket;
    this.#heardAt = performance.now();
    this.#watch = setInterval(() => {
      if (performance.now() - this.#heardAt > SILENCE) this.#again();
    }, HEART_BEAT / 2);
    let offered: string | undefined;
    const send = (lines: readonly string[]): void => socket.send(`${lines.join("\n")}\n\n\0`);

    socket.onopen = () => {
      const heartBeat = `heart-beat:0,${HEART_BEAT}`;
      send(["CONNECT", "accept-version:1.2", heartBeat, `Authorization:${token}`]);
    };
    socket.onmessage = ({ data }) => {
      if (this.#socket !== socket) return;
      this.#heardAt = performance.now();
      const frame = parse(String(data));
      switch (frame.command) {
        case "CONNECTED": {
          offered = frame.headers.get("history");
          const subscribe = ["SUBSCRIBE", "id:v", "receipt:v", `destination:${feed.destination}`];
          subscribe.push(`offset:${this.#options.last()}`);
          if (this.#history !== undefined) subscribe.push(`history:${this.#history}`);
          return send(subscribe);
        }
        case "RECEIPT":
          this.#history = offered;
          return this.#options.onConnected();
        case "MESSAGE":
          return this.#message(frame);
        case "ERROR":
          return this.#options.onError(frame.headers.get("code") ?? "");
      }
    };
    socket.onclose = () => {
      if (this.#socket === socket) this.#again();
    };
  }

  #message({ headers, body }: Frame): void {
    const number = Number(headers.get(this.#options.feed.number));
    const event = JSON.parse(body) as { conversation_id: string; message: Message };
    this.#options.saw(number, event.conversation_id, event.message);
  }

  #leave(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    clearInterval(this.#watch);
    socket?.terminate();
  }

  #again(): void {
    this.#leave();
    if (!this.#stopped) this.#pause = setTimeout(() => this.#connect(), PAUSE);
  }
}

/** One that reports to a checker. */
export function watch(
  checker: Checker,
  name: string,
  feed: Feed,
  conversation: string | undefined,
  at: { readonly url: string; readonly token: string },
): Viewer {
  const view = checker.view(name, conversation);
  return new Viewer({
    ...at,
    feed,
    last: () => view.last,
    saw: view.saw,
    onConnected: () => void (checker.counts.connections += 1),
    onError(code) {
      if (code === "storage_failed" || code === "shutting_down") return;
      checker.violation(`DELIVERY-4: ${name} was refused with ${code} after ${view.last}`);
    },
  });
}

interface Frame {
  readonly command: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/** Parley sends one frame a websocket message; a heart-beat is a frame without a command. */
function parse(text: string): Frame {
  const end = text.indexOf("\n\n");
  const [command = "", ...lines] = text.slice(0, end).split("\n");
  const headers = new Map(
    lines.map((line): [string, string] => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon), line.slice(colon + 1).replaceAll("\\c", ":")];
    }),
  );
  return { command, headers, body: text.slice(end + 2, text.lastIndexOf("\0")) };
}

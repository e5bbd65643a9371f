/**
 * The other end of a websocket, frame by frame: it sends what a test tells it to, right or wrong, and
 * queues what comes, so that a test waits for a frame and never for a time.
 */
import { FrameDecoder } from "../stomp/decoder.ts";
import { encodeFrame } from "../stomp/frame.ts";

export interface PeerFrame {
  readonly command: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Closed {
  readonly code: number;
}

type Headers = Readonly<Record<string, string>>;
type Happening = PeerFrame | "heart-beat" | Closed;

const LIMITS = { bodyBytes: 1 << 22, headBytes: 1 << 16, headers: 64 };

export class StompPeer implements Disposable {
  readonly socket: WebSocket;
  readonly #happened: Happening[] = [];
  readonly #waiting: ((happening: Happening) => void)[] = [];
  readonly #decoder = new FrameDecoder(LIMITS);

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.binaryType = "arraybuffer";
    socket.onmessage = ({ data }) => {
      const text = typeof data === "string" ? data : new TextDecoder().decode(data);
      if (/^[\r\n]+$/.test(text)) return this.#happen("heart-beat");
      this.#decoder.push(new TextEncoder().encode(text));
      for (let next = this.#decoder.next(); next?.ok; next = this.#decoder.next()) {
        const { command, headers, body } = next.frame;
        this.#happen({
          command,
          headers: Object.fromEntries(headers),
          body: new TextDecoder().decode(body),
        });
      }
    };
    socket.onclose = ({ code }) => this.#happen({ code });
  }

  /** Opens the websocket, nothing more. `url` is the server's. */
  static async open(
    url: string,
    endpoint: "/ws.chatplugin" | "/ws.communication",
    protocols: string[] = ["v12.stomp"],
  ): Promise<StompPeer> {
    return StompPeer.#opened(new WebSocket(`${url.replace(/^http/, "ws")}${endpoint}`, protocols));
  }

  /** The same as a page of this origin would; undefined: as no page. */
  static async openFrom(
    url: string,
    endpoint: "/ws.chatplugin" | "/ws.communication",
    origin: string | undefined,
  ): Promise<StompPeer> {
    // Headers are the runtime's own, and unknown to the type of browsers.
    const options = { protocols: ["v12.stomp"], headers: origin === undefined ? {} : { origin } };
    const address = `${url.replace(/^http/, "ws")}${endpoint}`;
    return StompPeer.#opened(new WebSocket(address, options as unknown as string[]));
  }

  static async #opened(socket: WebSocket): Promise<StompPeer> {
    const peer = new StompPeer(socket);
    await new Promise((resolve, reject) => {
      socket.onopen = resolve;
      socket.onerror = reject;
    });
    return peer;
  }

  /** Opens it and sends CONNECT; the answer has arrived. */
  static async connect(
    url: string,
    endpoint: "/ws.chatplugin" | "/ws.communication",
    token: string,
    headers: Headers = {},
  ): Promise<StompPeer> {
    const peer = await StompPeer.open(url, endpoint);
    peer.send("CONNECT", { "accept-version": "1.2", Authorization: token, ...headers });
    await peer.expect("CONNECTED");
    return peer;
  }

  send(command: string, headers: Headers = {}, body = ""): void {
    this.sendRaw(encodeFrame(command, Object.entries(headers), body));
  }

  sendRaw(data: string | Uint8Array<ArrayBuffer>): void {
    this.socket.send(data);
  }

  /** Sends a frame with a receipt; everything that came before the RECEIPT is given back. */
  async settle(command: string, headers: Headers = {}, body = ""): Promise<PeerFrame[]> {
    const receipt = crypto.randomUUID();
    this.send(command, { ...headers, receipt }, body);
    const before: PeerFrame[] = [];
    for (;;) {
      const frame = await this.frame();
      if (frame.command === "RECEIPT" && frame.headers["receipt-id"] === receipt) return before;
      before.push(frame);
    }
  }

  /** What happens next: a frame, a heart-beat or the close. */
  next(): Promise<Happening> {
    const happening = this.#happened.shift();
    if (happening !== undefined) return Promise.resolve(happening);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** The next frame, heart-beats passed over. Throws when the socket closes instead. */
  async frame(): Promise<PeerFrame> {
    const happening = await this.next();
    if (happening === "heart-beat") return this.frame();
    if ("command" in happening) return happening;
    throw new Error(`the socket was closed with ${happening.code}, a frame was awaited`);
  }

  /** The next frame, which has to be this one. */
  async expect(command: string): Promise<PeerFrame> {
    const frame = await this.frame();
    if (frame.command === command) return frame;
    throw new Error(`${command} was awaited, ${JSON.stringify(frame)} came`);
  }

  /** The close code, everything before it passed over. */
  async closed(): Promise<number> {
    const happening = await this.next();
    return typeof happening === "object" && "code" in happening ? happening.code : this.closed();
  }

  /** Everything that has come and not been taken. */
  get unread(): readonly Happening[] {
    return this.#happened;
  }

  [Symbol.dispose](): void {
    this.socket.close();
  }

  #happen(happening: Happening): void {
    const waiting = this.#waiting.shift();
    if (waiting === undefined) this.#happened.push(happening);
    else waiting(happening);
  }
}

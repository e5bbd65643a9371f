/**
 * A STOMP subscriber over a raw socket (RFC 6455), as lean as lean-http.ts: whole frames out, the payloads
 * of the server's messages in, unread but for what the caller looks for in them.
 */
import type { Socket } from "bun";
import { encodeFrame } from "../stomp/frame.ts";

const HEAD_END = "\r\n\r\n";
const OPCODE = { text: 1, close: 8, ping: 9, pong: 10 } as const;

export interface StompOptions {
  readonly url: string;
  readonly endpoint: "/ws.chatplugin" | "/ws.communication";
  readonly token: string;
  readonly destination: string;
  /** STOMP's `heart-beat` header. */
  readonly heartBeat?: string;
  /** Gets the payload, only good during the call. */
  readonly onMessage: (payload: Buffer) => void;
}

/** Resolves when the server has confirmed the subscription. */
export async function subscribe(options: StompOptions): Promise<{ close(): void }> {
  const subscriber = new Subscriber(options);
  await subscriber.ready;
  return subscriber;
}

class Subscriber {
  readonly #options: StompOptions;
  readonly #ready = Promise.withResolvers<void>();
  #state: "handshake" | "connecting" | "subscribing" | "live" | "closed" = "handshake";
  #socket: Socket | undefined;
  #partial: Buffer | undefined;

  constructor(options: StompOptions) {
    this.#options = options;
    const { hostname, port, host } = new URL(options.url);
    const handshake = [
      `GET ${options.endpoint} HTTP/1.1`,
      `Host: ${host}`,
      "Upgrade: websocket",
      "Connection: Upgrade",
      "Sec-WebSocket-Version: 13",
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
      "Sec-WebSocket-Protocol: v12.stomp",
    ].join("\r\n");
    Bun.connect({
      hostname,
      port: Number(port),
      socket: {
        open: (socket) => {
          this.#socket = socket;
          socket.write(handshake + HEAD_END);
        },
        data: (_, bytes) => this.#receive(bytes),
        close: () => this.#fail("the server closed the websocket"),
      },
    }).catch((cause: unknown) => this.#ready.reject(cause));
  }

  get ready(): Promise<void> {
    return this.#ready.promise;
  }

  close(): void {
    this.#state = "closed";
    this.#socket?.end();
  }

  #fail(problem: string): void {
    if (this.#state === "closed") return;
    if (this.#state === "live") throw new Error(problem);
    this.#ready.reject(new Error(problem));
  }

  #receive(chunk: Buffer): void {
    const bytes = this.#partial === undefined ? chunk : Buffer.concat([this.#partial, chunk]);
    let at = this.#state === "handshake" ? this.#afterHandshake(bytes) : 0;
    while (at >= 0 && at + 2 <= bytes.length) {
      const short = (bytes[at + 1] ?? 0) & 0x7f;
      const headLength = short === 126 ? 4 : short === 127 ? 10 : 2;
      if (at + headLength > bytes.length) break;
      const start = at + headLength;
      // No message here comes near 4 GiB: the upper half of a long length is 0.
      const length =
        short === 126
          ? bytes.readUInt16BE(at + 2)
          : short === 127
            ? bytes.readUInt32BE(at + 6)
            : short;
      if (start + length > bytes.length) break;
      this.#handle((bytes[at] ?? 0) & 0x0f, bytes.subarray(start, start + length));
      at = start + length;
    }
    const rest = Math.max(at, 0);
    this.#partial = rest < bytes.length ? Buffer.from(bytes.subarray(rest)) : undefined;
  }

  /** Where the first frame begins; negative while the answer to the handshake is not whole. */
  #afterHandshake(bytes: Buffer): number {
    const end = bytes.indexOf(HEAD_END);
    if (end < 0) return -1;
    const status = bytes.toString("latin1", 9, 12);
    if (status !== "101") this.#fail(`the handshake was answered with ${status}`);
    this.#state = "connecting";
    const { token, heartBeat = "0,0" } = this.#options;
    this.#sendFrame("CONNECT", [
      ["accept-version", "1.2"],
      ["heart-beat", heartBeat],
      ["Authorization", token],
    ]);
    return end + HEAD_END.length;
  }

  #handle(opcode: number, payload: Buffer): void {
    if (opcode === OPCODE.ping) return this.#send(OPCODE.pong, payload);
    if (opcode === OPCODE.close) return this.#fail("the server ended the session");
    if (this.#state === "live") return this.#options.onMessage(payload);
    const text = payload.toString();
    if (text.startsWith("ERROR")) return this.#fail(text);
    if (this.#state === "connecting" && text.startsWith("CONNECTED")) {
      this.#state = "subscribing";
      this.#sendFrame("SUBSCRIBE", [
        ["id", "0"],
        ["destination", this.#options.destination],
        ["receipt", "ready"],
      ]);
    } else if (this.#state === "subscribing" && text.startsWith("RECEIPT")) {
      this.#state = "live";
      this.#ready.resolve();
    }
  }

  #sendFrame(command: string, headers: [string, string][]): void {
    this.#send(OPCODE.text, Buffer.from(encodeFrame(command, headers)));
  }

  /** Masked, as a client's frames must be; by the mask 0, which leaves the payload as it is. */
  #send(opcode: number, payload: Uint8Array): void {
    const length =
      payload.length < 126
        ? [0x80 | payload.length]
        : [0x80 | 126, payload.length >> 8, payload.length & 0xff];
    this.#socket?.write(
      Buffer.concat([Buffer.from([0x80 | opcode, ...length, 0, 0, 0, 0]), payload]),
    );
  }
}

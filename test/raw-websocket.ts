/**
 * A websocket client down to its octets (RFC 6455, section 5.2), for what a well-behaved client never
 * sends, what the handshake answers, and readers that stop reading.
 */
import { connect, type Socket } from "node:net";

export interface HandshakeAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
}

export interface RawFrame {
  readonly opcode: number;
  readonly payload: Buffer;
}

export const TEXT = 1;
export const BINARY = 2;
export const CLOSE = 8;

export class RawWebSocket implements Disposable {
  readonly #socket: Socket;
  #received = Buffer.alloc(0);
  #ended = false;
  #wake: () => void = () => undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on("data", (chunk: Buffer) => {
      this.#received = Buffer.concat([this.#received, chunk]);
      this.#wake();
    });
    for (const event of ["end", "error", "close"]) {
      socket.on(event, () => {
        this.#ended = true;
        this.#wake();
      });
    }
  }

  /** Sends the handshake and gives its answer. `url` is the server's, `path` may have a query. */
  static async open(
    url: string,
    path: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<{ readonly answer: HandshakeAnswer; readonly socket: RawWebSocket }> {
    const { hostname, port, host } = new URL(url);
    const socket = new RawWebSocket(connect(Number(port), hostname));
    const lines = Object.entries({
      Host: host,
      Upgrade: "websocket",
      Connection: "Upgrade",
      "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
      "Sec-WebSocket-Version": "13",
      ...headers,
    }).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.#socket.write(`GET ${path} HTTP/1.1\r\n${lines.join("")}\r\n`);
    return { answer: await socket.#head(), socket };
  }

  /** The client's frames are masked, or the server has to refuse them. */
  send(
    opcode: number,
    data: string | Uint8Array,
    { fin = true, masked = true }: { readonly fin?: boolean; readonly masked?: boolean } = {},
  ): void {
    const payload = Buffer.from(typeof data === "string" ? new TextEncoder().encode(data) : data);
    const head = [(fin ? 0x80 : 0) | opcode, ...lengthOctets(payload.length)];
    if (!masked) return this.sendOctets([...head, ...payload]);
    const mask = [0x12, 0x34, 0x56, 0x78];
    head[1] = (head[1] ?? 0) | 0x80;
    for (const [index, octet] of payload.entries()) payload[index] = octet ^ (mask[index % 4] ?? 0);
    this.#socket.write(Buffer.concat([Buffer.from([...head, ...mask]), payload]));
  }

  sendOctets(octets: Iterable<number>): void {
    this.#socket.write(Uint8Array.from(octets));
  }

  /** The server's next frame; undefined when the connection ends without another one. */
  async frame(): Promise<RawFrame | undefined> {
    for (;;) {
      const frame = this.#takeFrame();
      if (frame !== undefined) return frame;
      if (this.#ended) return undefined;
      await this.#more();
    }
  }

  /** The code of the server's close frame, what came before it passed over; undefined without one. */
  async closeCode(): Promise<number | undefined> {
    for (let frame = await this.frame(); frame !== undefined; frame = await this.frame()) {
      if (frame.opcode === CLOSE) return frame.payload.readUInt16BE(0);
    }
    return undefined;
  }

  /** From now on nothing is read: the system's buffers fill, then the server's. */
  stopReading(): void {
    this.#socket.pause();
  }

  [Symbol.dispose](): void {
    this.#socket.destroy();
  }

  #more(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  async #head(): Promise<HandshakeAnswer> {
    for (;;) {
      const end = this.#received.indexOf("\r\n\r\n");
      if (end >= 0) {
        const [first = "", ...lines] = this.#received.toString("latin1", 0, end).split("\r\n");
        this.#received = this.#received.subarray(end + 4);
        const headers = lines.map((line) => /^([^:]+):\s*(.*)$/.exec(line) ?? []);
        return {
          status: Number(first.split(" ")[1]),
          headers: new Map(headers.map(([, name = "", value = ""]) => [name.toLowerCase(), value])),
        };
      }
      if (this.#ended) throw new Error("the connection ended before the handshake's answer");
      await this.#more();
    }
  }

  #takeFrame(): RawFrame | undefined {
    const bytes = this.#received;
    if (bytes.length < 2) return undefined;
    const short = bytes.readUInt8(1) & 0x7f;
    const start = short === 127 ? 10 : short === 126 ? 4 : 2;
    if (bytes.length < start) return undefined;
    const length =
      short === 127
        ? Number(bytes.readBigUInt64BE(2))
        : short === 126
          ? bytes.readUInt16BE(2)
          : short;
    if (bytes.length < start + length) return undefined;
    this.#received = bytes.subarray(start + length);
    return { opcode: bytes.readUInt8(0) & 0x0f, payload: bytes.subarray(start, start + length) };
  }
}

function lengthOctets(length: number): number[] {
  if (length < 126) return [length];
  const octets = Buffer.alloc(length < 1 << 16 ? 2 : 8);
  if (octets.length === 2) octets.writeUInt16BE(length);
  else octets.writeBigUInt64BE(BigInt(length));
  return [octets.length === 2 ? 126 : 127, ...octets];
}

/**
 * HTTP over a raw socket, one request at a time: a client that takes as little of the processor as it can,
 * since it shares it with the server that is measured.
 */
import type { Socket } from "bun";

const HEAD_END = "\r\n\r\n";
const LENGTH = /\r\ncontent-length: *(\d+)/i;

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Gets the status, and the body's place in bytes that are only good during the call. */
type OnAnswer = (status: number, bytes: Buffer, bodyStart: number) => void;

export class LeanHttp {
  readonly #host: string;
  #socket: Socket | undefined;
  #partial: Buffer | undefined;
  #onAnswer: OnAnswer | undefined;
  #closed = false;

  private constructor(host: string) {
    this.#host = host;
  }

  static async open(url: string): Promise<LeanHttp> {
    const { hostname, port, host } = new URL(url);
    const http = new LeanHttp(host);
    http.#socket = await Bun.connect({
      hostname,
      port: Number(port),
      socket: {
        data: (_, bytes) => http.#receive(bytes),
        close: () => {
          if (http.#onAnswer !== undefined && !http.#closed) {
            throw new Error("the server closed the connection in place of an answer");
          }
        },
      },
    });
    return http;
  }

  /** The head of a POST of JSON with this many bytes, to be sent again and again. */
  head(path: string, token: string | undefined, bytes: number): string {
    const authorization = token === undefined ? "" : `Authorization: ${token}\r\n`;
    return (
      `POST ${path} HTTP/1.1\r\nHost: ${this.#host}\r\n${authorization}` +
      `Content-Type: application/json\r\nContent-Length: ${bytes}${HEAD_END}`
    );
  }

  /** A whole request, ASCII. The answer to the one before has come. */
  send(request: string, onAnswer: OnAnswer): void {
    this.#onAnswer = onAnswer;
    const written = this.#socket?.write(request);
    if (written !== request.length) throw new Error(`only ${written} bytes could be sent`);
  }

  get(path: string): Promise<Answer> {
    return this.#ask(`GET ${path} HTTP/1.1\r\nHost: ${this.#host}${HEAD_END}`);
  }

  post(path: string, body: unknown, token?: string): Promise<Answer> {
    const text = JSON.stringify(body);
    return this.#ask(this.head(path, token, text.length) + text);
  }

  close(): void {
    this.#closed = true;
    this.#socket?.end();
  }

  #ask(request: string): Promise<Answer> {
    return new Promise((resolve) => {
      this.send(request, (status, bytes, bodyStart) => {
        resolve({ status, body: bytes.toString("utf8", bodyStart) });
      });
    });
  }

  #receive(chunk: Buffer): void {
    const bytes = this.#partial === undefined ? chunk : Buffer.concat([this.#partial, chunk]);
    const headEnd = bytes.indexOf(HEAD_END);
    const head = headEnd < 0 ? "" : bytes.toString("latin1", 0, headEnd);
    const bodyStart = headEnd + HEAD_END.length;
    if (headEnd < 0 || bytes.length < bodyStart + lengthIn(head)) {
      this.#partial = Buffer.from(bytes);
      return;
    }
    this.#partial = undefined;
    const onAnswer = this.#onAnswer;
    this.#onAnswer = undefined;
    onAnswer?.(Number(head.slice(9, 12)), bytes, bodyStart);
  }
}

function lengthIn(head: string): number {
  const length = LENGTH.exec(head)?.[1];
  if (length === undefined) throw new Error(`an answer without its length: ${head}`);
  return Number(length);
}

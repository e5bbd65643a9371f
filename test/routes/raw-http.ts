/** HTTP as bytes, for requests that no client would make. */
import type { Answer } from "../running-server.ts";

/** Sends `parts` over one connection and reads the one answer, whose body is JSON. */
export async function exchange(
  url: string,
  ...parts: readonly (string | Uint8Array)[]
): Promise<Answer<unknown>> {
  const finish = await beginPost(url, ...parts);
  return finish();
}

/** Sends `parts`; the answer sends the rest over the same connection and reads the one answer. */
export async function beginPost(
  url: string,
  ...parts: readonly (string | Uint8Array)[]
): Promise<(rest?: string) => Promise<Answer<unknown>>> {
  const { send, ended, received } = await open(url, parts);
  return async (rest = "") => {
    send(rest);
    await ended;
    return parse(Buffer.concat(received).toString());
  };
}

/** Sends `parts`; the answer breaks the connection off. */
export async function beginAndBreakOff(
  url: string,
  ...parts: readonly (string | Uint8Array)[]
): Promise<() => void> {
  const { socket } = await open(url, parts);
  return () => socket.terminate();
}

async function open(url: string, parts: readonly (string | Uint8Array)[]) {
  const { hostname, port } = new URL(url);
  const { promise: ended, resolve, reject } = Promise.withResolvers<void>();
  const received: Uint8Array[] = [];
  const waiting = [Buffer.concat(parts.map((part) => Buffer.from(part)))];
  function write(socket: Bun.Socket): void {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const written = socket.write(next);
      if (written < next.length) return void waiting.unshift(next.subarray(Math.max(0, written)));
    }
  }
  const socket = await Bun.connect({
    hostname,
    port: Number(port),
    socket: {
      open: write,
      drain: write,
      data: (_, bytes) => void received.push(Uint8Array.from(bytes)),
      close: () => resolve(),
      error: (_, error) => reject(error),
    },
  });
  const send = (rest: string): void => {
    waiting.push(Buffer.from(rest));
    write(socket);
  };
  return { socket, send, ended, received };
}

/** A POST head that asks for the connection to be closed after the answer. */
export function postHead(path: string, headers: Readonly<Record<string, string>>): string {
  const lines = Object.entries({ Host: "localhost", Connection: "close", ...headers });
  return [`POST ${path} HTTP/1.1`, ...lines.map((line) => line.join(": ")), "", ""].join("\r\n");
}

/** One chunk of a body that is sent without its length (RFC 9112, 7.1). */
export function chunk(text: string): string {
  return `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;
}

function parse(text: string): Answer<unknown> {
  const [head = "", body = ""] = text.split("\r\n\r\n", 2);
  const [status = "", ...lines] = head.split("\r\n");
  const headers = new Headers(
    lines.map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon), line.slice(colon + 1).trim()] as [string, string];
    }),
  );
  return { status: Number(status.split(" ")[1]), headers, body: JSON.parse(body) };
}

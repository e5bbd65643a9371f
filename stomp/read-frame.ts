/**
 * A frame as Parley's server sends it: whole, STOMP 1.2, the only one in its websocket message. Who speaks
 * to that server needs no more than this; what anybody may send is decoder.ts's.
 */

export interface TextFrame {
  readonly command: string;
  /** The first of repeated headers. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

const ESCAPED: Readonly<Record<string, string>> = { n: "\n", r: "\r", c: ":" };

/** Undefined for what is no whole frame. */
export function readFrame(text: string): TextFrame | undefined {
  const end = text.indexOf("\n\n");
  if (end < 1 || !text.endsWith("\0")) return undefined;
  const [command = "", ...lines] = text.slice(0, end).split("\n");
  const headers = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(":");
    if (colon < 1) return undefined;
    const name = unescape(line.slice(0, colon));
    if (!headers.has(name)) headers.set(name, unescape(line.slice(colon + 1)));
  }
  return { command, headers, body: text.slice(end + 2, -1) };
}

function unescape(text: string): string {
  return text.replace(/\\(.)/g, (_, letter: string) => ESCAPED[letter] ?? letter);
}

/**
 * A STOMP frame and its way onto the wire (https://stomp.github.io/stomp-specification-1.2.html,
 * sections "STOMP Frames" and "Augmented BNF"). The way back is decoder.ts.
 */

export type Version = "1.0" | "1.1" | "1.2";

/** The versions spoken here, the best first. */
export const VERSIONS: readonly Version[] = ["1.2", "1.1", "1.0"];

export interface Frame {
  readonly command: string;
  /** The first of repeated headers, as the specification asks. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
}

/** The only frames that may carry a body ("Body": SEND, MESSAGE, ERROR). */
export const COMMANDS_WITH_BODY: ReadonlySet<string> = new Set(["SEND", "MESSAGE", "ERROR"]);

/**
 * Which characters a version escapes in header names and values. 1.0 has no escapes at all, 1.1 no
 * `\r`; CONNECT and CONNECTED are never escaped, so that 1.0 peers can read them.
 */
export function escapesOf(version: Version, command: string): ReadonlyMap<string, string> {
  if (command === "CONNECT" || command === "CONNECTED" || version === "1.0") return NO_ESCAPES;
  return version === "1.1" ? ESCAPES_1_1 : ESCAPES_1_2;
}

const NO_ESCAPES: ReadonlyMap<string, string> = new Map();
const ESCAPES_1_1: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["c", ":"],
  ["\\", "\\"],
]);
const ESCAPES_1_2: ReadonlyMap<string, string> = new Map([...ESCAPES_1_1, ["r", "\r"]]);

/** Encodes one frame as the text of one websocket message. A body gets its `content-length` in octets. */
export function encodeFrame(
  command: string,
  headers: Iterable<readonly [string, string]>,
  body = "",
  version: Version = "1.2",
): string {
  let head = encodeHead(command, headers, version);
  if (body !== "") head += `content-length:${new TextEncoder().encode(body).length}\n`;
  return `${head}\n${body}\0`;
}

/**
 * A frame's command and headers, a line each. What the version cannot express in a header (a line end
 * in 1.0, a CR in 1.1) becomes a space: it may not end the header early.
 */
export function encodeHead(
  command: string,
  headers: Iterable<readonly [string, string]>,
  version: Version,
): string {
  const letters = new Map<string, string>();
  for (const [letter, character] of escapesOf(version, command)) letters.set(character, letter);
  const escape = (text: string): string =>
    text.replace(/[\\\r\n:\0]/g, (character) => {
      const letter = letters.get(character);
      if (letter !== undefined) return `\\${letter}`;
      return character === "\\" || character === ":" ? character : " ";
    });
  let head = `${command}\n`;
  for (const [name, value] of headers) head += `${escape(name)}:${escape(value)}\n`;
  return head;
}

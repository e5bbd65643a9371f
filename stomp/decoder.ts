/**
 * Bytes in, frames out. The decoder holds what has arrived and not been taken yet, and gives one
 * frame at a time, so that its reader may change the version (after CONNECT) or stop (while a token is
 * being checked) between two frames that came in one chunk.
 *
 * A frame is read in three phases:
 * 1. between frames: line ends are skipped, they are heart-beats;
 * 2. the head, up to its empty line: kept until complete, at most `headBytes`;
 * 3. the body: `content-length` octets and a NUL, or everything up to a NUL, at most `bodyBytes`.
 *
 * An unfinished frame never grows beyond these limits. Every byte is looked at once and, since the room
 * for them doubles, moved a few times at most, however small the pieces are that it comes in. After an
 * error the decoder only repeats that error.
 */
import { COMMANDS_WITH_BODY, escapesOf, type Frame, type Version } from "./frame.ts";

export interface DecoderLimits {
  /** Octets of one body. */
  readonly bodyBytes: number;
  /** Octets of a command line and its headers together. */
  readonly headBytes: number;
  /** Headers of one frame. */
  readonly headers: number;
}

/** `malformed` breaks the protocol, `utf8` is not text, `too_large` goes over a limit. */
export interface DecodeError {
  readonly kind: "malformed" | "utf8" | "too_large";
  readonly message: string;
  /** The broken frame's `receipt` header, where the head could be read. */
  readonly receipt?: string;
}

export type Decoded =
  | { readonly ok: true; readonly frame: Frame }
  | { readonly ok: false; readonly error: DecodeError };

interface Head {
  readonly command: string;
  readonly headers: Map<string, string>;
  /** Octets of the body; undefined: the body ends at the first NUL. */
  readonly length: number | undefined;
}

const NUL = 0;
const LF = 10;
const CR = 13;
const EMPTY = new Uint8Array(0);

export class FrameDecoder {
  /** Decides the header escapes; set once CONNECT has settled it. */
  version: Version = "1.2";

  readonly #limits: DecoderLimits;
  /** The bytes that are there; its buffer may have room behind them. */
  #pending: Uint8Array = EMPTY;
  /** Where the current frame starts in #pending, and up to where it has been looked at. */
  #start = 0;
  #scanned = 0;
  #head: Head | undefined;
  #error: DecodeError | undefined;

  constructor(limits: DecoderLimits) {
    this.#limits = limits;
  }

  /** Octets that have arrived and belong to no frame taken yet. */
  get pendingBytes(): number {
    return this.#pending.length - this.#start;
  }

  push(chunk: Uint8Array): void {
    if (this.#error !== undefined || chunk.length === 0) return;
    const kept = this.#pending.subarray(this.#start);
    const length = kept.length + chunk.length;
    let buffer = this.#pending.buffer;
    let end = this.#pending.length;
    if (end + chunk.length > buffer.byteLength) {
      // What was taken makes room if it is most of the buffer; else the new one has as much again.
      if (length * 2 > buffer.byteLength) {
        buffer = new ArrayBuffer(kept.length === 0 ? length : length * 2);
      }
      new Uint8Array(buffer).set(kept);
      end = kept.length;
      this.#scanned -= this.#start;
      this.#start = 0;
    }
    this.#pending = new Uint8Array(buffer, 0, end + chunk.length);
    this.#pending.set(chunk, end);
  }

  /** The next whole frame, the error that ends the stream, or undefined until more bytes arrive. */
  next(): Decoded | undefined {
    if (this.#error === undefined) {
      try {
        const frame = this.#read();
        if (this.#start === this.#pending.length) this.#drop();
        return frame && { ok: true, frame };
      } catch (error) {
        if (!(error instanceof Malformed)) throw error;
        this.#error = error.reason;
        this.#drop();
      }
    }
    return { ok: false, error: this.#error };
  }

  #drop(): void {
    this.#pending = EMPTY;
    this.#start = this.#scanned = 0;
  }

  #read(): Frame | undefined {
    if (this.#head === undefined) {
      if (this.#scanned === this.#start && !this.#skipLineEnds()) return undefined;
      const end = this.#findEndOfHead();
      if (end === undefined) return undefined;
      this.#head = this.#parseHead(this.#pending.subarray(this.#start, end));
      this.#start = this.#scanned = end;
    }
    const head = this.#head;
    const end = head.length === undefined ? this.#findNul(head) : this.#endAfter(head, head.length);
    if (end === undefined) return undefined;
    const body = this.#pending.slice(this.#start, end);
    this.#start = this.#scanned = end + 1;
    this.#head = undefined;
    return { command: head.command, headers: head.headers, body };
  }

  /** Phase 1. False when nothing but line ends is there. */
  #skipLineEnds(): boolean {
    const bytes = this.#pending;
    while (this.#start < bytes.length) {
      if (bytes[this.#start] === LF) this.#start += 1;
      else if (bytes[this.#start] !== CR) break;
      else if (this.#start + 1 === bytes.length) return this.#waitFrom(this.#start);
      else if (bytes[this.#start + 1] === LF) this.#start += 2;
      else throw new Malformed("malformed", "a CR without its LF between frames");
    }
    this.#scanned = this.#start;
    return this.#start < bytes.length;
  }

  #waitFrom(index: number): false {
    this.#start = this.#scanned = index;
    return false;
  }

  /** Phase 2. The index after the empty line. */
  #findEndOfHead(): number | undefined {
    const bytes = this.#pending;
    for (let i = this.#scanned; i < bytes.length; i += 1) {
      if (i - this.#start >= this.#limits.headBytes) {
        throw new Malformed("too_large", `a head of more than ${this.#limits.headBytes} bytes`);
      }
      if (bytes[i] === NUL) throw new Malformed("malformed", "a NUL before the end of the headers");
      if (bytes[i] !== LF) continue;
      const before = i > this.#start && bytes[i - 1] === CR ? i - 2 : i - 1;
      if (before >= this.#start && bytes[before] === LF) return i + 1;
    }
    this.#scanned = bytes.length;
    return undefined;
  }

  #parseHead(bytes: Uint8Array): Head {
    const lines = decodeText(bytes).split(/\r?\n/);
    const [command = "", ...rest] = lines.slice(0, -2);
    if (command === "" || lines.some((line) => line.includes("\r"))) {
      throw new Malformed("malformed", "a CR without its LF, or a frame without a command");
    }
    if (rest.length > this.#limits.headers) {
      throw new Malformed("too_large", `more than ${this.#limits.headers} headers`);
    }
    const escapes = escapesOf(this.version, command);
    const headers = new Map<string, string>();
    for (const line of rest) {
      const colon = line.indexOf(":");
      if (colon < 1) throw new Malformed("malformed", "a header without a name or a colon");
      const name = unescape(line.slice(0, colon), escapes);
      const value = unescape(line.slice(colon + 1), escapes);
      if (!headers.has(name)) headers.set(name, value);
    }
    return { command, headers, length: this.#lengthOfBody(command, headers) };
  }

  #lengthOfBody(command: string, headers: Map<string, string>): number | undefined {
    const given = headers.get("content-length");
    if (given === undefined) return COMMANDS_WITH_BODY.has(command) ? undefined : 0;
    const receipt = headers.get("receipt");
    if (!/^\d{1,15}$/.test(given)) {
      throw new Malformed("malformed", "a content-length that is not a number", receipt);
    }
    const length = Number(given);
    if (length > 0 && !COMMANDS_WITH_BODY.has(command)) {
      throw new Malformed("malformed", "a body on a frame that may have none", receipt);
    }
    if (length > this.#limits.bodyBytes) {
      throw new Malformed(
        "too_large",
        `a body of more than ${this.#limits.bodyBytes} bytes`,
        receipt,
      );
    }
    return length;
  }

  /** Phase 3 with a known length. The index of the NUL. */
  #endAfter(head: Head, length: number): number | undefined {
    const end = this.#start + length;
    if (end >= this.#pending.length) return undefined;
    if (this.#pending[end] !== NUL) {
      const problem = COMMANDS_WITH_BODY.has(head.command)
        ? "no NUL after content-length octets"
        : "a body on a frame that may have none";
      throw new Malformed("malformed", problem, head.headers.get("receipt"));
    }
    return end;
  }

  /** Phase 3 without one. The index of the NUL. */
  #findNul(head: Head): number | undefined {
    const end = this.#pending.indexOf(NUL, this.#scanned);
    const length = (end < 0 ? this.#pending.length : end) - this.#start;
    if (length > this.#limits.bodyBytes) {
      const problem = `a body of more than ${this.#limits.bodyBytes} bytes`;
      throw new Malformed("too_large", problem, head.headers.get("receipt"));
    }
    if (end >= 0) return end;
    this.#scanned = this.#pending.length;
    return undefined;
  }
}

class Malformed extends Error {
  readonly reason: DecodeError;

  constructor(kind: DecodeError["kind"], message: string, receipt?: string) {
    super(message);
    this.reason = receipt === undefined ? { kind, message } : { kind, message, receipt };
  }
}

/** UTF-8 to text, a byte order mark kept. Throws what `next` reports as `utf8`. */
function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Malformed("utf8", "headers that are not UTF-8");
  }
}

/** One pass, so that `\\n` is a backslash and an n, never a line end. */
function unescape(text: string, escapes: ReadonlyMap<string, string>): string {
  if (escapes.size === 0 || !text.includes("\\")) return text;
  return text.replace(/\\([^])?/g, (_, letter: string | undefined) => {
    const character = letter === undefined ? undefined : escapes.get(letter);
    if (character === undefined) throw new Malformed("malformed", "an escape that is not defined");
    return character;
  });
}

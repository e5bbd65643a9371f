/** What a decoder makes of bytes, however they are cut, in a shape that a test can compare. */
import { FrameDecoder, type DecoderLimits, type DecodeError } from "../../stomp/decoder.ts";
import type { Version } from "../../stomp/frame.ts";

export interface PlainFrame {
  readonly command: string;
  /** In order, so that nothing can hide behind a repeated name. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

export type Plain = PlainFrame | DecodeError;

/** Small enough that a test reaches each of them. */
export const LIMITS: DecoderLimits = { bodyBytes: 64, headBytes: 96, headers: 4 };

const encoder = new TextEncoder();

/** Frames up to the first error, the error last. */
export function decode(
  input: string | Uint8Array,
  version: Version = "1.2",
  limits: DecoderLimits = LIMITS,
): Plain[] {
  return decodeChunks([bytesOf(input)], version, limits);
}

export function decodeChunks(
  chunks: Iterable<Uint8Array>,
  version: Version = "1.2",
  limits: DecoderLimits = LIMITS,
): Plain[] {
  const decoder = new FrameDecoder(limits);
  decoder.version = version;
  const decoded: Plain[] = [];
  for (const chunk of chunks) {
    decoder.push(chunk);
    for (let next = decoder.next(); next !== undefined; next = decoder.next()) {
      if (!next.ok) return [...decoded, next.error];
      const { command, headers, body } = next.frame;
      decoded.push({ command, headers: [...headers], body: new TextDecoder().decode(body) });
    }
  }
  return decoded;
}

export function bytesOf(input: string | Uint8Array): Uint8Array {
  return typeof input === "string" ? encoder.encode(input) : input;
}

/** The one frame that the input is. */
export function decodeOne(input: string | Uint8Array, version: Version = "1.2"): PlainFrame {
  const [frame, ...rest] = decode(input, version);
  if (frame === undefined || "kind" in frame || rest.length > 0) {
    throw new Error(`one frame was awaited, not ${JSON.stringify([frame, ...rest])}`);
  }
  return frame;
}

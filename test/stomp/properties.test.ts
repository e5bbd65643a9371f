/** What holds for every frame and for any bytes at all. */
import { describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import { FrameDecoder, type DecoderLimits } from "../../stomp/decoder.ts";
import { COMMANDS_WITH_BODY, encodeFrame, VERSIONS, type Version } from "../../stomp/frame.ts";
import { bytesOf, decode, decodeChunks, LIMITS } from "./decode.ts";

const WIDE: DecoderLimits = { bodyBytes: 1 << 16, headBytes: 1 << 16, headers: 64 };
const COMMANDS = ["SEND", "MESSAGE", "ERROR", "SUBSCRIBE", "CONNECT", "CONNECTED", "RECEIPT"];

/** Any text, with the characters that mean something far more often than by chance. */
const text = fc
  .array(fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("\\", ":", "\r", "\n", "\\n")), {
    maxLength: 6,
  })
  .map((parts) => parts.join(""));

const command = fc.constantFrom(...COMMANDS);

/** Frames that a version can express, as `encodeFrame` takes them. */
function expressible(version: Version) {
  return command.chain((name) => {
    const plain = version === "1.0" || name.startsWith("CONNECT");
    const lost = plain ? /[\0\r\n]/g : version === "1.1" ? /[\0\r]/g : /\0/g;
    const value = text.map((any) => any.replace(lost, ""));
    const key = value
      .map((any) => (plain ? any.replaceAll(":", "") : any))
      .filter((any) => any !== "" && any !== "content-length");
    return fc.record({
      command: fc.constant(name),
      headers: fc.uniqueArray(fc.tuple(key, value), { selector: ([first]) => first, maxLength: 8 }),
      body: COMMANDS_WITH_BODY.has(name) ? fc.string({ unit: "binary" }) : fc.constant(""),
    });
  });
}

describe("A frame comes out as it went in, in", () => {
  for (const version of VERSIONS) {
    test(version, () => {
      fc.assert(
        fc.property(expressible(version), (frame) => {
          const sent = encodeFrame(frame.command, frame.headers, frame.body, version);
          const length = String(bytesOf(frame.body).length);
          const counted = frame.body === "" ? [] : [["content-length", length]];
          expect(decode(sent, version, WIDE)).toEqual([
            { ...frame, headers: [...frame.headers, ...counted] as [string, string][] },
          ]);
        }),
        { numRuns: 500 },
      );
    });
  }
});

test("Whatever stands in its headers, what is encoded is one frame with as many of them", () => {
  const anything = fc.tuple(
    fc.constantFrom(...VERSIONS),
    command,
    fc.array(fc.tuple(text, text), { maxLength: 8 }),
  );
  fc.assert(
    fc.property(anything, ([version, name, headers]) => {
      const named = headers.map(([key, value], index) => [`${index}${key}`, value] as const);
      const decoded = decode(encodeFrame(name, named, "", version), version, WIDE);
      expect(decoded).toMatchObject([{ command: name, body: "" }]);
      expect("headers" in decoded[0]! && decoded[0].headers.length).toBe(named.length);
    }),
    { numRuns: 500 },
  );
});

/** Bytes that are often nearly frames. */
const bytes = fc
  .array(
    fc.oneof(
      fc.uint8Array({ maxLength: 12 }),
      fc
        .constantFrom(
          ...["SEND\n", "CONNECT\n", "a:1\n", "\n", "\r\n", "\r", "\0", "\\", ":", "é", "\n\n\0"],
          ...["content-length:3\n", "content-length:99\n", "receipt:1\n", "x".repeat(40)],
        )
        .map(bytesOf),
    ),
    { maxLength: 24 },
  )
  .map((parts) => Buffer.concat(parts));

const version = fc.constantFrom(...VERSIONS);

test("Random bytes never throw, and never more is kept than the limits allow", () => {
  const most = Math.max(LIMITS.bodyBytes, LIMITS.headBytes);
  fc.assert(
    fc.property(version, fc.array(bytes, { maxLength: 6 }), (spoken, chunks) => {
      const decoder = new FrameDecoder(LIMITS);
      decoder.version = spoken;
      for (const chunk of chunks) {
        decoder.push(chunk);
        for (let next = decoder.next(); next?.ok; next = decoder.next());
        expect(decoder.pendingBytes).toBeLessThanOrEqual(most);
      }
    }),
    { numRuns: 2_000 },
  );
});

test("STOMP-16: random bytes mean the same however they are cut", () => {
  const cut = fc.tuple(version, bytes, fc.array(fc.nat(200), { maxLength: 8 }));
  fc.assert(
    fc.property(cut, ([spoken, whole, places]) => {
      const edges = [0, ...places.toSorted((a, b) => a - b), whole.length];
      const pieces = edges.slice(1).map((edge, index) => whole.subarray(edges[index], edge));
      expect(decodeChunks(pieces, spoken)).toEqual(decode(whole, spoken));
    }),
    { numRuns: 2_000 },
  );
});

/** Bytes in, frames out: stomp/decoder.ts against the corpus, whole and cut at every place. */
import { describe, expect, spyOn, test } from "bun:test";
import { FrameDecoder } from "../../stomp/decoder.ts";
import { BAD, GOOD, type Stream } from "./corpus.ts";
import { bytesOf, decode, decodeChunks, decodeOne, LIMITS, type Plain } from "./decode.ts";

describe("A stream is read as", () => {
  for (const stream of GOOD) {
    test(stream.says, () => {
      expect(decode(stream.input)).toEqual([...stream.frames]);
    });
  }
});

describe("A stream ends with an error for", () => {
  for (const stream of BAD) {
    test(stream.says, () => {
      expect(kindsOf(decode(stream.input))).toEqual([...stream.frames, stream.error!]);
    });
  }
});

describe("STOMP-16: the corpus means the same when it comes", () => {
  const streams = [...GOOD, ...BAD];

  test("octet by octet", () => {
    for (const stream of streams) {
      const octets = [...bytesOf(stream.input)].map((octet) => Uint8Array.of(octet));
      expectSame(stream, octets);
    }
  });

  test("in two pieces, cut at every octet", () => {
    for (const stream of streams) {
      const bytes = bytesOf(stream.input);
      for (let cut = 0; cut <= bytes.length; cut += 1) {
        expectSame(stream, [bytes.slice(0, cut), bytes.slice(cut)]);
      }
    }
  });

  test("in three pieces, cut at every two octets", () => {
    for (const stream of streams) {
      const bytes = bytesOf(stream.input).slice(0, 60);
      const whole = decode(bytes);
      for (let first = 0; first <= bytes.length; first += 1) {
        for (let second = first; second <= bytes.length; second += 1) {
          const pieces = [bytes.slice(0, first), bytes.slice(first, second), bytes.slice(second)];
          expect(decodeChunks(pieces)).toEqual(whole);
        }
      }
    }
  });

  test("octet by octet, and each octet is moved a few times at most", () => {
    const body = "x".repeat(4_000);
    const octets = bytesOf(`SEND\ncontent-length:4000\n\n${body}\0\n`.repeat(2));
    const pieces = Array.from(octets, (octet) => Uint8Array.of(octet));
    let moved = 0;
    const set = spyOn(Uint8Array.prototype, "set");
    set.mockImplementation(function (this: Uint8Array, from: ArrayLike<number>, at = 0) {
      moved += from.length;
      for (let i = 0; i < from.length; i += 1) this[at + i] = from[i] ?? 0;
    });
    try {
      const decoded = decodeChunks(pieces, "1.2", { ...LIMITS, bodyBytes: 4_000 });
      expect(decoded).toMatchObject([{ body }, { body }]);
    } finally {
      set.mockRestore();
    }
    expect(moved).toBeGreaterThan(0);
    expect(moved / octets.length).toBeLessThan(4);
  });

  function expectSame(stream: Stream, chunks: Uint8Array[]): void {
    const expected = stream.error === undefined ? [] : [stream.error];
    expect(kindsOf(decodeChunks(chunks))).toEqual([...stream.frames, ...expected]);
  }
});

describe("A header is unescaped as its version asks:", () => {
  test("STOMP-8: 1.1 knows \\n, \\c and \\\\ but not \\r", () => {
    const { headers } = decodeOne("SEND\na\\cb:\\n\\\\\n\n\0", "1.1");
    expect(headers).toEqual([["a:b", "\n\\"]]);
    expect(kindsOf(decode("SEND\na:\\r\n\n\0", "1.1"))).toEqual(["malformed"]);
  });

  test("STOMP-8: 1.0 knows no escapes", () => {
    expect(decodeOne("SEND\na\\c:\\n\\t\\\n\n\0", "1.0").headers).toEqual([["a\\c", "\\n\\t\\"]]);
  });

  test("STOMP-8: the frame STOMP is not exempt as CONNECT is", () => {
    expect(decodeOne("STOMP\na:\\c\n\n\0").headers).toEqual([["a", ":"]]);
  });

  test("the version can be settled between two frames of one chunk", () => {
    const decoder = new FrameDecoder(LIMITS);
    decoder.push(bytesOf("CONNECT\n\n\0SEND\na:\\t\n\n\0"));
    expect(decoder.next()?.ok).toBe(true);
    decoder.version = "1.0";
    const next = decoder.next();
    expect(next?.ok === true && next.frame.headers.get("a")).toBe("\\t");
  });
});

describe("After an error", () => {
  test("nothing is kept and the error is all that comes", () => {
    const decoder = new FrameDecoder(LIMITS);
    decoder.push(bytesOf("SEND\nfoo\n\n\0SEND\n\n\0"));
    const error = decoder.next();
    expect(error?.ok).toBe(false);
    expect(decoder.pendingBytes).toBe(0);
    decoder.push(bytesOf("SEND\n\n\0"));
    expect(decoder.next()).toEqual(error);
    expect(decoder.pendingBytes).toBe(0);
  });

  test("STOMP-33: the broken frame's receipt is told where the head could be read", () => {
    for (const input of [
      "SEND\nreceipt:r-1\ncontent-length:-1\n\n\0",
      "SEND\nreceipt:r-1\ncontent-length:65\n\n",
      "SEND\nreceipt:r-1\ncontent-length:1\n\nab\0",
      "SUBSCRIBE\nreceipt:r-1\n\nbody\0",
      `SEND\nreceipt:r-1\n\n${"x".repeat(65)}`,
    ]) {
      expect(decode(input)).toMatchObject([{ receipt: "r-1" }]);
    }
    expect(decode("SEND\nreceipt:r-1\nfoo\n\n\0")[0]).not.toHaveProperty("receipt");
  });
});

test("A body taken from the decoder does not change when more bytes come", () => {
  const decoder = new FrameDecoder(LIMITS);
  const chunk = bytesOf("SEND\n\nfirst\0");
  decoder.push(chunk);
  const next = decoder.next();
  chunk.fill(120);
  decoder.push(bytesOf("SEND\n\nother\0"));
  decoder.next();
  expect(next?.ok === true && new TextDecoder().decode(next.frame.body)).toBe("first");
});

/** Errors by their kind: the sentence is for people. */
function kindsOf(decoded: Plain[]): unknown[] {
  return decoded.map((one) => ("kind" in one ? one.kind : one));
}

import { describe, expect, test } from "bun:test";
import { mediaTypeOf, UNKNOWN_TYPE } from "../../chat/media-types.ts";
import { KNOWN, UNKNOWN } from "../sample-files.ts";

describe("By its first bytes", () => {
  test.each(KNOWN)("%s is %s", (_, type, bytes) => {
    expect(mediaTypeOf(bytes)).toBe(type);
    expect(mediaTypeOf(Buffer.concat([bytes, Buffer.alloc(10_000, "x")]))).toBe(type);
  });

  test.each(UNKNOWN)("%s is nothing that is shown", (_, bytes) => {
    expect(mediaTypeOf(bytes)).toBe(UNKNOWN_TYPE);
  });

  test("nothing that is cut short is taken for more, or fails", () => {
    for (const [, type, bytes] of KNOWN) {
      for (let length = 0; length < bytes.length; length += 1) {
        expect([type, UNKNOWN_TYPE]).toContain(mediaTypeOf(bytes.subarray(0, length)));
      }
    }
  });
});

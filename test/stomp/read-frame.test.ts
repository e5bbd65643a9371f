/** The client's reading of the server's frames: what encodeFrame makes, and nothing else. */
import { describe, expect, test } from "bun:test";
import { assert, constantFrom, property, string, tuple, uniqueArray } from "fast-check";
import { encodeFrame } from "../../stomp/frame.ts";
import { readFrame } from "../../stomp/read-frame.ts";

const word = string({ unit: "grapheme", minLength: 1 }).filter((text) => !text.includes("\0"));

test("What the server encodes is read as it was, whatever stands in headers and body", () => {
  const headers = uniqueArray(tuple(word, word), { selector: ([name]) => name });
  assert(
    property(
      constantFrom("MESSAGE", "ERROR"),
      headers,
      string({ unit: "grapheme" }),
      (command, given, body) => {
        const frame = readFrame(encodeFrame(command, given, body));
        const { "content-length": _, ...read } = Object.fromEntries(frame?.headers ?? []);
        const { "content-length": __, ...wanted } = Object.fromEntries(given);
        expect({ ...frame, headers: read }).toEqual({ command, headers: wanted, body });
      },
    ),
  );
});

test("Of a header that is there twice the first one counts", () => {
  expect(readFrame("MESSAGE\na:1\na:2\n\n\0")?.headers.get("a")).toBe("1");
});

describe("is no frame:", () => {
  test.each([
    "",
    "\n",
    "\0",
    "MESSAGE",
    "MESSAGE\n\nno end",
    "MESSAGE\nno colon\n\n\0",
    "\n\n\0",
    "<html>\n</html>",
  ])("%p", (text) => expect(readFrame(text)).toBeUndefined());
});

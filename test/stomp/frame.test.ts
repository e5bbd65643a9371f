/** Frames onto the wire: stomp/frame.ts. */
import { expect, test } from "bun:test";
import { COMMANDS_WITH_BODY, encodeFrame, VERSIONS } from "../../stomp/frame.ts";

const headers = [["a:b\\", "x\ny\rz:\\"]] as const;

test("STOMP-8: headers are escaped in one pass, as far as the version has escapes", () => {
  const heads = VERSIONS.map((version) => encodeFrame("MESSAGE", headers, "", version));
  expect(heads).toEqual([
    "MESSAGE\na\\cb\\\\:x\\ny\\rz\\c\\\\\n\n\0",
    "MESSAGE\na\\cb\\\\:x\\ny z\\c\\\\\n\n\0",
    "MESSAGE\na:b\\:x y z:\\\n\n\0",
  ]);
});

test("STOMP-8: CONNECT and CONNECTED are not escaped, and a line end cannot end a header early", () => {
  for (const command of ["CONNECT", "CONNECTED"]) {
    expect(encodeFrame(command, [["a", "C:\\new\nadmin:1\r\n"]])).toBe(
      `${command}\na:C:\\new admin:1  \n\n\0`,
    );
  }
});

test("A NUL in a header becomes a space: no version can express it", () => {
  for (const version of VERSIONS) {
    expect(encodeFrame("MESSAGE", [["a\0b", "\0"]], "", version)).toBe("MESSAGE\na b: \n\n\0");
  }
});

test("STOMP-12: a body gets its content-length in octets, an empty one none", () => {
  expect(encodeFrame("MESSAGE", [], "ß€🎉\0")).toBe("MESSAGE\ncontent-length:10\n\nß€🎉\0\0");
  expect(encodeFrame("MESSAGE", [])).toBe("MESSAGE\n\n\0");
});

test("STOMP-12: what is sent has the octets that were counted, lone surrogates too", () => {
  const [head = "", body = ""] = encodeFrame("MESSAGE", [], "a\ud83cb").split("\n\n");
  const sent = new TextEncoder().encode(body).length - 1;
  expect(head).toBe(`MESSAGE\ncontent-length:${sent}`);
});

test("STOMP-19: only SEND, MESSAGE and ERROR may have a body", () => {
  expect([...COMMANDS_WITH_BODY].toSorted()).toEqual(["ERROR", "MESSAGE", "SEND"]);
});

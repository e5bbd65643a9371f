/** Streams of bytes with what they mean: whole frames up to the end or up to the first error. */
import type { DecodeError } from "../../stomp/decoder.ts";
import type { PlainFrame } from "./decode.ts";

export interface Stream {
  readonly says: string;
  readonly input: string | Uint8Array;
  readonly frames: readonly PlainFrame[];
  /** Undefined: the stream may go on. */
  readonly error?: DecodeError["kind"];
}

function frame(
  command: string,
  headers: Readonly<Record<string, string>> = {},
  body = "",
): PlainFrame {
  return { command, headers: Object.entries(headers), body };
}

/** Each character one octet. */
function octets(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

export const GOOD: readonly Stream[] = [
  {
    says: "STOMP-7: lines that end with LF",
    input: "SUBSCRIBE\nid:0\ndestination:/a\n\n\0",
    frames: [frame("SUBSCRIBE", { id: "0", destination: "/a" })],
  },
  {
    says: "STOMP-7: lines that end with CRLF",
    input: "SUBSCRIBE\r\nid:0\r\ndestination:/a\r\n\r\n\0",
    frames: [frame("SUBSCRIBE", { id: "0", destination: "/a" })],
  },
  {
    says: "STOMP-7: both kinds of line end in one frame",
    input: "SEND\r\na:1\nb:2\r\n\nbody\0SEND\n\r\nbody\0",
    frames: [frame("SEND", { a: "1", b: "2" }, "body"), frame("SEND", {}, "body")],
  },
  {
    says: "STOMP-7: a CR in a body is a part of it",
    input: "SEND\n\n\r\rx\r\n\0",
    frames: [frame("SEND", {}, "\r\rx\r\n")],
  },
  {
    says: "STOMP-8: every escape, in names and values",
    input: "SEND\na\\c\\r\\n\\\\b:\\cbravo\\r\\n\\\\\n\n\0",
    frames: [frame("SEND", { "a:\r\n\\b": ":bravo\r\n\\" })],
  },
  {
    says: "STOMP-8: an escaped backslash before an n is no line end",
    input: "SEND\npath:C\\c\\\\new\\\\\\\\r\n\n\0",
    frames: [frame("SEND", { path: "C:\\new\\\\r" })],
  },
  {
    says: "STOMP-8: a backslash in CONNECT and CONNECTED is a backslash",
    input: "CONNECT\npasscode:\\value\\\n\n\0CONNECTED\nsession:a\\nb\\t\n\n\0",
    frames: [
      frame("CONNECT", { passcode: "\\value\\" }),
      frame("CONNECTED", { session: "a\\nb\\t" }),
    ],
  },
  {
    says: "STOMP-8: a value keeps the colons behind the first",
    input: "SEND\ntime:12:30:00\n\n\0",
    frames: [frame("SEND", { time: "12:30:00" })],
  },
  {
    says: "STOMP-10: blanks around names and values belong to them",
    input: "SEND\n a :\t b \n\n\0",
    frames: [frame("SEND", { " a ": "\t b " })],
  },
  {
    says: "STOMP-10: a value may be empty",
    input: "SEND\nkey:\n\n\0",
    frames: [frame("SEND", { key: "" })],
  },
  {
    says: "STOMP-11: the first of repeated headers counts",
    input: "SEND\nfoo:World\nfoo:Hello\n\n\0",
    frames: [frame("SEND", { foo: "World" })],
  },
  {
    says: "STOMP-11: the first content-length counts",
    input: "SEND\ncontent-length:3\ncontent-length:900\n\na\0b\0",
    frames: [frame("SEND", { "content-length": "3" }, "a\0b")],
  },
  {
    says: "STOMP-11: names that differ in a capital are not the same",
    input: "SEND\nFoo:1\nfoo:2\n\n\0",
    frames: [frame("SEND", { Foo: "1", foo: "2" })],
  },
  {
    says: "STOMP-12: content-length reaches across NULs",
    input: "SEND\ncontent-length:9\n\n\0the b\0dy\0",
    frames: [frame("SEND", { "content-length": "9" }, "\0the b\0dy")],
  },
  {
    says: "STOMP-12: content-length counts octets",
    input: "SEND\ncontent-length:9\n\nß€🎉\0",
    frames: [frame("SEND", { "content-length": "9" }, "ß€🎉")],
  },
  {
    says: "STOMP-12: a content-length of nothing is allowed, on frames without a body too",
    input: "SEND\ncontent-length:0\n\n\0DISCONNECT\ncontent-length:0\n\n\0",
    frames: [
      frame("SEND", { "content-length": "0" }),
      frame("DISCONNECT", { "content-length": "0" }),
    ],
  },
  {
    says: "STOMP-12: without a content-length a body ends at the first NUL",
    input: "SEND\n\na\nb\0\nSEND\n\nc\0",
    frames: [frame("SEND", {}, "a\nb"), frame("SEND", {}, "c")],
  },
  {
    says: "STOMP-14: line ends before, between and after frames",
    input: "\n\r\n\nDISCONNECT\n\n\0\r\n\n\r\nDISCONNECT\n\n\0\n\r\n",
    frames: [frame("DISCONNECT"), frame("DISCONNECT")],
  },
  {
    says: "STOMP-14: nothing but line ends is no frame",
    input: "\n\r\n\n",
    frames: [],
  },
  {
    says: "STOMP-15: several frames in a row",
    input: "SEND\nn:1\n\none\0SEND\nn:2\n\ntwo\0DISCONNECT\n\n\0",
    frames: [
      frame("SEND", { n: "1" }, "one"),
      frame("SEND", { n: "2" }, "two"),
      frame("DISCONNECT"),
    ],
  },
  {
    says: "STOMP-17: text of every length in UTF-8",
    input: "SEND\nß€:🎉\n\naß€🎉\0",
    frames: [frame("SEND", { "ß€": "🎉" }, "aß€🎉")],
  },
  {
    says: "STOMP-18: a command is taken as it is spelled",
    input: "send\n\n\0Connect\n\n\0",
    frames: [frame("send"), frame("Connect")],
  },
  {
    says: "STOMP-18: a byte order mark belongs to the command",
    input: "\uFEFFSEND\n\n\0",
    frames: [frame("\uFEFFSEND")],
  },
  {
    says: "a frame of headers named like an object's own parts",
    input: "SEND\n__proto__:1\nconstructor:2\n\n\0",
    frames: [
      {
        command: "SEND",
        headers: [
          ["__proto__", "1"],
          ["constructor", "2"],
        ],
        body: "",
      },
    ],
  },
  {
    says: "a frame that has not ended is not given out",
    input: "DISCONNECT\n\n\0SEND\ncontent-length:23\n\nnot all of the body",
    frames: [frame("DISCONNECT")],
  },
  {
    says: "a head that has not ended is not given out",
    input: "DISCONNECT\n\n\0SEND\ndestination:/a\n",
    frames: [frame("DISCONNECT")],
  },
  {
    says: "as much as the limits allow",
    input: `SEND\na:${"x".repeat(69)}\ncontent-length:64\n\n${"b".repeat(64)}\0`,
    frames: [frame("SEND", { a: "x".repeat(69), "content-length": "64" }, "b".repeat(64))],
  },
];

export const BAD: readonly Stream[] = [
  ...[
    ["in a header", "SEND\na:b\rc\n\n\0"],
    ["at the end of a header, before CRLF", "SEND\r\na:b\r\r\n\r\n\0"],
    ["in the command", "SE\rND\n\n\0"],
    ["between frames", "\n\rSEND\n\n\0"],
  ].map(([where, input]): Stream => ({
    says: `STOMP-7: a CR without its LF ${where}`,
    input: input!,
    frames: [],
    error: "malformed",
  })),
  ...["\\t", "\\", "\\0", "\\N", "a\\ b", "\\\\\\"].flatMap((escape): Stream[] => [
    {
      says: `STOMP-9: ${JSON.stringify(escape)} in a value`,
      input: `SEND\na:${escape}\n\n\0`,
      frames: [],
      error: "malformed",
    },
    {
      says: `STOMP-9: ${JSON.stringify(escape)} in a name`,
      input: `DISCONNECT\n\n\0SEND\n${escape}:a\n\n\0`,
      frames: [frame("DISCONNECT")],
      error: "malformed",
    },
  ]),
  {
    says: "STOMP-9: an escape in a repeated header is looked at too",
    input: "SEND\na:1\na:\\x\n\n\0",
    frames: [],
    error: "malformed",
  },
  ...["-1", "+1", "", " 3", "3 ", "0x3", "3.0", "1e3", "NaN", "٣", "9".repeat(16)].map(
    (length): Stream => ({
      says: `STOMP-13: a content-length of ${JSON.stringify(length)}`,
      input: `SEND\ncontent-length:${length}\n\nabc\0`,
      frames: [],
      error: "malformed",
    }),
  ),
  {
    says: "STOMP-13: a content-length over the limit, before any of the body has come",
    input: "SEND\ncontent-length:65\n\n",
    frames: [],
    error: "too_large",
  },
  {
    says: "STOMP-13: a content-length that no number can hold exactly",
    input: "SEND\ncontent-length:999999999999999\n\n",
    frames: [],
    error: "too_large",
  },
  {
    says: "STOMP-13: a body longer than its content-length",
    input: "SEND\ncontent-length:3\n\nabcd\0",
    frames: [],
    error: "malformed",
  },
  {
    says: "STOMP-13: content-length counted in characters",
    input: "SEND\ncontent-length:3\n\n€€€\0",
    frames: [],
    error: "malformed",
  },
  {
    says: "STOMP-19: a body on a frame that may have none",
    input: "CONNECT\naccept-version:1.2\n\nbody\0",
    frames: [],
    error: "malformed",
  },
  {
    says: "STOMP-19: a body announced on a frame that may have none",
    input: "SUBSCRIBE\nid:0\ncontent-length:4\n\nbody\0",
    frames: [],
    error: "malformed",
  },
  {
    says: "STOMP-38: a head that is not UTF-8",
    input: octets("SEND\na:\xff\n\n\0"),
    frames: [],
    error: "utf8",
  },
  {
    says: "STOMP-38: a head with an overlong slash",
    input: octets("SEND\na:\xc0\xaf\n\n\0"),
    frames: [],
    error: "utf8",
  },
  {
    says: "STOMP-38: a head with half a surrogate pair",
    input: octets("SEND\na:\xed\xa0\x80\n\n\0"),
    frames: [],
    error: "utf8",
  },
  { says: "a NUL before any frame", input: "\0SEND\n\n\0", frames: [], error: "malformed" },
  { says: "a NUL in the command", input: "SE\0ND\n\n\0", frames: [], error: "malformed" },
  { says: "a NUL in a header", input: "SEND\na:\0\n\n\0", frames: [], error: "malformed" },
  { says: "a header without a colon", input: "SEND\nfoo\n\n\0", frames: [], error: "malformed" },
  { says: "a header without a name", input: "SEND\n:foo\n\n\0", frames: [], error: "malformed" },
  {
    says: "more headers than the limit",
    input: "SEND\na:1\nb:2\nc:3\nd:4\ne:5\n\n\0",
    frames: [],
    error: "too_large",
  },
  {
    says: "repeated headers beyond the limit",
    input: `SEND\n${"a:1\n".repeat(5)}\n\0`,
    frames: [],
    error: "too_large",
  },
  {
    says: "a head longer than the limit, before it has ended",
    input: `SEND\na:${"x".repeat(90)}`,
    frames: [],
    error: "too_large",
  },
  {
    says: "a command that never ends",
    input: "x".repeat(97),
    frames: [],
    error: "too_large",
  },
  {
    says: "a body without a content-length that is over the limit, before it has ended",
    input: `SEND\n\n${"x".repeat(65)}`,
    frames: [],
    error: "too_large",
  },
];

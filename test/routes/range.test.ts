import { expect, test } from "bun:test";
import { contentDisposition } from "../../routes/disposition.ts";
import { readRange } from "../../routes/range.ts";

const SIZE = 1_000;

test.each([
  ["bytes=0-99", { first: 0, last: 99 }],
  ["bytes=0-0", { first: 0, last: 0 }],
  ["bytes=500-", { first: 500, last: 999 }],
  ["bytes=999-", { first: 999, last: 999 }],
  ["bytes=-1", { first: 999, last: 999 }],
  ["bytes=-1000", { first: 0, last: 999 }],
  ["bytes=-5000", { first: 0, last: 999 }],
  ["bytes=0-5000", { first: 0, last: 999 }],
  ["Bytes= 5 - 6 ", { first: 5, last: 6 }],
  [`bytes=0-${"9".repeat(400)}`, { first: 0, last: 999 }],
  ["bytes=1000-", "unsatisfiable"],
  ["bytes=1000-2000", "unsatisfiable"],
  [`bytes=${"9".repeat(400)}-`, "unsatisfiable"],
  ["bytes=-0", "unsatisfiable"],
  [undefined, undefined],
  ["", undefined],
  ["bytes=", undefined],
  ["bytes=-", undefined],
  ["bytes=5-4", undefined],
  ["bytes=a-b", undefined],
  ["bytes=1.5-2", undefined],
  ["bytes=+1-2", undefined],
  ["bytes=0-1,5-6", undefined],
  ["lines=0-1", undefined],
])("The range %j of 1,000 bytes is %j", (header, range) => {
  expect(readRange(header, SIZE)).toEqual(range as ReturnType<typeof readRange>);
});

test.each([
  ["a.png", `inline; filename="a.png"; filename*=UTF-8''a.png`],
  ['a"b\\c.png', `inline; filename="a_b_c.png"; filename*=UTF-8''a%22b%5Cc.png`],
  ["März.png", `inline; filename="M_rz.png"; filename*=UTF-8''M%C3%A4rz.png`],
  ["100%41.png", `inline; filename="100_41.png"; filename*=UTF-8''100%2541.png`],
  ["it's (1)*.png", `inline; filename="it's (1)*.png"; filename*=UTF-8''it%27s%20%281%29%2A.png`],
  ["a\r\nX: y", `inline; filename="a__X: y"; filename*=UTF-8''a%0D%0AX%3A%20y`],
])("The name %j is written so that every browser reads it as it is", (name, header) => {
  expect(contentDisposition("inline", name)).toBe(header);
});

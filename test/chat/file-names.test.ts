import { expect, test } from "bun:test";
import { fileNameFrom } from "../../chat/file-names.ts";

test.each([
  ["stays", "Rechnung März 2026.pdf", "Rechnung März 2026.pdf"],
  ["of another script stays", "写真 (1).jpg", "写真 (1).jpg"],
  ["with quotes stays", `a"b'c.txt`, `a"b'c.txt`],
  ["with an emoji of several stays whole", "👩‍👩‍👧.png", "👩‍👩‍👧.png"],
  ["loses the folders of Unix", "../../etc/passwd", "passwd"],
  ["loses the folders of Windows", "C:\\Users\\ada\\a.png", "a.png"],
  ["loses line breaks", "a\r\nContent-Type: text/html\r\n.png", "html.png"],
  ["loses NUL", "a.png\0.exe", "a.png.exe"],
  ["loses what turns the direction", "photo\u202egpj.exe", "photogpj.exe"],
  ["loses isolates and marks", "\u2066a\u2069\u200f\u200e.png", "a.png"],
  ["loses what cannot be seen", "a\ufeff\u00ad\u2028.png", "a.png"],
  ["has one space for several, and none around", "  a \t  b.png ", "a b.png"],
  ["without anything is a file", "", "file"],
  ["of a folder alone is a file", "a/b/", "file"],
  ["of one dot is a file", ".", "file"],
  ["of two dots is a file", "..", "file"],
  ["of two dots after a path is a file", "a/..", "file"],
  ["of nothing to see is a file", "\u202e\u200f", "file"],
  ["of half a character is mended", "a\ud800.png", "a\ufffd.png"],
  ["that is long keeps its extension", `${"x".repeat(300)}.jpeg`, `${"x".repeat(145)}.jpeg`],
  ["that is long has no half character", `${"x".repeat(148)}😀😀`, `${"x".repeat(148)}😀`],
  [
    "whose extension is long is cut",
    "x".repeat(10) + "." + "y".repeat(300),
    `${"x".repeat(10)}.${"y".repeat(139)}`,
  ],
])("A name %s", (_, given, kept) => {
  expect(fileNameFrom(given)).toBe(kept);
});

test("What is cut in the middle of a character is still well formed", () => {
  expect(fileNameFrom(`${"x".repeat(149)}😀😀`).isWellFormed()).toBe(true);
});

import { describe, expect, test } from "bun:test";
import { ownFile } from "../../inbox/views/content/own-file.ts";
import { plainName } from "../../inbox/views/content/plain-name.ts";

describe("A file", () => {
  const path = `/files/${"aZ09_-x".repeat(6)}x/parcel%20(1).png`;

  test("of ours is known by its path, whatever name the server went by", () => {
    expect(ownFile(`https://chat.example.org${path}`)).toBe(path);
    expect(ownFile(`http://127.0.0.1:8080/behind/a/proxy${path}`)).toBe(path);
  });

  test.each([
    ["https://example.org/parcel.png"],
    ["https://example.org/files/short/parcel.png"],
    [`https://example.org/?next=${path}`],
    [`https://example.org/#${path}`],
    [`https://example.org${path}?size=large`],
    [`https://example.org${path}/more`],
    [`ftp://example.org${path}`],
  ])("at %s is somebody else's", (url) => {
    expect(ownFile(url)).toBeUndefined();
  });

  test("has a name in which nothing turns the direction of writing or begins a line", () => {
    expect(plainName("invoice\u202Egpj.exe")).toBe("invoice gpj.exe");
    expect(plainName("\u2067a\nb\u2069\u0000.png ")).toBe("a b .png");
    expect(plainName("סיכום.pdf")).toBe("סיכום.pdf");
  });
});

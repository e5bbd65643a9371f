/** Files as they are read: for everybody who knows the address, and such that none of them does anything. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { PNG } from "../sample-files.ts";
import { setScene, type Scene } from "./scene.ts";
import { bytes, OPERATORS, upload, VISITORS } from "./upload.ts";

let scene: Scene;
beforeAll(async () => void (scene = await setScene()));
afterAll(() => scene[Symbol.asyncDispose]());

async function stored(body: Uint8Array<ArrayBuffer> | string, name = "a"): Promise<string> {
  return (await upload(scene.server, VISITORS, scene.tokens.visitor, body, name)).body.url;
}

const HTML = "<!doctype html><script>alert(1)</script>";

describe.each([
  ["A picture", PNG, "image/png", "inline"],
  ["A page", Buffer.from(HTML), "application/octet-stream", "attachment"],
] as const)("%s", (_, body, type, disposition) => {
  test("does nothing where it is opened, may be shown on every site, and never changes", async () => {
    const { status, headers } = await fetch(await stored(Uint8Array.from(body), "ä.html"));
    expect(status).toBe(200);
    expect(Object.fromEntries(headers)).toMatchObject({
      "content-type": type,
      "content-disposition": `${disposition}; filename="_.html"; filename*=UTF-8''%C3%A4.html`,
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; sandbox",
      "cross-origin-resource-policy": "cross-origin",
      "cache-control": "public, max-age=31536000, immutable",
      "accept-ranges": "bytes",
      "content-length": String(body.length),
    });
  });

  test("is not sent again to who has it", async () => {
    const url = await stored(Uint8Array.from(body));
    const etag = (await fetch(url)).headers.get("etag") ?? "";
    expect(etag).toMatch(/^"[\w-]+"$/);
    const again = await fetch(url, { headers: { "If-None-Match": etag } });
    expect([again.status, await again.text()]).toEqual([304, ""]);
    expect(again.headers.get("content-security-policy")).toBe("default-src 'none'; sandbox");
    const other = await fetch(url, { headers: { "If-None-Match": '"another"' } });
    expect(other.status).toBe(200);
  });
});

test("HEAD answers what GET does, without the file", async () => {
  const url = await stored(bytes(2_000_000));
  const head = await fetch(url, { method: "HEAD" });
  expect([head.status, await head.text()]).toEqual([200, ""]);
  expect(head.headers.get("content-length")).toBe("2000000");
  const got = await fetch(url);
  for (const name of ["content-type", "etag", "content-disposition", "content-security-policy"]) {
    expect(head.headers.get(name)).toBe(got.headers.get(name));
  }
});

describe("Of a file of 200,000 bytes", () => {
  const whole = bytes(200_000);
  let url: string;
  beforeAll(async () => void (url = await stored(whole)));

  test.each([
    ["bytes=0-0", 0, 0],
    ["bytes=0-99", 0, 99],
    ["bytes=65535-65536", 65_535, 65_536],
    ["bytes=65536-131071", 65_536, 131_071],
    ["bytes=65000-140000", 65_000, 140_000],
    ["bytes=199999-", 199_999, 199_999],
    ["bytes=-70000", 130_000, 199_999],
    ["bytes=0-", 0, 199_999],
    ["bytes=100-999999", 100, 199_999],
  ])("the range %s is answered", async (Range, first, last) => {
    const response = await fetch(url, { headers: { Range } });
    expect(response.status).toBe(206);
    expect(response.headers.get("content-range")).toBe(`bytes ${first}-${last}/200000`);
    expect(response.headers.get("content-length")).toBe(String(last + 1 - first));
    const body = Buffer.from(await response.arrayBuffer());
    expect(body.equals(whole.subarray(first, last + 1))).toBe(true);
  });

  test.each(["bytes=200000-", "bytes=300000-400000", "bytes=-0"])(
    "the range %s is not there",
    async (Range) => {
      const response = await fetch(url, { headers: { Range } });
      expect([response.status, await response.text()]).toEqual([416, ""]);
      expect(response.headers.get("content-range")).toBe("bytes */200000");
    },
  );

  test.each(["bytes=0-1,5-6", "bytes=9-1", "pages=1-2", "bytes=x"])(
    "the range %s gives the whole",
    async (Range) => {
      const response = await fetch(url, { headers: { Range } });
      expect([response.status, (await response.arrayBuffer()).byteLength]).toEqual([200, 200_000]);
    },
  );

  test("a range of it as it was gives the range, of another one the whole", async () => {
    const etag = (await fetch(url)).headers.get("etag") ?? "";
    const ask = async (tag: string): Promise<number> =>
      (await fetch(url, { headers: { Range: "bytes=0-1", "If-Range": tag } })).status;
    expect(await ask(etag)).toBe(206);
    expect(await ask('"another"')).toBe(200);
    expect(await ask("Wed, 07 Jan 2026 09:01:44 GMT")).toBe(200);
  });
});

test("A range of several MiB comes whole too", async () => {
  const whole = bytes(5_000_000);
  const response = await fetch(await stored(whole), { headers: { Range: "bytes=1000000-" } });
  expect(response.headers.get("content-range")).toBe("bytes 1000000-4999999/5000000");
  expect(Buffer.from(await response.arrayBuffer()).equals(whole.subarray(1_000_000))).toBe(true);
});

describe("The name", () => {
  test.each([
    ["../../etc/passwd", "passwd"],
    ['a"b.png', 'a"b.png'],
    ["a b&c=d#e?.png", "a b&c=d#e?.png"],
    ["100%.png", "100%.png"],
    ["%2e%2e%2f.png", "%2e%2e%2f.png"],
    ["line\r\nSet-Cookie: a=b.png", "lineSet-Cookie: a=b.png"],
    ["photo\u202egpj.exe", "photogpj.exe"],
    ["写真 😀.png", "写真 😀.png"],
    ["..", "file"],
    ["x".repeat(1_000), "x".repeat(150)],
  ])("%j is kept as %j, and the address leads to it", async (given, kept) => {
    const { body } = await upload(scene.server, OPERATORS, scene.tokens.agent, PNG, given);
    expect(body.name).toBe(kept);
    const response = await fetch(body.url);
    expect(response.status).toBe(200);
    const disposition = response.headers.get("content-disposition") ?? "";
    expect(decodeURIComponent(disposition.split("''")[1] ?? "")).toBe(kept);
    expect(response.headers.get("set-cookie")).toBeNull();
  });
});

describe("Not found is", () => {
  test.each([
    ["another id", (url: string) => url.replace(/files\/./, "files/-")],
    ["another name", (url: string) => url.replace(/a\.png$/, "b.png")],
    ["no name", (url: string) => url.replace(/\/a\.png$/, "")],
    ["an id that could be SQL", (url: string) => url.replace(/files\/[^/]+/, "files/' OR 1=1")],
    ["a name that is no UTF-8", (url: string) => url.replace(/a\.png$/, "%ff.png")],
    ["a path out of it", (url: string) => url.replace(/a\.png$/, "..%2Fa.png")],
  ])("%s", async (_, change) => {
    const url = await stored(PNG, "a.png");
    expect((await fetch(url)).status).toBe(200);
    const response = await fetch(change(url));
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: "not_found" });
  });
});

test("Nobody's token is needed, and none is in the address", async () => {
  const url = await stored(PNG, "a.png");
  expect(url).not.toContain(scene.tokens.visitor);
  expect((await fetch(url, { headers: { Authorization: "no" } })).status).toBe(200);
});

test("Who reads slowly, or stops in the middle, holds up nobody", async () => {
  const url = new URL(await stored(bytes(9_000_000)));
  const stalled = await Promise.all(
    Array.from({ length: 20 }, () =>
      Bun.connect({
        hostname: url.hostname,
        port: Number(url.port),
        socket: {
          open: (socket) =>
            void socket.write(`GET ${url.pathname} HTTP/1.1\r\nHost: localhost\r\n\r\n`),
          data: (socket) => socket.pause(),
        },
      }),
    ),
  );
  expect((await (await fetch(url)).arrayBuffer()).byteLength).toBe(9_000_000);
  await scene.visitor.send("hello");
  for (const socket of stalled) socket.terminate();
  expect((await (await fetch(url)).arrayBuffer()).byteLength).toBe(9_000_000);
  expect(scene.server.logged.filter((line) => line.includes("request_failed"))).toEqual([]);
});

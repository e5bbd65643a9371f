/** What browsers load: the page's script, the example page and the inbox. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { setScene, type Scene } from "./scene.ts";

let scene: Scene;
beforeAll(async () => void (scene = await setScene()));
afterAll(() => scene[Symbol.asyncDispose]());

function get(path: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${scene.server.url}${path}`, { headers, redirect: "manual" });
}

/** The directives of a content security policy by name. */
function policyOf({ headers }: Response): Record<string, string[]> {
  const policy = headers.get("content-security-policy") ?? "";
  return Object.fromEntries(
    policy.split(/;\s*/).map((directive) => {
      const [name = "", ...sources] = directive.split(/\s+/);
      return [name, sources];
    }),
  );
}

const ASSETS: readonly [path: string, type: string][] = [
  ["/s.js", "text/javascript; charset=utf-8"],
  ["/chatplugin/ui/s.js", "text/javascript; charset=utf-8"],
  ["/extras.js", "text/javascript; charset=utf-8"],
  ["/inbox", "text/html; charset=utf-8"],
  ["/inbox/app.js", "text/javascript; charset=utf-8"],
  ["/inbox/app.css", "text/css; charset=utf-8"],
  ["/inbox/manifest.webmanifest", "application/manifest+json; charset=utf-8"],
];

describe.each(ASSETS)("GET %s", (path, type) => {
  test("answers its text with its type, and nothing guesses another", async () => {
    const response = await get(path);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe(type);
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect((await response.text()).length).toBeGreaterThan(100);
  });

  test("is compressed for who takes gzip, and for nobody else; caches keep the two apart", async () => {
    const plain = await get(path, { "Accept-Encoding": "identity" });
    const zipped = await get(path, { "Accept-Encoding": "br, gzip" });
    expect(plain.headers.get("content-encoding")).toBeNull();
    expect(zipped.headers.get("content-encoding")).toBe("gzip");
    expect(Number(zipped.headers.get("content-length"))).toBeLessThan(
      Number(plain.headers.get("content-length")),
    );
    expect([plain.headers.get("vary"), zipped.headers.get("vary")]).toEqual(
      Array(2).fill("Accept-Encoding"),
    );
    // fetch has unpacked it.
    expect(await zipped.text()).toBe(await plain.text());
  });

  test("has an ETag and answers 304 to it, weak and in a list too", async () => {
    const tag = (await get(path)).headers.get("etag") ?? "";
    expect(tag).toMatch(/^"[\w-]+"$/);
    for (const header of [tag, `W/${tag}`, `"x", ${tag}`]) {
      const again = await get(path, { "If-None-Match": header });
      expect({ header, status: again.status }).toEqual({ header, status: 304 });
      expect(again.headers.get("etag")).toBe(tag);
      expect(again.headers.get("cache-control")).toStartWith("public, max-age=");
    }
    expect((await get(path, { "If-None-Match": '"another"' })).status).toBe(200);
  });

  test("answers HEAD without a body", async () => {
    const response = await fetch(`${scene.server.url}${path}`, { method: "HEAD" });
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe(type);
    expect(await response.text()).toBe("");
  });
});

test("/s.js and /chatplugin/ui/s.js are the same script, kept by browsers for five minutes", async () => {
  const [script, newer] = [await get("/s.js"), await get("/chatplugin/ui/s.js")];
  expect(script.headers.get("cache-control")).toBe("public, max-age=300");
  expect(await newer.text()).toBe(await script.text());
});

describe("/example.html", () => {
  const withChannel = () => `/example.html?channel_id=${scene.visitor.channel.id}`;

  test("has the snippet with its channel, and scripts that only this answer's nonce allows", async () => {
    const response = await get(withChannel());
    const html = await response.text();
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toMatch(/^text\/html; charset=utf-8$/i);
    expect(html).toMatch(new RegExp(`\\bcid\\W+${scene.visitor.channel.id}\\W`));
    const nonce = /^'nonce-([\w-]+)'$/.exec(policyOf(response)["script-src"]?.[0] ?? "")?.[1];
    const nonces = [...html.matchAll(/<script nonce="([^"]+)">/g)].map((match) => match[1]);
    expect(nonces).toEqual([nonce, nonce]);
    expect(html.match(/<script/g)?.length).toBe(2);
  });

  test("has another nonce every time and is not cached", async () => {
    const answers = [await get(withChannel()), await get(withChannel())];
    const [one, other] = answers.map((answer) => policyOf(answer)["script-src"]?.[0]);
    expect(one).not.toBe(other);
    expect(answers[0]?.headers.get("cache-control")).toBe("no-store");
  });

  test("reaches no other host", async () => {
    const response = await get(withChannel());
    const policy = policyOf(response);
    expect(policy["default-src"]).toEqual(["'none'"]);
    expect(policy["connect-src"]).toEqual(["'self'"]);
    expect(policy["script-src"]?.length).toBe(1);
    expect(await response.text()).not.toMatch(/(src|href)="(https?:)?\/\//);
  });

  test.each([
    ["no channel", ""],
    ["a channel that cannot be one", "?channel_id=demo"],
    ["markup", `?channel_id=${encodeURIComponent('"><script>alert(1)</script>')}`],
    [
      "the end of a script",
      `?channel_id=${encodeURIComponent("</script><img src=x onerror=alert(1)>")}`,
    ],
  ])("with %s says what to do and runs no script", async (_, query) => {
    const response = await get(`/example.html${query}`);
    const html = await response.text();
    expect(response.status).toBe(200);
    expect(html).toContain("parley --seed-channel");
    expect(html).not.toContain("<script");
    expect(html).not.toContain("alert(1)");
  });
});

describe("/inbox", () => {
  test("has a policy: its own script and style, nothing inline, in nobody's frame", async () => {
    const response = await get("/inbox");
    expect(policyOf(response)).toMatchObject({
      "default-src": ["'none'"],
      "script-src": ["'self'"],
      "style-src": ["'self'"],
      "connect-src": ["'self'"],
      "base-uri": ["'none'"],
      "form-action": ["'none'"],
      "frame-ancestors": ["'none'"],
    });
    const html = await response.text();
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=/);
    expect(html).not.toMatch(/(src|href)="(https?:)?\/\//);
  });

  test("is asked for again every time, so that a new executable's is there at once", async () => {
    for (const path of ["/inbox", "/inbox/app.js", "/inbox/app.css"]) {
      expect((await get(path)).headers.get("cache-control")).toBe("public, max-age=0");
    }
  });
});

describe("/inbox is apart from other pages", () => {
  test("in nobody's frame, with nobody's handle, by old ways too", async () => {
    const { headers } = await get("/inbox");
    expect(headers.get("x-frame-options")).toBe("DENY");
    expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
  });

  test.each(["/inbox", "/inbox/app.js", "/inbox/app.css", "/inbox/manifest.webmanifest"])(
    "%s is for its own origin",
    async (path) => {
      const { headers } = await get(path, { Origin: "https://elsewhere.example" });
      expect(headers.get("access-control-allow-origin")).toBeNull();
      expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
    },
  );
});

describe("The manifest", () => {
  interface Icon {
    readonly src: string;
    readonly sizes: string;
    readonly type: string;
    readonly purpose?: string;
  }
  interface Manifest {
    readonly start_url: string;
    readonly scope: string;
    readonly icons: readonly Icon[];
    readonly shortcuts: readonly { readonly url: string; readonly icons: readonly Icon[] }[];
  }
  const manifest = async (): Promise<Manifest> =>
    (await get("/inbox/manifest.webmanifest")).json() as Promise<Manifest>;

  test("names icons that are there, of the type and the size that it says", async () => {
    const { icons, shortcuts } = await manifest();
    expect(icons.map(({ purpose }) => purpose)).toContain("maskable");
    for (const { src, sizes, type } of [...icons, ...shortcuts.flatMap((one) => one.icons)]) {
      const response = await get(src);
      expect([src, response.status, response.headers.get("content-type")]).toEqual([
        src,
        200,
        type,
      ]);
      if (type !== "image/png") continue;
      // IHDR, the first chunk of every PNG.
      const bytes = Buffer.from(await response.arrayBuffer());
      expect([src, `${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`]).toEqual([src, sizes]);
    }
  });

  test("leads to the inbox and its pages, and to nothing else of the server", async () => {
    const { start_url, scope, shortcuts } = await manifest();
    expect([start_url, scope]).toEqual(["/inbox", "/inbox"]);
    for (const { url } of shortcuts) expect(url).toMatch(/^\/inbox#\//);
  });

  test("and the page name the same icons", async () => {
    const html = await (await get("/inbox")).text();
    const named = [...html.matchAll(/<link rel="[a-z-]*icon"[^>]*href="([^"]+)"/g)];
    expect(named.map(([, path]) => path)).toEqual([
      "/inbox/icon.svg",
      "/inbox/apple-touch-icon.png",
    ]);
    for (const [, path = ""] of named) {
      const tag = (await get(path)).headers.get("etag") ?? "";
      expect((await get(path, { "If-None-Match": tag })).status).toBe(304);
    }
  });
});

test("/ leads to the inbox", async () => {
  const response = await get("/");
  expect([response.status, response.headers.get("location")]).toEqual([302, "/inbox"]);
});

test.each([
  "/",
  "/s.js",
  "/chatplugin/ui/s.js",
  "/extras.js",
  "/example.html",
  "/inbox",
  "/inbox/app.js",
  "/inbox/manifest.webmanifest",
  "/inbox/icon-192.png",
  "/healthz",
  "/metrics",
])("%s takes GET and nothing else: 405 with Allow", async (path) => {
  for (const method of ["POST", "PUT", "DELETE", "OPTIONS"]) {
    const response = await fetch(`${scene.server.url}${path}`, { method });
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("GET");
    expect(await response.json()).toEqual({
      code: "method_not_allowed",
      message: "this path takes GET only",
    });
  }
});

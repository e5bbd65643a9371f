/** Pages of other origins reach what visitors need, and nothing of the operators'. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { ENDPOINTS, tokenFor } from "./endpoints.ts";
import { setScene, type Scene } from "./scene.ts";

let scene: Scene;
beforeAll(async () => void (scene = await setScene()));
afterAll(() => scene[Symbol.asyncDispose]());

const ORIGIN = "https://shop.example.org";
const PLUGIN = ["authenticate", "send", "contact", "resumeToken", "messages", "end", "config"].map(
  (name) => `/chatplugin.${name}`,
);
const OPERATORS = ENDPOINTS.map(({ path }) => path).filter((path) => !PLUGIN.includes(path));
const PAGES = ["/inbox", "/inbox/app.js", "/example.html", "/healthz", "/metrics", "/nothing"];

/** A list in a header as a set of words in lower case. */
function words(header: string | null): Set<string> {
  return new Set((header ?? "").toLowerCase().split(/\s*,\s*/));
}

function preflight(path: string, method: string): Promise<Response> {
  return fetch(`${scene.server.url}${path}`, {
    method: "OPTIONS",
    headers: {
      Origin: ORIGIN,
      "Access-Control-Request-Method": method,
      "Access-Control-Request-Headers": "authorization,content-type",
    },
  });
}

/** Names of all headers that CORS knows. */
function corsHeaders({ headers }: Response): string[] {
  return [...headers.keys()].filter((name) => name.startsWith("access-control-"));
}

describe.each(PLUGIN)("%s, asked from another origin", (path) => {
  test("answers the preflight: its method, Authorization and Content-Type, for a day", async () => {
    const method = path.endsWith("config") ? "GET" : "POST";
    const { status, headers } = await preflight(path, method);
    expect(status).toBe(204);
    expect(headers.get("access-control-allow-origin")).toBe("*");
    expect(words(headers.get("access-control-allow-methods"))).toContain(method.toLowerCase());
    const allowed = words(headers.get("access-control-allow-headers"));
    expect(allowed.isSupersetOf(new Set(["authorization", "content-type"]))).toBe(true);
    expect(headers.get("access-control-max-age")).toBe("86400");
  });

  test("lets the page read its answer and the headers that a client needs, errors included", async () => {
    const endpoint = ENDPOINTS.find((one) => one.path === path);
    const token = endpoint && tokenFor(endpoint, scene);
    const headers = {
      Origin: ORIGIN,
      "Content-Type": "application/json",
      ...(token !== undefined && { Authorization: token }),
    };
    const good = JSON.stringify(await endpoint?.body(scene));
    const requests: [RequestInit, number][] = endpoint
      ? [
          [{ method: "POST", headers, body: good }, 200],
          [{ method: "POST", headers, body: "{" }, 400],
          [{ method: "POST", headers, body: " ".repeat(70_000) }, 413],
          [{ method: "POST", headers, body: " ".repeat(2 ** 21) }, 413],
          [
            { method: "POST", headers: { ...headers, "Content-Type": "text/plain" }, body: good },
            415,
          ],
          [{ method: "GET", headers }, 405],
        ]
      : [
          [{ method: "GET", headers }, 400],
          [{ method: "POST", headers }, 405],
        ];
    if (token !== undefined) {
      requests.push([
        { method: "POST", headers: { ...headers, Authorization: "no" }, body: good },
        401,
      ]);
    }
    for (const [init, status] of requests) {
      const response = await fetch(`${scene.server.url}${path}`, init);
      expect(response.status).toBe(status);
      expect(response.headers.get("access-control-allow-origin")).toBe("*");
      const exposed = words(response.headers.get("access-control-expose-headers"));
      expect(exposed.isSupersetOf(new Set(["parley-history", "retry-after"]))).toBe(true);
    }
  });

  test("never says that cookies may be sent: the token is all there is", async () => {
    expect(corsHeaders(await preflight(path, "POST"))).not.toContain(
      "access-control-allow-credentials",
    );
  });
});

test("/chatplugin.authenticate, .send and .messages tell the page which history it is in", async () => {
  const { post } = scene.server;
  const { channel, token } = scene.visitor;
  const answers = [
    await post("/chatplugin.authenticate", { channel_id: channel.id }),
    await post("/chatplugin.send", { message: { text: "hello" } }, token),
    await post("/chatplugin.messages", { after: 0 }, token),
  ];
  const histories = answers.map(({ headers }) => headers.get("parley-history"));
  expect(histories[0]).toMatch(/^[0-9a-f-]{36}$/);
  expect(new Set(histories).size).toBe(1);
});

describe.each(["/s.js", "/chatplugin/ui/s.js", "/extras.js"])("%s", (path) => {
  test("may be loaded by pages of any origin, with and without crossorigin", async () => {
    const { headers } = await fetch(`${scene.server.url}${path}`, { headers: { Origin: ORIGIN } });
    expect(headers.get("access-control-allow-origin")).toBe("*");
    expect(headers.get("cross-origin-resource-policy")).toBe("cross-origin");
  });

  test("may be so when it has not changed, too", async () => {
    const { headers } = await fetch(`${scene.server.url}${path}`);
    const again = await fetch(`${scene.server.url}${path}`, {
      headers: { Origin: ORIGIN, "If-None-Match": headers.get("etag") ?? "" },
    });
    expect(again.status).toBe(304);
    expect(again.headers.get("access-control-allow-origin")).toBe("*");
  });
});

describe.each(OPERATORS)("%s, asked from another origin", (path) => {
  test("answers no preflight", async () => {
    const response = await preflight(path, "POST");
    expect(response.status).toBe(405);
    expect(corsHeaders(response)).toEqual([]);
  });

  test("lets no page read its answer, good or bad", async () => {
    const endpoint = ENDPOINTS.find((one) => one.path === path);
    const token = (endpoint && tokenFor(endpoint, scene)) ?? "";
    for (const Authorization of [token, "no"]) {
      const response = await fetch(`${scene.server.url}${path}`, {
        method: "POST",
        headers: { Origin: ORIGIN, "Content-Type": "application/json", Authorization },
        body: JSON.stringify(await endpoint?.body(scene)),
      });
      expect(corsHeaders(response)).toEqual([]);
    }
  });
});

test.each(PAGES)("%s lets no page of another origin read it", async (path) => {
  const response = await fetch(`${scene.server.url}${path}`, { headers: { Origin: ORIGIN } });
  expect(corsHeaders(response)).toEqual([]);
});

/** The OpenAPI document: a valid one, of every endpoint that there is and of none that there is not. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { Validator } from "@seriousme/openapi-schema-validator";
import { createApp, type AppDeps } from "../../routes/index.ts";
import { ENDPOINTS } from "../routes/endpoints.ts";
import { setScene, type Scene, type Speaker } from "../routes/scene.ts";
import { readDocument, type Described, type Operation } from "./open-api.ts";

let scene: Scene;
let described: Described;
beforeAll(async () => {
  scene = await setScene();
  described = await readDocument(scene.server);
});
afterAll(() => scene[Symbol.asyncDispose]());

/** Pages, and what is for machines that watch the server. */
const NOT_DESCRIBED = [
  "get /",
  "get /asyncapi.json",
  "get /chatplugin/ui/s.js",
  "get /example.html",
  "get /extras.js",
  "get /healthz",
  "get /inbox",
  "get /inbox/app.css",
  "get /inbox/app.js",
  "get /inbox/apple-touch-icon.png",
  "get /inbox/icon-192.png",
  "get /inbox/icon-512.png",
  "get /inbox/icon-maskable-512.png",
  "get /inbox/icon.svg",
  "get /inbox/manifest.webmanifest",
  "get /inbox/preview.html",
  "get /metrics",
  "get /openapi.json",
  "get /s.js",
];

/** Tried elsewhere: the token or a login of whoever asks is used up, or the body is no JSON. */
const NOT_TRIED = [
  "/sessions.end",
  "/users.logout",
  "/users.set-avatar",
  "/chatplugin.upload",
  "/messages.upload",
];

function operations(): Operation[] {
  return Object.values(described.document.paths).flatMap((methods) => Object.values(methods));
}

test("The document is what the meta-schema of OpenAPI 3.1 wants", async () => {
  const copy = JSON.parse(JSON.stringify(described.document));
  const { valid, errors } = await new Validator().validate(copy);
  expect({ valid, errors }).toEqual({ valid: true, errors: undefined });
  expect(described.document.openapi).toBe("3.1.0");
});

test("The document has every route that the server has, and no other", () => {
  const routes = createApp({} as AppDeps)
    .routes.filter(({ method }) => method !== "OPTIONS" && method !== "ALL")
    .map(({ method, path }) => `${method.toLowerCase()} ${path.replaceAll(/:(\w+)/g, "{$1}")}`);
  const inDocument = Object.entries(described.document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  );
  expect([...inDocument, ...NOT_DESCRIBED].toSorted()).toEqual(routes.toSorted());
});

test("Every endpoint of the document is one of those that the tests try, and the other way round", () => {
  const posts = Object.entries(described.document.paths)
    .filter(([, methods]) => "post" in methods)
    .map(([path]) => path);
  const tried = [...ENDPOINTS.map(({ path }) => path), ...NOT_TRIED];
  expect(posts.toSorted()).toEqual(tried.toSorted());
});

test("An operation's id is its path, its tag its namespace", () => {
  for (const [path, methods] of Object.entries(described.document.paths)) {
    for (const { operationId, tags } of Object.values(methods)) {
      expect({ operationId, tags }).toEqual({
        operationId: path.slice(1),
        tags: [/^\/(\w+)/.exec(path)?.[1] ?? ""],
      });
    }
  }
});

describe("The document says whose token", () => {
  /** As the document has it: the scheme, and the role where one is needed. */
  function allows({ security }: Operation, speaker: Speaker): boolean {
    const [scheme, role] = SCHEMES[speaker] ?? [];
    return security.some((one) => scheme !== undefined && one[scheme]?.every((r) => r === role));
  }

  const SCHEMES: Readonly<Partial<Record<Speaker, readonly [string, string?]>>> = {
    visitor: ["visitor"],
    agent: ["login", "agent"],
    admin: ["login", "admin"],
    bot: ["apiToken", "agent"],
  };

  test.each(ENDPOINTS)("$path takes", ({ path, speakers }) => {
    const operation = described.operation(path);
    const allowed = (Object.keys(SCHEMES) as Speaker[]).filter((one) => allows(operation, one));
    // Every operator changes the account that they have; a bot has none.
    const ofAccounts = ["/users.update", "/users.remove-avatar"];
    const wanted: readonly Speaker[] = ofAccounts.includes(path) ? [...speakers, "bot"] : speakers;
    const optional = operation.security.some((one) => Object.keys(one).length === 0);
    if (!optional) expect(allowed.toSorted()).toEqual(wanted.toSorted());
  });
});

describe("What is answered is described to the last field:", () => {
  /** Objects whose keys are somebody else's to choose. */
  const FREE = ["config", "headers", "labels", "metadata"];

  function openObjects(schema: unknown, name: string): string[] {
    if (typeof schema !== "object" || schema === null) return [];
    const object = schema as { type?: unknown; additionalProperties?: unknown };
    const open = object.type === "object" && object.additionalProperties !== false;
    const inner = Object.entries(schema).flatMap(([key, value]) => openObjects(value, key));
    return open ? [name, ...inner] : inner;
  }

  function schemasOfAnswers(): string[] {
    const text = JSON.stringify([operations().map((one) => one.responses)]);
    const names = new Set<string>();
    const waiting = [text, JSON.stringify(described.document.components.responses)];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      for (const [, name = ""] of next.matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
        if (names.has(name)) continue;
        names.add(name);
        waiting.push(JSON.stringify(described.document.components.schemas[name]));
      }
    }
    return [...names];
  }

  test("no object is open, but for those whose keys are chosen by others", () => {
    const names = schemasOfAnswers();
    expect(names).toContain("Message");
    const open = names.flatMap((name) =>
      openObjects(described.document.components.schemas[name], name),
    );
    expect(open.filter((name) => !FREE.includes(name))).toEqual([]);
  });
});

describe.each(["/openapi.json", "/asyncapi.json"])("%s", (path) => {
  test("is served with a validator, to pages of any origin", async () => {
    const first = await fetch(`${scene.server.url}${path}`);
    expect(first.status).toBe(200);
    expect(first.headers.get("content-type")).toBe("application/json");
    expect(first.headers.get("access-control-allow-origin")).toBe("*");
    const etag = first.headers.get("etag") ?? "";
    const again = await fetch(`${scene.server.url}${path}`, { headers: { "If-None-Match": etag } });
    expect([again.status, await again.text()]).toEqual([304, ""]);
  });

  test("is the same every time", async () => {
    const [one, two] = await Promise.all([1, 2].map(() => fetch(`${scene.server.url}${path}`)));
    expect(await one?.text()).toBe((await two?.text()) ?? "");
  });
});

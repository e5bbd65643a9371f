/** What is refused before any endpoint looks at its fields: methods, types, sizes, and what is no JSON. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { MESSAGE_BYTES } from "../../protocol/limits.ts";
import { ENDPOINTS, tokenFor, type Endpoint } from "./endpoints.ts";
import { chunk, exchange, postHead } from "./raw-http.ts";
import { setScene, type Scene } from "./scene.ts";
import { expectInvalid, expectRefusal } from "./shapes.ts";

let scene: Scene;
beforeAll(async () => void (scene = await setScene()));
afterAll(() => scene[Symbol.asyncDispose]());

const TOO_LARGE = { status: 413, code: "payload_too_large" };
const MALFORMED = { status: 400, code: "malformed_json" };

const NO_JSON: Readonly<Record<string, string>> = {
  "half an object": '{"message":{"text":"x"}',
  "a word": "hello",
  "single quotes": "{'after':0}",
  "a trailing comma": '{"after":0,}',
  "two objects": "{}{}",
  "a form": "channel_id=1&text=x",
  "spaces only": "   ",
  "a byte order mark inside": '{\uFEFF"after":0}',
  "a number that is none": '{"after":NaN}',
  "a NUL": '{"after":0}\0',
};

const NO_OBJECT = ["[]", '[{"after":0}]', "null", "5", "true", '"text"'];

for (const endpoint of ENDPOINTS) {
  describe(endpoint.path, () => {
    const { path } = endpoint;
    function ask(body: string, headers: Record<string, string> = {}) {
      return scene.server.post(path, body, tokenFor(endpoint, scene), headers);
    }

    test("takes POST and nothing else: 405 with Allow", async () => {
      for (const method of ["GET", "PUT", "PATCH", "DELETE", "TRACE"]) {
        const response = await fetch(`${scene.server.url}${path}`, { method });
        expect(response.headers.get("allow")).toBe("POST");
        if (method === "TRACE") expect(response.status).toBe(405);
        else {
          const { status, headers } = response;
          const answer = { status, headers, body: await response.json() };
          expectRefusal(answer, { status: 405, code: "method_not_allowed" });
        }
      }
    });

    for (const [what, text] of Object.entries(NO_JSON)) {
      test(`refuses ${what} with 400 malformed_json`, async () => {
        expectRefusal(await ask(text), MALFORMED);
      });
    }

    test("refuses invalid UTF-8 with 400 malformed_json, and guesses no other encoding", async () => {
      const latin1 = Buffer.from('{"message":{"text":"é"}}', "latin1");
      const body = [...head(endpoint, { "Content-Length": String(latin1.length) }), latin1];
      expectRefusal(await exchange(scene.server.url, ...body), MALFORMED);
    });

    for (const text of NO_OBJECT) {
      test(`refuses ${text}, which is no object, with 400`, async () => {
        expectInvalid(await ask(text), "");
      });
    }

    test("refuses a body that is not application/json with 415", async () => {
      const types = ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""];
      for (const type of [...types, "application/jsonp", "text/json", "application/json5"]) {
        const answer = await ask(JSON.stringify(await endpoint.body(scene)), {
          "Content-Type": type,
        });
        expectRefusal(answer, { status: 415, code: "unsupported_media_type" });
      }
    });

    test("takes application/json in any case and with parameters", async () => {
      for (const type of ["Application/JSON", "application/json; charset=utf-8"]) {
        const { status } = await ask("{}", { "Content-Type": type });
        expect(status).not.toBe(415);
      }
    });

    test("reads no body at all as {}, whatever its type", async () => {
      const [none, empty] = [await ask("", { "Content-Type": "text/plain" }), await ask("{}")];
      expect({ ...none, headers: undefined }).toEqual({ ...empty, headers: undefined });
    });

    test("refuses a body that says it is larger than 64 KiB with 413", async () => {
      for (const size of [MESSAGE_BYTES + 1, 2 ** 20, 2 ** 20 + 1, 5 * 2 ** 20]) {
        expectRefusal(await ask(" ".repeat(size)), TOO_LARGE);
      }
    });

    test("refuses a body that grows larger than 64 KiB without saying so with 413", async () => {
      const chunks = Array.from({ length: 5 }, () => chunk(" ".repeat(MESSAGE_BYTES / 4)));
      const request = [...head(endpoint, { "Transfer-Encoding": "chunked" }), ...chunks, chunk("")];
      expectRefusal(await exchange(scene.server.url, ...request), TOO_LARGE);
    });

    test("is hurt by no depth of nesting", async () => {
      const deep = 20_000;
      for (const text of [
        `{"a":${"[".repeat(deep)}${"]".repeat(deep)}}`,
        `${'{"message":'.repeat(5_000)}1${"}".repeat(5_000)}`,
        "[".repeat(60_000),
      ]) {
        expect((await ask(text)).status).toBeLessThan(500);
      }
    });

    test("takes no field from __proto__, constructor or prototype", async () => {
      const good = JSON.stringify(await endpoint.body(scene));
      const required = Object.entries(endpoint.refused).filter(
        ([field, values]) => values.includes(undefined) && !field.includes("."),
      );
      for (const key of ["__proto__", "constructor", "prototype"]) {
        const answer = await ask(`{"${key}":${good}}`);
        for (const [field] of required) expectInvalid(answer, field);
      }
      expect("polluted" in {}).toBe(false);
    });
  });
}

test("A body that says it is too large is refused before it has come", async () => {
  const size = 50 * 2 ** 20;
  const headers = { "Content-Length": String(size), "Content-Type": "application/json" };
  const answer = await exchange(scene.server.url, postHead("/users.login", headers), "{");
  expectRefusal(answer, TOO_LARGE);
});

test("A body of 64 KiB exactly is taken, one byte more is not", async () => {
  const frame = JSON.stringify({ message: { text: "" } });
  const text = (bytes: number) =>
    JSON.stringify({ message: { text: "x".repeat(bytes - frame.length) } });
  const { post } = scene.server;
  const { body, status } = await post<{ content: { text: string } }>(
    "/chatplugin.send",
    text(MESSAGE_BYTES),
    scene.tokens.visitor,
  );
  expect(status).toBe(200);
  expect(body.content.text.length).toBe(MESSAGE_BYTES - frame.length);
  const over = await post("/chatplugin.send", text(MESSAGE_BYTES + 1), scene.tokens.visitor);
  expectRefusal(over, TOO_LARGE);
  // Octets count, not characters.
  const wide = JSON.stringify({ message: { text: "€".repeat(MESSAGE_BYTES / 3) } });
  expectRefusal(await post("/chatplugin.send", wide, scene.tokens.visitor), TOO_LARGE);
});

test("A body in chunks that is not too large is taken", async () => {
  const text = JSON.stringify({ message: { text: "in pieces" } });
  const answer = await exchange(
    scene.server.url,
    postHead("/chatplugin.send", {
      Authorization: scene.tokens.visitor,
      "Content-Type": "application/json",
      "Transfer-Encoding": "chunked",
    }),
    chunk(text.slice(0, 10)),
    chunk(text.slice(10)),
    chunk(""),
  );
  expect(answer).toMatchObject({ status: 200, body: { content: { text: "in pieces" } } });
});

test("A path that is not there answers 404, whatever the method", async () => {
  for (const path of ["/channels", "/channels.nothing", "/chatplugin.", "/%00", "/s.js/"]) {
    for (const method of ["GET", "POST", "DELETE"]) {
      const response = await fetch(`${scene.server.url}${path}`, { method });
      const { status, headers } = response;
      const answer = { status, headers, body: await response.json() };
      expectRefusal(answer, { status: 404, code: "not_found" });
    }
  }
});

function head(endpoint: Endpoint, headers: Record<string, string>): string[] {
  const token = tokenFor(endpoint, scene);
  return [
    postHead(endpoint.path, {
      "Content-Type": "application/json",
      ...(token !== undefined && { Authorization: token }),
      ...headers,
    }),
  ];
}

/** What uploads and the files themselves answer, held against the OpenAPI document: the one request that is not JSON. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { FILE_LIMITS } from "../../protocol/limits.ts";
import { setScene, type Scene } from "../routes/scene.ts";
import { OPERATORS, upload, VISITORS } from "../routes/upload.ts";
import { PNG } from "../sample-files.ts";
import { readDocument, type Described } from "./open-api.ts";

let scene: Scene;
let described: Described;
beforeAll(async () => {
  scene = await setScene();
  described = await readDocument(scene.server);
});
afterAll(() => scene[Symbol.asyncDispose]());

describe.each([
  [VISITORS, "visitor", "agent", "/chatplugin.send"],
  [OPERATORS, "agent", "visitor", "/messages.send"],
] as const)("%s answers as described", (path, speaker, stranger, send) => {
  test("to a file, to nobody, to another kind of token, to nothing and to too much", async () => {
    const cases: [string | undefined, Uint8Array<ArrayBuffer>, number][] = [
      [scene.tokens[speaker], PNG, 200],
      [undefined, PNG, 401],
      [scene.tokens[stranger], PNG, 403],
      [scene.tokens[speaker], new Uint8Array(0), 400],
      [scene.tokens[speaker], new Uint8Array(FILE_LIMITS.bytes + 1), 413],
    ];
    for (const [token, bytes, status] of cases) {
      const answer = await upload<unknown>(scene.server, path, token, bytes, "a.png");
      expect(answer.status).toBe(status);
      described.expectAnswer(path, answer);
    }
  });

  test("with what a message takes as its content", async () => {
    const token = scene.tokens[speaker];
    const { body: message } = await upload(scene.server, path, token, PNG, "a.png");
    const body = { message, conversation_id: scene.visitor.conversationId };
    expect(described.problemWith(send, body)).toBeUndefined();
    const answer = await scene.server.post(send, body, token);
    expect(answer.status).toBe(200);
    described.expectAnswer(send, answer);
  });
});

test("A file is answered as described: whole, in part, unchanged, outside, unknown", async () => {
  const { body } = await upload(scene.server, VISITORS, scene.tokens.visitor, PNG, "a.png");
  const { headers: first } = await fetch(body.url);
  const unknown = body.url.replace(/[^/]+(?=\/a\.png$)/, crypto.randomUUID());
  const cases: [string, Record<string, string>, number][] = [
    [body.url, {}, 200],
    [body.url, { Range: "bytes=0-3" }, 206],
    [body.url, { "If-None-Match": first.get("etag") ?? "" }, 304],
    [body.url, { Range: "bytes=1000000-" }, 416],
    [unknown, {}, 404],
  ];
  for (const [url, asked, wanted] of cases) {
    const answer = await read(await fetch(url, { headers: asked }));
    expect(answer.status).toBe(wanted);
    described.expectAnswer("/files/{id}/{name}", answer, "get");
  }
});

async function read(response: Response) {
  const { status, headers } = response;
  const bytes = await response.bytes();
  const isJson = headers.get("content-type") === "application/json";
  const body: unknown = isJson ? JSON.parse(new TextDecoder().decode(bytes)) : bytes;
  return { status, headers, body: bytes.length === 0 ? undefined : body };
}

/** What uploads answer, held against the OpenAPI document: the one request that is not JSON. */
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

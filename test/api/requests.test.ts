/** What the server refuses the OpenAPI document refuses too, wherever JSON Schema has words for it. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { ENDPOINTS } from "../routes/endpoints.ts";
import { withField } from "../routes/field.ts";
import { setScene, type Scene } from "../routes/scene.ts";
import { readDocument, type Described } from "./open-api.ts";

let scene: Scene;
let described: Described;
beforeAll(async () => {
  scene = await setScene();
  described = await readDocument(scene.server);
});
afterAll(() => scene[Symbol.asyncDispose]());

/** Fields of which some values are refused for a reason that has no words in JSON Schema. */
const BEYOND_WORDS: Readonly<Record<string, readonly string[]>> = {
  "a cursor means something to the server only": [
    "/conversations.list cursor",
    "/messages.list cursor",
    "/notes.list cursor",
    "/users.list cursor",
  ],
  "whose token it is decides what is required": [
    "/chatplugin.resumeToken channel_id",
    "/chatplugin.resumeToken conversation_id",
  ],
  "names that are taken are looked up in a list": [
    "/chatplugin.contact fields.email",
    "/chatplugin.contact fields.user_id",
    "/chatplugin.contact fields.verified",
    "/chatplugin.contact fields.consent_at",
    "/chatplugin.contact fields.consent_text",
  ],
  "names and values of headers are checked by functions": [
    "/webhooks.subscribe headers",
    "/webhooks.update headers",
  ],
  "addresses are taken apart by functions": ["/webhooks.subscribe url", "/webhooks.update url"],
  "filters are parsed by a function": ["/views.create filters", "/views.update filters"],
  "parts of a key are counted after it is taken apart": [
    "/metadata.set key",
    "/metadata.remove key",
  ],
};
const EXCUSED = Object.values(BEYOND_WORDS).flat();

describe.each(ENDPOINTS)("Of $path the document refuses", ({ path, body, refused }) => {
  test.each(Object.entries(refused))("every %s that the server refuses", async (field, values) => {
    const good = await body(scene);
    const allowed = values.filter((value) => {
      const sent: unknown = JSON.parse(JSON.stringify(withField(good, field, value)));
      return described.problemWith(path, sent) === undefined;
    });
    // An excuse that is needed no longer is one to strike out.
    if (EXCUSED.includes(`${path} ${field}`)) expect(allowed.length).toBeGreaterThan(0);
    else expect(allowed).toStrictEqual([]);
  });
});

test("Every excuse is of an endpoint and a field that are tried", () => {
  const tried = ENDPOINTS.flatMap(({ path, refused }) =>
    Object.keys(refused).map((field) => `${path} ${field}`),
  );
  expect(EXCUSED.filter((one) => !tried.includes(one))).toEqual([]);
});

test("The document takes unknown fields around a message, and refuses them inside", () => {
  const message = { text: "hello" };
  expect(described.problemWith("/chatplugin.send", { message, more: 1 })).toBeUndefined();
  const inside = { message: { ...message, more: 1 } };
  expect(described.problemWith("/chatplugin.send", inside)).toBeDefined();
});

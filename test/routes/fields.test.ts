/** What a field must not hold: 400 `invalid_request`, and an issue that names the field. */
import { afterAll, beforeAll, describe, test } from "bun:test";
import { ENDPOINTS, tokenFor } from "./endpoints.ts";
import { withField } from "./field.ts";
import { setScene, type Scene } from "./scene.ts";
import { expectInvalid } from "./shapes.ts";

let scene: Scene;
beforeAll(async () => void (scene = await setScene()));
afterAll(() => scene[Symbol.asyncDispose]());

for (const endpoint of ENDPOINTS) {
  describe(`${endpoint.path} refuses with 400 and names the field:`, () => {
    for (const [field, values] of Object.entries(endpoint.refused)) {
      for (const value of values) {
        test(`${field} ${describeValue(value)}`, async () => {
          const body = withField(await endpoint.body(scene), field, value);
          const answer = await scene.server.post(endpoint.path, body, tokenFor(endpoint, scene));
          expectInvalid(answer, field);
        });
      }
    }
  });
}

function describeValue(value: unknown): string {
  if (value === undefined) return "left out";
  const text = JSON.stringify(value);
  return text.length > 60 ? `of ${text.length - 2} characters` : text;
}

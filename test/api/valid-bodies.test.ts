/** What the OpenAPI document calls valid the server does not refuse for its shape. */
import { afterAll, beforeAll, describe, test } from "bun:test";
import * as fc from "fast-check";
import { ENDPOINTS, tokenFor } from "../routes/endpoints.ts";
import { setScene, type Scene, type Speaker } from "../routes/scene.ts";
import { readDocument, type Described } from "./open-api.ts";
import { validBodies } from "./valid-bodies.ts";

let scene: Scene;
let described: Described;
beforeAll(async () => {
  scene = await setScene();
  described = await readDocument(scene.server);
});
afterAll(() => scene[Symbol.asyncDispose]());

/** A seed, so that every run tries the same; few where a password is hashed each time. */
const SEED = 4;
const RUNS = 25;
const RUNS_OF_PASSWORDS = 4;

/** Of what is checked by functions, and of what would reach or wait for somebody else: values of ours. */
const OURS: Readonly<Record<string, unknown>> = {
  cursor: "",
  filters: "",
  key: "ad.id",
  wait: 0,
  headers: {},
  url: "http://127.0.0.1:1/hook",
};

/** The same, inside a channel's config. */
const OURS_IN_CONFIG = {
  businessHours: { timeZone: "UTC", hours: [{ day: 1, from: "22:00", to: "24:00" }] },
  preChatForm: { title: "Hello", fields: [{ key: "name", required: true }] },
} as const;

function ours([field, value]: [field: string, value: unknown]): unknown {
  if (field !== "config") return OURS[field] ?? value;
  const config = { ...(value as Partial<typeof OURS_IN_CONFIG>) };
  if (config.businessHours) config.businessHours = OURS_IN_CONFIG.businessHours;
  if (config.preChatForm) config.preChatForm = OURS_IN_CONFIG.preChatForm;
  return config;
}

/** Where it matters whose token it is. */
const SPEAKERS: Readonly<Record<string, Speaker>> = {
  "/chatplugin.resumeToken": "visitor",
  "/users.signup": "admin",
};

/** What is refused for more than its shape. */
const LEFT_OUT: Readonly<Record<string, readonly string[]>> = {
  // A new password or address needs the password, and who has made an agent of himself may do no more here.
  "/users.update": ["password", "email", "role"],
  // An invitation has a role already.
  "/users.signup": ["invitation_token"],
};

describe.each(ENDPOINTS)("$path", (endpoint) => {
  const { path } = endpoint;

  test("refuses no body for its shape that the document allows, and answers as described", async () => {
    const speaker = SPEAKERS[path];
    const token = speaker ? scene.tokens[speaker] : tokenFor(endpoint, scene);
    await fc.assert(
      fc.asyncProperty(validBodies(described, path), async (made) => {
        const entries = Object.entries(made as object)
          .filter(([field]) => !LEFT_OUT[path]?.includes(field))
          .map((entry) => [entry[0], ours(entry)]);
        const body: unknown = Object.fromEntries(entries);
        const answer = await scene.server.post(path, body, token);
        if (answer.status === 400 && path !== "/channels.disconnect") {
          throw new Error(JSON.stringify(answer.body));
        }
        described.expectAnswer(path, answer);
      }),
      { seed: SEED, numRuns: /signup|login/.test(path) ? RUNS_OF_PASSWORDS : RUNS },
    );
  });
});

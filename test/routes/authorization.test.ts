/** Whose token opens which endpoint, and what every other one gets. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Refusal } from "../running-server.ts";
import { ENDPOINTS } from "./endpoints.ts";
import { setScene, signerWith, type Bearer, type Scene, type Speaker } from "./scene.ts";
import { expectRefusal } from "./shapes.ts";

let scene: Scene;
beforeAll(async () => void (scene = await setScene()));
afterAll(() => scene[Symbol.asyncDispose]());

const KINDS: readonly Speaker[] = ["visitor", "admin", "agent", "bot", "resume"];
const OPERATORS: readonly Speaker[] = ["admin", "agent", "bot"];

/** Headers that must not open anything; `good` is a token that would. */
const BAD: Readonly<Record<string, (good: string) => string>> = {
  "the word Bearer alone": () => "Bearer",
  "a word": () => "token",
  "another scheme": (good) => `Basic ${good}`,
  "two tokens": (good) => `${good} ${good}`,
};

const BAD_API_TOKENS: Readonly<Record<string, (good: string) => string>> = {
  "an API token without what it begins with": (good) => good.replace("parley_", ""),
  "what an API token begins with": () => "parley_",
  "an API token that was never made": () => `parley_${"A".repeat(43)}`,
  "an API token with a letter more": (good) => `${good}A`,
  "an API token with a letter less": (good) => good.slice(0, -1),
  "an API token in capitals": (good) => good.toUpperCase(),
  "the hash of an API token": (good) => new Bun.CryptoHasher("sha256").update(good).digest("hex"),
  "the id of an API token": () => scene.bot.id,
};

const BAD_JWTS: Readonly<Record<string, (good: string, kind: Bearer) => string | Promise<string>>> =
  {
    "a token without its signature": (good) => good.split(".").slice(0, 2).join("."),
    "a token with an empty signature": (good) => `${good.split(".").slice(0, 2).join(".")}.`,
    "a token signed with no algorithm": (good) => {
      const head = Buffer.from(`{"alg":"none","typ":"JWT"}`).toString("base64url");
      return `${head}.${good.split(".")[1]}.`;
    },
    "a token with other claims": (good) => {
      const [head = "", claims = "", signature = ""] = good.split(".");
      const changed = { ...JSON.parse(Buffer.from(claims, "base64url").toString()), exp: 1e12 };
      const text = Buffer.from(JSON.stringify(changed)).toString("base64url");
      return [head, text, signature].join(".");
    },
    "a token with one letter of its signature changed": (good) => {
      const at = good.lastIndexOf(".") + 5;
      return `${good.slice(0, at)}${good[at] === "A" ? "B" : "A"}${good.slice(at + 1)}`;
    },
    "a token signed with another key": (_, kind) =>
      signerWith("another key, and that of another server").sign(scene.identities[kind]),
    "an expired token": (_, kind) => scene.signer.sign(scene.identities[kind], 0),
  };

for (const { path, speakers, body } of ENDPOINTS.filter((one) => one.speakers.length > 0)) {
  describe(`${path}, with a token of a kind it takes (${speakers.join(", ")})`, () => {
    async function ask(speaker: Speaker, scheme = "") {
      const token = `${scheme}${scene.tokens[speaker]}`;
      return scene.server.post(path, await body(scene, speaker), token);
    }

    /** A call that is refused uses nothing up. */
    let made: ReturnType<typeof body> | undefined;
    async function askInVain(token?: string) {
      return scene.server.post(path, await (made ??= body(scene)), token);
    }

    test("answers", async () => {
      for (const speaker of speakers) {
        expect((await ask(speaker)).status).toBeOneOf([200, 201, 202]);
        // The channel that a row above has disconnected.
        await scene.server.channel();
      }
    });

    test("reads `Bearer` in front of it, in any case, as if it were not there", async () => {
      for (const speaker of speakers) {
        for (const scheme of ["Bearer ", "bearer ", "BEARER  "]) {
          const { status } = await ask(speaker, scheme);
          expect(status).toBeOneOf([200, 201, 202]);
          await scene.server.channel();
        }
      }
    });

    test("refuses no token with 401", async () => {
      expectRefusal(await askInVain(), { status: 401, code: "unauthorized" });
    });

    for (const [what, make] of Object.entries(BAD)) {
      test(`refuses ${what} with 401`, async () => {
        for (const speaker of speakers) {
          const token = make(scene.tokens[speaker]);
          expectRefusal(await askInVain(token), { status: 401, code: "unauthorized" });
        }
      });
    }

    for (const [what, make] of Object.entries(BAD_JWTS)) {
      test(`refuses ${what} with 401`, async () => {
        for (const speaker of speakers.filter((one) => one !== "bot")) {
          const token = await make(scene.tokens[speaker], speaker);
          expectRefusal(await askInVain(token), { status: 401, code: "unauthorized" });
        }
      });
    }

    for (const [what, make] of Object.entries(BAD_API_TOKENS)) {
      test(`refuses ${what} with 401`, async () => {
        const answer = await askInVain(make(scene.tokens.bot));
        expectRefusal(answer, { status: 401, code: "unauthorized" });
      });
    }

    for (const kind of KINDS.filter((one) => !speakers.includes(one))) {
      test(`refuses a good ${kind} token with 403`, async () => {
        const answer = await askInVain(scene.tokens[kind]);
        expectRefusal(answer, { status: 403, code: "forbidden" });
        const { message } = answer.body as Refusal;
        // An operator is told what is missing; the others have a token of another kind.
        const needsAdmin =
          OPERATORS.includes(kind) && speakers.at(-1) === "admin" && !speakers.includes("agent");
        expect(message === "only an admin may do this").toBe(needsAdmin);
      });
    }

    test("says nothing about the body to somebody without a token", async () => {
      const answer = await scene.server.post(path, "{", undefined);
      expectRefusal(answer, { status: 401, code: "unauthorized" });
    });
  });
}

describe("A resume token", () => {
  const wrong: Readonly<Record<string, () => Promise<string>>> = {
    "a visitor's token": () => Promise.resolve(scene.tokens.visitor),
    "an operator's token": () => Promise.resolve(scene.tokens.agent),
    "an API token": () => Promise.resolve(scene.tokens.bot),
    "a word": () => Promise.resolve("token"),
    "an expired one": () => scene.signer.sign(scene.identities.resume, 0),
    "one signed with another key": () =>
      signerWith("another key, and that of another server").sign(scene.identities.resume),
  };

  for (const [what, make] of Object.entries(wrong)) {
    const [status, code] =
      what.startsWith("a visitor") || what.startsWith("an operator") || what === "an API token"
        ? ([403, "forbidden"] as const)
        : ([401, "unauthorized"] as const);
    test(`is not ${what}: ${status}`, async () => {
      const body = { resume_token: await make() };
      expectRefusal(await scene.server.post("/chatplugin.authenticate", body), { status, code });
    });
  }
});

test("A token of a made-up conversation reads and resumes nothing of anybody's", async () => {
  const identity = { ...scene.identities.visitor, conversationId: crypto.randomUUID() } as const;
  const token = await scene.signer.sign(identity);
  const { body } = await scene.server.post("/chatplugin.messages", { after: 0 }, token);
  expect(body).toEqual({ messages: [] });
});

import { describe, expect, test } from "bun:test";
import { CallFailed, createCall } from "../../inbox/api.ts";

function answering(response: Response | Error): {
  readonly requests: [string, RequestInit][];
  readonly fetch: (path: string, init: RequestInit) => Promise<Response>;
} {
  const requests: [string, RequestInit][] = [];
  return {
    requests,
    async fetch(path, init) {
      requests.push([path, init]);
      if (response instanceof Error) throw response;
      return response;
    },
  };
}

async function failureOf(response: Response | Error): Promise<CallFailed> {
  const { fetch } = answering(response);
  const failure: unknown = await createCall({ fetch })("/conversations.list", {}).catch(
    (error: unknown) => error,
  );
  if (failure instanceof CallFailed) return failure;
  throw new Error("the call did not fail");
}

describe("A call", () => {
  test("is a POST of JSON with the token", async () => {
    const { requests, fetch } = answering(Response.json({ data: [] }));
    const call = createCall({ fetch, token: () => "t" });
    expect(await call("/channels.list", {})).toEqual({ data: [] });
    const [path, init] = requests[0]!;
    expect(path).toBe("/channels.list");
    expect(init).toMatchObject({
      method: "POST",
      body: "{}",
      headers: { "Content-Type": "application/json", Authorization: "Bearer t" },
    });
  });

  const kinds: readonly [string, Response | Error, boolean][] = [
    ["no network", new TypeError("failed to fetch"), true],
    ["a proxy's page", new Response("<html>", { status: 200 }), true],
    ["a proxy's error", new Response("<html>", { status: 502 }), true],
    ["too many requests", Response.json({ code: "too_many_requests" }, { status: 429 }), true],
    ["a server that stops", Response.json({ code: "shutting_down" }, { status: 503 }), true],
    ["a refusal", Response.json({ code: "invalid_request" }, { status: 400 }), false],
    ["something unknown", Response.json({ code: "not_found" }, { status: 404 }), false],
    ["a proxy's refusal", new Response("<html>", { status: 413 }), false],
  ];
  test.each(kinds)("that meets %s says whether that passes", async (_, response, passing) => {
    expect((await failureOf(response)).passing).toBe(passing);
  });

  test("that fails carries what the server says", async () => {
    const issues = [{ path: "email", message: "must be an e-mail address" }];
    const body = { code: "invalid_request", message: "No.", issues };
    const headers = { "Retry-After": "3" };
    expect(await failureOf(Response.json(body, { status: 400, headers }))).toMatchObject({
      status: 400,
      code: "invalid_request",
      message: "No.",
      issues,
      retryAfter: 3_000,
    });
  });

  test("ends the session of the token that was refused, and no session without one", async () => {
    const ended: string[] = [];
    const unauthorized = (): Response => Response.json({ code: "unauthorized" }, { status: 401 });
    const onUnauthorized = (token: string): void => void ended.push(token);
    const { fetch } = answering(unauthorized());
    const signedIn = createCall({ fetch, token: () => "t", onUnauthorized });
    expect(signedIn("/channels.list", {})).rejects.toThrow(CallFailed);
    const anonymous = createCall({ fetch: answering(unauthorized()).fetch, onUnauthorized });
    const credentials = { email: "a@example.org", password: "wrong" };
    await anonymous("/users.login", credentials).catch(() => undefined);
    expect(ended).toEqual(["t"]);
  });
});

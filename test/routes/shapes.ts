/** What answers look like, to the key: `toEqual` with these allows nothing more and nothing less. */
import { expect } from "bun:test";
import type { Answer, Refusal } from "../running-server.ts";

const HEX = "[0-9a-f]";

export const UUID: unknown = expect.stringMatching(
  new RegExp(`^${HEX}{8}-${HEX}{4}-${HEX}{4}-${HEX}{4}-${HEX}{12}$`),
);

/** ISO 8601 in UTC with milliseconds. */
export const TIME: unknown = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

/** Three parts of base64url. */
export const TOKEN: unknown = expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/);

/** A message as it appears everywhere; what is not given may be anything of the right kind. */
export function messageShape(known: Readonly<Record<string, unknown>> = {}): object {
  return {
    id: UUID,
    content: expect.any(Object),
    state: "DELIVERED",
    sender_type: expect.stringMatching(/^(source_contact|app_user)$/),
    sent_at: TIME,
    offset: expect.any(Number),
    from_contact: expect.any(Boolean),
    sender: { id: UUID, name: expect.any(String) },
    metadata: {},
    ...known,
  };
}

/** The message of a visitor who wrote `text`. */
export function visitorMessage(text: string, offset: number): object {
  return messageShape({
    content: { type: "text", text },
    sender_type: "source_contact",
    from_contact: true,
    offset,
  });
}

/** The message of an operator who wrote `text`. */
export function operatorMessage(text: string, offset: number): object {
  return messageShape({
    content: { type: "text", text },
    sender_type: "app_user",
    from_contact: false,
    offset,
  });
}

/** One line without markup and without a place in the source. */
const SENTENCE = /^(?!.*(\.ts\b|node_modules|<[a-z!/]))[^\n]{3,2000}$/i;

/**
 * An error and nothing else: the code, one sentence on one line, and where fields are wrong, which.
 * Never a page, a stack or anything that a cache may keep.
 */
export function expectRefusal(
  { status, headers, body }: Answer<unknown>,
  wanted: { readonly status: number; readonly code: string; readonly path?: string },
): void {
  const issue = { path: wanted.path, message: expect.stringMatching(SENTENCE) };
  expect({ status, body }).toEqual({
    status: wanted.status,
    body: {
      code: wanted.code,
      message: expect.stringMatching(SENTENCE),
      ...(wanted.path !== undefined && { issues: [issue] }),
    },
  });
  expect(headers.get("content-type")).toStartWith("application/json");
  expect(headers.get("cache-control")).toBe("no-store");
  expect(headers.get("x-content-type-options")).toBe("nosniff");
}

/** The same for any number of issues, of which one is about `path`. */
export function expectInvalid(answer: Answer<unknown>, path: string): void {
  const { issues, ...rest } = answer.body as Refusal;
  expectRefusal({ ...answer, body: rest }, { status: 400, code: "invalid_request" });
  expect(issues?.map((issue) => issue.path) ?? []).toContain(path);
}

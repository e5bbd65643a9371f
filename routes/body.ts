/** Requests from outside, read and checked once; behind it types are trusted. */
import type { Context } from "hono";
import * as v from "valibot";
import { ParleyError } from "../errors.ts";
import { MESSAGE_BYTES } from "../protocol/limits.ts";

/**
 * The request's JSON object as its schema gives it; no body at all is an empty object. Rejects with
 * `unsupported_media_type`, `payload_too_large`, `malformed_json`, or `invalid_request` with issues.
 */
export async function readBody<Schema extends v.GenericSchema>(
  c: Context,
  schema: Schema,
): Promise<v.InferOutput<Schema>> {
  if (Number(c.req.header("content-length") ?? 0) > MESSAGE_BYTES) throw tooLarge();
  const bytes = await c.req.arrayBuffer();
  if (bytes.byteLength > MESSAGE_BYTES) throw tooLarge();
  if (bytes.byteLength === 0) return check(schema, {});
  const type = c.req.header("content-type") ?? "";
  if (!/^application\/json\s*(;|$)/i.test(type)) {
    throw new ParleyError("unsupported_media_type", "the body must be application/json");
  }
  return check(schema, parse(bytes));
}

/** The same for what stands in the query. */
export function readQuery<Schema extends v.GenericSchema>(
  c: Context,
  schema: Schema,
): v.InferOutput<Schema> {
  return check(schema, c.req.query());
}

function parse(bytes: ArrayBuffer): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new ParleyError("malformed_json", "the body is not valid JSON");
  }
}

function check<Schema extends v.GenericSchema>(
  schema: Schema,
  input: unknown,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, input);
  if (result.success) return result.output;
  const issues = result.issues.map((issue) => ({
    path: v.getDotPath(issue) ?? "",
    message: issue.message,
  }));
  const [first] = issues;
  const where = first?.path ? `${first.path}: ` : "";
  throw new ParleyError("invalid_request", `${where}${first?.message ?? "not valid"}`, { issues });
}

function tooLarge(): ParleyError {
  return new ParleyError("payload_too_large", `the body is larger than ${MESSAGE_BYTES} bytes`);
}

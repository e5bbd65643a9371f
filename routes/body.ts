/** Requests from outside, read and checked once; behind it types are trusted. */
import type { Context } from "hono";
import * as v from "valibot";
import { ParleyError, type Issue } from "../errors.ts";
import { MESSAGE_BYTES } from "../protocol/limits.ts";

/** What the request's context keeps it as. */
const WHOLE_BODY = "wholeBody";

/**
 * The request's JSON object as its schema gives it; no body at all is an empty object. Rejects with
 * `unsupported_media_type`, `payload_too_large`, `malformed_json`, or `invalid_request` with issues.
 */
export async function readBody<Schema extends v.GenericSchema>(
  c: Context,
  schema: Schema,
): Promise<v.InferOutput<Schema>> {
  const bytes = await wholeBody(c);
  if (bytes.byteLength === 0) return check(schema, {});
  const type = c.req.header("content-type") ?? "";
  if (!/^application\/json\s*(;|$)/i.test(type)) {
    throw new ParleyError("unsupported_media_type", "the body must be application/json");
  }
  return readObject(schema, bytes);
}

/** The same for the body of a frame. */
export function readObject<Schema extends v.GenericSchema>(
  schema: Schema,
  bytes: Uint8Array | ArrayBuffer,
): v.InferOutput<Schema> {
  if (bytes.byteLength === 0) return check(schema, {});
  const input = parse(bytes);
  if (Array.isArray(input)) throw invalid([{ path: "", message: "must be an object" }]);
  return check(schema, input);
}

/** The same for what stands in the query. */
export function readQuery<Schema extends v.GenericSchema>(
  c: Context,
  schema: Schema,
): v.InferOutput<Schema> {
  return check(schema, c.req.query());
}

/** All of it, read once, however often it is asked for. Rejects with `payload_too_large`. */
export async function wholeBody(c: Context): Promise<Uint8Array | ArrayBuffer> {
  const known: Uint8Array | ArrayBuffer | undefined = c.get(WHOLE_BODY);
  if (known !== undefined) return known;
  if (Number(c.req.header("content-length") ?? 0) > MESSAGE_BYTES) throw tooLarge();
  const bytes = await readBytes(c);
  c.set(WHOLE_BODY, bytes);
  return bytes;
}

/** A body that does not say its length is read no further than its limit. */
async function readBytes(c: Context): Promise<Uint8Array | ArrayBuffer> {
  if (c.req.header("content-length") !== undefined) return c.req.arrayBuffer();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of c.req.raw.body ?? []) {
    length += chunk.byteLength;
    if (length > MESSAGE_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parse(bytes: Uint8Array | ArrayBuffer): unknown {
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
  throw invalid(issues);
}

function invalid(issues: readonly Issue[]): ParleyError {
  const [first] = issues;
  const where = first?.path ? `${first.path}: ` : "";
  const message = `${where}${first?.message ?? "not valid"}`;
  return new ParleyError("invalid_request", message, { issues });
}

function tooLarge(): ParleyError {
  return new ParleyError("payload_too_large", `the body is larger than ${MESSAGE_BYTES} bytes`);
}

/** One row of the table of endpoints: all that the document says of it which its schemas do not. */
import type * as v from "valibot";
import type { ErrorCode } from "../errors.ts";

/** Whose token: a visitor's; any operator's; only a person's login; only an admin's. */
export type Whose = "visitor" | "operator" | "login" | "admin";

export type AnswerHeader = "Parley-History" | "ETag" | "Content-Range";

export interface Answer {
  readonly when: string;
  /** Exported by protocol/answers/, or bytes of whatever type they are. Absent: no body. */
  readonly body?: v.GenericSchema | "bytes";
  readonly headers?: readonly AnswerHeader[];
}

export interface Endpoint {
  /** What is different each time stands in braces: `/files/{id}`. */
  readonly path: `/${string}`;
  /** POST unless it says GET. */
  readonly method?: "get";
  readonly summary: string;
  readonly details?: string;
  /** Empty: nobody needs one. */
  readonly tokens: readonly Whose[];
  /** Whether it also answers those who bring no token. */
  readonly tokenIsOptional?: true;
  /** Exported by protocol/; of several, one has to fit. For GET what stands in the query. */
  readonly request?: v.GenericSchema | readonly v.GenericSchema[];
  /** The body is a file as it is, and `request` what stands in the query. */
  readonly takesFile?: true;
  readonly answers: Readonly<Record<number, Answer>>;
  /** Beside those that every endpoint of its kind has (see `errorsOf`). */
  readonly errors?: readonly ErrorCode[];
  /** It stores something, so that there may be no room for it. */
  readonly stores?: true;
}

const EVERY: readonly ErrorCode[] = ["internal_error", "storage_failed", "shutting_down"];
const POST: readonly ErrorCode[] = [
  "invalid_request",
  "malformed_json",
  "payload_too_large",
  "unsupported_media_type",
];
const POST_OF_FILE: readonly ErrorCode[] = ["invalid_request", "payload_too_large"];
const WITH_TOKEN: readonly ErrorCode[] = ["unauthorized", "forbidden"];
const OF_VISITOR: readonly ErrorCode[] = ["identity_required"];

export function errorsOf(endpoint: Endpoint): ErrorCode[] {
  const { method, takesFile, tokens, errors = [], stores } = endpoint;
  return [
    ...new Set([
      ...(method === "get" ? [] : takesFile ? POST_OF_FILE : POST),
      ...(tokens.length > 0 ? WITH_TOKEN : []),
      ...(tokens.includes("visitor") ? OF_VISITOR : []),
      ...errors,
      ...EVERY,
      ...(stores ? (["storage_full"] as const) : []),
    ]),
  ];
}

/** With which code a session closes (RFC 6455, section 7.4). */
import type { ErrorCode } from "../errors.ts";

/** 1002 protocol error, 1007 not the text it should be, 1009 too large; by what the decoder found. */
export const CLOSE_CODES = { malformed: 1002, utf8: 1007, too_large: 1009 } as const;

export function closeCodeOf({ code }: { readonly code: ErrorCode }): number {
  switch (code) {
    case "storage_failed":
    case "internal_error":
      // The server met something that keeps it from doing what was asked.
      return 1011;
    case "not_found":
    case "conversation_not_found":
    case "forbidden":
      return 1008;
    case "malformed_json":
      return 1007;
    default:
      return 1002;
  }
}

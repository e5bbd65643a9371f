/** The domain's errors: one class, a closed union of codes, mapped once to HTTP and once to STOMP. */

export type ErrorCode =
  | "invalid_request"
  | "malformed_json"
  | "unknown_channel"
  | "unauthorized"
  | "invalid_credentials"
  | "forbidden"
  | "origin_not_allowed"
  | "identity_required"
  | "identity_refused"
  | "not_found"
  | "channel_not_found"
  | "conversation_not_found"
  | "tag_not_found"
  | "user_not_found"
  | "note_not_found"
  | "answer_not_found"
  | "view_not_found"
  | "webhook_not_found"
  | "method_not_allowed"
  | "message_id_conflict"
  | "note_id_conflict"
  | "email_taken"
  | "tag_name_taken"
  | "shortcut_taken"
  | "last_admin"
  | "limit_reached"
  | "history_changed"
  | "payload_too_large"
  | "unsupported_media_type"
  | "too_many_requests"
  | "address_in_use"
  | "database_in_use"
  | "database_unusable"
  | "storage_failed"
  | "storage_full"
  | "shutting_down"
  | "internal_error";

/** One thing that is wrong with a request; `path` as in `message.text`. */
export interface Issue {
  readonly path: string;
  readonly message: string;
}

export interface ErrorDetails {
  readonly issues?: readonly Issue[];
  /** Whole seconds, for `too_many_requests`. */
  readonly retryAfter?: number;
}

/** What a client may be told: `message` is a sentence for people, `code` is for programs. */
export class ParleyError extends Error {
  override readonly name = "ParleyError";
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message);
    this.code = code;
    this.details = details;
  }
}

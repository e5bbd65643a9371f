/** The one place where the domain's errors become HTTP. */
import type { ErrorCode, ParleyError } from "../errors.ts";
import { json, type AnswerHeaders } from "./answer.ts";

export const STATUS: Readonly<Record<ErrorCode, number>> = {
  invalid_request: 400,
  malformed_json: 400,
  unknown_channel: 400,
  unauthorized: 401,
  invalid_credentials: 401,
  forbidden: 403,
  origin_not_allowed: 403,
  identity_required: 403,
  identity_refused: 403,
  not_found: 404,
  channel_not_found: 404,
  conversation_not_found: 404,
  tag_not_found: 404,
  user_not_found: 404,
  note_not_found: 404,
  answer_not_found: 404,
  view_not_found: 404,
  webhook_not_found: 404,
  method_not_allowed: 405,
  message_id_conflict: 409,
  note_id_conflict: 409,
  email_taken: 409,
  tag_name_taken: 409,
  shortcut_taken: 409,
  last_admin: 409,
  limit_reached: 409,
  history_changed: 409,
  payload_too_large: 413,
  unsupported_media_type: 415,
  too_many_requests: 429,
  internal_error: 500,
  address_in_use: 503,
  database_in_use: 503,
  database_unusable: 503,
  storage_failed: 503,
  shutting_down: 503,
  storage_full: 507,
};

/** Never more than the code and the sentence: the cause stays in the log. */
export function errorResponse(
  { code, message, details }: ParleyError,
  more?: AnswerHeaders,
): Response {
  const body = { code, message, ...(details.issues && { issues: details.issues }) };
  const retry = details.retryAfter !== undefined && { "Retry-After": String(details.retryAfter) };
  return json(body, STATUS[code], { ...more, ...retry });
}

/** JSON answers, and the headers that all answers share. */

export const SHARED_HEADERS = { "X-Content-Type-Options": "nosniff" } as const;

const JSON_HEADERS = {
  ...SHARED_HEADERS,
  "Content-Type": "application/json",
  "Cache-Control": "no-store",
} as const;

export type AnswerHeaders = Readonly<Record<string, string>>;

/** For answers that are made often: a record is read anew for each answer, which costs four times as much. */
export function jsonHeaders(more?: AnswerHeaders): Headers {
  return new Headers({ ...JSON_HEADERS, ...more });
}

const PLAIN = jsonHeaders();

/** An answer whose JSON text is there already. `Headers` are taken as they are, a record beside JSON's own. */
export function jsonText(
  text: string,
  status = 200,
  headers: AnswerHeaders | Headers = PLAIN,
): Response {
  const all = headers instanceof Headers ? headers : jsonHeaders(headers);
  return new Response(text, { status, headers: all });
}

export function json(value: unknown, status?: number, headers?: AnswerHeaders | Headers): Response {
  return jsonText(JSON.stringify(value), status, headers);
}

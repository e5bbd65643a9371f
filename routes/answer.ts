/** JSON answers, and the headers that all answers share. */

export const SHARED_HEADERS = { "X-Content-Type-Options": "nosniff" } as const;

const JSON_HEADERS = {
  ...SHARED_HEADERS,
  "Content-Type": "application/json",
  "Cache-Control": "no-store",
} as const;

export type AnswerHeaders = Readonly<Record<string, string>>;

/** An answer whose JSON text is there already. */
export function jsonText(text: string, status = 200, headers?: AnswerHeaders): Response {
  const all = headers === undefined ? JSON_HEADERS : { ...JSON_HEADERS, ...headers };
  return new Response(text, { status, headers: all });
}

export function json(value: unknown, status?: number, headers?: AnswerHeaders): Response {
  return jsonText(JSON.stringify(value), status, headers);
}

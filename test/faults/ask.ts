/** One request over HTTP, and the three ways in which it can end for a client. */

export type Reply<Body> =
  | { readonly kind: "answered"; readonly body: Body; readonly history: string | null }
  | { readonly kind: "refused"; readonly status: number; readonly code: string }
  /** It was done or not: the connection broke, or nothing came in time. */
  | { readonly kind: "unknown"; readonly reason: string };

export interface Ask {
  readonly token?: string;
  /** Milliseconds until the client gives up. */
  readonly patience: number;
}

export async function ask<Body>(
  url: string,
  body: unknown,
  { token, patience }: Ask,
): Promise<Reply<Body>> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json", ...(token && { Authorization: token }) },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(patience),
    });
    const answer = (await response.json()) as Body & { readonly code?: string };
    if (!response.ok) {
      return { kind: "refused", status: response.status, code: answer.code ?? "" };
    }
    return { kind: "answered", body: answer, history: response.headers.get("parley-history") };
  } catch (error) {
    return { kind: "unknown", reason: error instanceof Error ? error.name : String(error) };
  }
}

/** For what must succeed: preparations, with nothing broken yet. */
export async function mustAsk<Body>(url: string, body: unknown, token?: string): Promise<Body> {
  const reply = await ask<Body>(url, body, { patience: 10_000, ...(token && { token }) });
  if (reply.kind === "answered") return reply.body;
  throw new Error(`${url}: ${JSON.stringify(reply)}`);
}

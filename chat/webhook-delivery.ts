/** One attempt to deliver an event: looked up, sent, its answer's status read, and cut when it takes too long. */
import { WEBHOOK_LIMITS } from "../protocol/limits.ts";
import { findTarget, type LookUp } from "./webhook-target.ts";

/** Calls `step` after a time in milliseconds; the answer takes the call back. */
export type After = (time: number, step: () => void) => () => void;

export interface Delivery {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** How often it was tried before. */
  readonly attempts: number;
}

/** `reason` is a word for who looks after the webhook, never more of the answer than its status. */
export type Attempt = { readonly ok: true } | { readonly ok: false; readonly reason: string };

/** Aborting rejects; everything else that can happen is an `Attempt`. */
export type Deliver = (delivery: Delivery, signal: AbortSignal) => Promise<Attempt>;

export interface DeliverDeps {
  readonly lookUp: LookUp;
  readonly allowPrivate: boolean;
  readonly after: After;
  /** A certificate authority beside the usual ones. */
  readonly ca?: string;
}

export function createDeliver({ lookUp, allowPrivate, after, ca }: DeliverDeps): Deliver {
  async function send(delivery: Delivery, signal: AbortSignal): Promise<Attempt> {
    const { url, headers, body, attempts } = delivery;
    const target = await findTarget(url, lookUp, allowPrivate, attempts);
    signal.throwIfAborted();
    if (!target.ok) return { ok: false, reason: target.problem };
    const tls = {
      ...(target.serverName !== undefined && { serverName: target.serverName }),
      ...(ca !== undefined && { ca }),
    };
    const response = await fetch(target.url, {
      method: "POST",
      headers: { ...headers, Host: target.host },
      body,
      signal,
      // A redirect could lead inside, and would not be signed for where it leads.
      redirect: "manual",
      // A connection that is kept belongs to an address; another name may be behind it.
      keepalive: false,
      // What is not read need not be unpacked.
      decompress: false,
      tls,
    });
    // Who answers endlessly has answered.
    await response.body?.cancel();
    return response.ok ? { ok: true } : { ok: false, reason: `status_${response.status}` };
  }

  return async (delivery, outer) => {
    outer.throwIfAborted();
    const { promise: cut, reject } = Promise.withResolvers<never>();
    const inner = new AbortController();
    function end(reason: Error): void {
      inner.abort();
      reject(reason);
    }
    const timedOut = new Error("timeout");
    const forget = after(WEBHOOK_LIMITS.attempt, () => end(timedOut));
    const onAbort = (): void => end(new Error("aborted"));
    outer.addEventListener("abort", onAbort, { once: true });
    try {
      return await Promise.race([send(delivery, inner.signal), cut]);
    } catch (error) {
      if (outer.aborted) throw error;
      return { ok: false, reason: error === timedOut ? "timeout" : wordFor(error) };
    } finally {
      forget();
      outer.removeEventListener("abort", onAbort);
    }
  };
}

/** The runtime's code (`ECONNREFUSED`, `CERT_HAS_EXPIRED`): its sentences name addresses. */
function wordFor(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" && /^\w{1,60}$/.test(code) ? code : "no_answer";
}

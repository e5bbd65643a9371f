/** A webhook's receiver: a real HTTP server that keeps what it is sent. */
import type { WebhookEvent } from "../protocol/webhooks.ts";
import { Queue } from "./queue.ts";
import { CERTIFICATE, KEY } from "./receiver-certificate.ts";

export interface Received {
  readonly path: string;
  readonly headers: Headers;
  readonly body: string;
  readonly event: WebhookEvent;
}

export interface Receiver extends AsyncDisposable {
  readonly port: number;
  readonly url: string;
  readonly received: Queue<Received>;
  /** One for each request whose sender has gone before it was answered. */
  readonly cut: Queue<true>;
}

/** What it answers to each; a status is an empty answer with it. */
export type AnswerTo = (received: Received) => number | Response | Promise<number | Response>;

export function startReceiver(answer: AnswerTo = () => 200, secure = false): Receiver {
  const received = new Queue<Received>();
  const cut = new Queue<true>();
  const server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    idleTimeout: 0,
    ...(secure && { tls: { key: KEY, cert: CERTIFICATE } }),
    async fetch(request) {
      request.signal.addEventListener("abort", () => cut.put(true));
      const body = await request.text();
      const { pathname, search } = new URL(request.url);
      const event: WebhookEvent = JSON.parse(body);
      const one = { path: pathname + search, headers: request.headers, body, event };
      received.put(one);
      const given = await answer(one);
      return typeof given === "number" ? new Response(null, { status: given }) : given;
    },
  });
  const { port = 0 } = server;
  return {
    port,
    url: `${secure ? "https" : "http"}://127.0.0.1:${port}/hook`,
    received,
    cut,
    [Symbol.asyncDispose]: () => server.stop(true),
  };
}

/**
 * The Standard Webhooks signature, worked out by WebCrypto and not by what is tested: whether one of the
 * header's signatures is that of the id, the time and the very bytes. `key` as it was given.
 */
export async function isSigned({ headers, body }: Received, key: string): Promise<boolean> {
  const encoder = new TextEncoder();
  const bytes = key.startsWith("whsec_")
    ? Uint8Array.fromBase64(key.slice("whsec_".length))
    : encoder.encode(key);
  const signed = `${headers.get("webhook-id")}.${headers.get("webhook-timestamp")}.${body}`;
  const signature = (await sign(bytes, signed)).toBase64();
  return (headers.get("webhook-signature") ?? "").split(" ").includes(`v1,${signature}`);
}

/** Airy Core's header: lower-case hexadecimal, of the body alone. */
export async function isSignedForAiry(received: Received, key: string): Promise<boolean> {
  const signature = await sign(new TextEncoder().encode(key), received.body);
  return received.headers.get("x-airy-content-signature") === signature.toHex();
}

async function sign(key: BufferSource, text: string): Promise<Uint8Array> {
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const imported = await crypto.subtle.importKey("raw", key, algorithm, false, ["sign"]);
  const signature = await crypto.subtle.sign("HMAC", imported, new TextEncoder().encode(text));
  return new Uint8Array(signature);
}

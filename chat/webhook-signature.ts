/**
 * How a receiver knows that an event is ours: the Standard Webhooks scheme, which signs the id and the
 * time with the body, and Airy Core's header, which signs the body alone.
 */

export interface Signed {
  readonly key: string;
  readonly eventId: string;
  /** In milliseconds: the attempt's, not the event's. */
  readonly time: number;
  /** The exact text that is sent. */
  readonly body: string;
}

export function signatureHeaders({ key, eventId, time, body }: Signed): Record<string, string> {
  const seconds = String(Math.floor(time / 1_000));
  const signature = hmac(keyBytes(key), `${eventId}.${seconds}.${body}`).toString("base64");
  return {
    "webhook-id": eventId,
    "webhook-timestamp": seconds,
    "webhook-signature": `v1,${signature}`,
    "X-Airy-Content-Signature": hmac(Buffer.from(key), body).toString("hex"),
  };
}

const PREFIX = "whsec_";

/** A key in the scheme's own spelling: 32 random bytes. */
export function newSignatureKey(): string {
  return PREFIX + Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("base64");
}

/** A key that is not in the scheme's spelling is what its letters are. */
function keyBytes(key: string): Buffer {
  const encoded = key.startsWith(PREFIX) ? key.slice(PREFIX.length) : "";
  const decoded = Buffer.from(encoded, "base64");
  return encoded !== "" && decoded.toString("base64") === encoded ? decoded : Buffer.from(key);
}

function hmac(key: Buffer, text: string): Buffer {
  return Buffer.from(new Bun.CryptoHasher("sha256", key).update(text).digest());
}

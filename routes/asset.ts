/** Text that changes only with the executable: hashed and compressed once, then served from memory. */

import { SHARED_HEADERS } from "./answer.ts";

/** A strong validator (RFC 9110, 8.8.3). */
export function entityTag(content: string | Uint8Array): string {
  return `"${new Bun.CryptoHasher("sha256").update(content).digest("base64url").slice(0, 22)}"`;
}

/** Whether If-None-Match names the tag (RFC 9110, 13.1.2): one of a list, weakened by a proxy or not. */
export function isUnchanged(ifNoneMatch: string | null | undefined, tag: string): boolean {
  if (ifNoneMatch?.trim() === "*") return true;
  return ifNoneMatch?.match(/"[^"]*"/g)?.includes(tag) ?? false;
}

export interface AssetOptions {
  readonly type: string;
  /** Seconds for which a browser may use it without asking. */
  readonly maxAge: number;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Prepared {
  readonly text: string;
  readonly plain: Representation;
  readonly gzip: Representation;
}

/** One of the forms of a text; each has a validator of its own (RFC 9110, 8.8.3.3). */
interface Representation {
  readonly body: string | Uint8Array<ArrayBuffer>;
  readonly headers: Readonly<Record<string, string>>;
}

/** `load` gives today's text: the same one every time in the executable. */
export function createAsset(
  load: () => Promise<string>,
  { type, maxAge, headers: more }: AssetOptions,
): (request: Request) => Promise<Response> {
  let prepared: Prepared | undefined;
  return async (request) => {
    const text = await load();
    if (prepared?.text !== text) {
      const headers = {
        ...SHARED_HEADERS,
        "Content-Type": type,
        "Cache-Control": `public, max-age=${maxAge}`,
        Vary: "Accept-Encoding",
        ...more,
      };
      const gzipped = gzip(text);
      prepared = {
        text,
        plain: { body: text, headers: { ...headers, ETag: entityTag(text) } },
        gzip: {
          body: gzipped,
          headers: { ...headers, ETag: entityTag(gzipped), "Content-Encoding": "gzip" },
        },
      };
    }
    const { body, headers } = acceptsGzip(request) ? prepared.gzip : prepared.plain;
    return isUnchanged(request.headers.get("if-none-match"), headers.ETag ?? "")
      ? new Response(null, { status: 304, headers })
      : new Response(body, { headers });
  };
}

/** As small as gzip can be: done once, it may take its milliseconds. */
export function gzip(text: string): Uint8Array<ArrayBuffer> {
  return Bun.gzipSync(text, { library: "libdeflate", level: 12 });
}

/** Named, and not by `q=0` (RFC 9110, 12.5.3). */
function acceptsGzip(request: Request): boolean {
  const accepted = request.headers.get("accept-encoding") ?? "";
  return /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/i.test(accepted);
}

/** Text that changes only with the executable: hashed and compressed once, then served from memory. */

/** A strong validator (RFC 9110, 8.8.3) of a text. */
export function entityTag(text: string): string {
  return `"${new Bun.CryptoHasher("sha256").update(text).digest("base64url").slice(0, 22)}"`;
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
  readonly tag: string;
  readonly gzipped: Uint8Array<ArrayBuffer>;
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
      prepared = { text, tag: entityTag(text), gzipped: Bun.gzipSync(text, { level: 9 }) };
    }
    const headers: Record<string, string> = {
      "Content-Type": type,
      "Cache-Control": `public, max-age=${maxAge}`,
      ETag: prepared.tag,
      Vary: "Accept-Encoding",
      ...more,
    };
    if (isUnchanged(request.headers.get("if-none-match"), prepared.tag)) {
      return new Response(null, { status: 304, headers });
    }
    if (!/\bgzip\b/.test(request.headers.get("accept-encoding") ?? "")) {
      return new Response(text, { headers });
    }
    return new Response(prepared.gzipped, { headers: { ...headers, "Content-Encoding": "gzip" } });
  };
}

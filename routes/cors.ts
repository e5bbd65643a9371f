/**
 * The plugin's endpoints answer pages of any origin, unless their channel names its own: tokens travel in
 * a header, never in a cookie, so there is nothing of a visitor's that another page could borrow.
 */
import { checkOrigin, type ConnectedChannel } from "../chat/channels.ts";
import { SHARED_HEADERS, type AnswerHeaders } from "./answer.ts";

const EXPOSED = { "Access-Control-Expose-Headers": "Parley-History,Retry-After" } as const;

export const ANY_ORIGIN = { "Access-Control-Allow-Origin": "*", ...EXPOSED } as const;

/** The same for pages of one origin; undefined: for none but our own. */
export function oneOrigin(origin: string | undefined): AnswerHeaders {
  const allowed = origin !== undefined && { "Access-Control-Allow-Origin": origin };
  return { Vary: "Origin", ...EXPOSED, ...allowed };
}

/**
 * The origin of the page that asks; undefined: it is a page of ours, or no page. A browser lets no page
 * choose these headers.
 * @param publicOrigin where people reach us, when that is known
 */
export function foreignOrigin(
  header: (name: "origin" | "host") => string | null | undefined,
  publicOrigin: string | undefined,
): string | undefined {
  const origin = header("origin") ?? undefined;
  if (origin === undefined || origin === publicOrigin) return undefined;
  return origin.replace(/^https?:\/\//, "") === header("host") ? undefined : origin;
}

/** For a page of a channel. Throws `origin_not_allowed`. Most channels name no origins: that costs nothing. */
export function pageHeaders(
  channel: ConnectedChannel | undefined,
  header: (name: "origin" | "host") => string | null | undefined,
  publicOrigin: string | undefined,
): AnswerHeaders {
  if (channel === undefined || channel.origins.length === 0) return ANY_ORIGIN;
  const origin = foreignOrigin(header, publicOrigin);
  checkOrigin(channel, origin);
  return oneOrigin(origin);
}

/** Answers OPTIONS, which does not say yet which channel it is about. */
export function preflight(): Response {
  const headers = {
    ...SHARED_HEADERS,
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET,POST",
    "Access-Control-Allow-Headers": "Authorization,Content-Type",
    "Access-Control-Max-Age": "86400",
  };
  return new Response(null, { status: 204, headers });
}

/** Whether errors of this path are for pages of any origin too. */
export function isForAnyOrigin(path: string): boolean {
  return path.startsWith("/chatplugin.");
}

/**
 * The plugin's endpoints answer pages of any origin: tokens travel in a header, never in a cookie, so
 * there is nothing of a visitor's that another page could borrow.
 */
import { SHARED_HEADERS } from "./answer.ts";

export const ANY_ORIGIN = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Expose-Headers": "Parley-History,Retry-After",
} as const;

/** Answers OPTIONS. */
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

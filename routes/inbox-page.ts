/** The inbox: its page, and what the page and a system that has it installed load. */
import { Hono } from "hono";
import type { Assets } from "../assets.ts";
import { SHARED_HEADERS } from "./answer.ts";
import { createAsset, entityTag, isUnchanged } from "./asset.ts";
import type { RequestEnv } from "./env.ts";

/**
 * Everything from here, nothing inline, in nobody's frame: what somebody writes makes the operator's browser call
 * nobody else. `blob:` is a picture that is about to be sent, `data:` the page's icon.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self'",
  "manifest-src 'self'",
  // The preview of a channel's chat.
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** No other page embeds it, holds a handle of its window, or is told that somebody came from it. */
const APART = {
  "X-Frame-Options": "DENY",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Referrer-Policy": "no-referrer",
};

const ICONS = [
  "icon.svg",
  "icon-192.png",
  "icon-512.png",
  "icon-maskable-512.png",
  "apple-touch-icon.png",
] as const;

const DAY = 24 * 60 * 60;

export function createInboxRoutes(assets: () => Promise<Assets>): Hono<RequestEnv> {
  const own = (
    name: "inboxHtml" | "inboxScript" | "inboxCss" | "inboxManifest",
    type: string,
    headers: Readonly<Record<string, string>> = { "Cross-Origin-Resource-Policy": "same-origin" },
  ) => createAsset(async () => (await assets())[name], { type, maxAge: 0, headers });
  const page = own("inboxHtml", "text/html; charset=utf-8", {
    "Content-Security-Policy": POLICY,
    ...APART,
  });
  const script = own("inboxScript", "text/javascript; charset=utf-8");
  const style = own("inboxCss", "text/css; charset=utf-8");
  const manifest = own("inboxManifest", "application/manifest+json; charset=utf-8");

  const routes = new Hono<RequestEnv>()
    .get("/inbox", (c) => page(c.req.raw))
    .get("/inbox/app.js", (c) => script(c.req.raw))
    .get("/inbox/app.css", (c) => style(c.req.raw))
    .get("/inbox/manifest.webmanifest", (c) => manifest(c.req.raw));
  for (const name of ICONS) {
    routes.get(`/inbox/${name}`, async (c) => {
      return picture(c.req.raw, name, (await assets()).inboxIcons[name] ?? "");
    });
  }
  return routes;
}

/** `base64`: what is in the file. */
function picture(request: Request, name: string, base64: string): Response {
  const bytes = Buffer.from(base64, "base64");
  const headers = {
    ...SHARED_HEADERS,
    "Content-Type": name.endsWith(".svg") ? "image/svg+xml" : "image/png",
    "Cache-Control": `public, max-age=${DAY}`,
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    ETag: entityTag(bytes),
  };
  return isUnchanged(request.headers.get("if-none-match"), headers.ETag)
    ? new Response(null, { status: 304, headers })
    : new Response(bytes, { headers });
}

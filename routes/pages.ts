/** What browsers load: the page's script, the example page and the inbox. */
import { Hono } from "hono";
import type { Assets } from "../assets.ts";
import { Uuid } from "../protocol/json.ts";
import { SHARED_HEADERS } from "./answer.ts";
import { createAsset } from "./asset.ts";
import type { RequestEnv } from "./env.ts";
import { examplePage } from "./example-page.ts";
import * as v from "valibot";

export interface PageRoutesDeps {
  readonly assets: () => Promise<Assets>;
  /** An unguessable word for one answer. */
  readonly newNonce: () => string;
}

/**
 * Everything from here, nothing inline, in nobody's frame: what somebody writes makes the operator's browser call
 * nobody else. `blob:` is a picture that is about to be sent, `data:` the page's icon.
 */
const INBOX_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const MINUTES = 60;

export function createPageRoutes({ assets, newNonce }: PageRoutesDeps): Hono<RequestEnv> {
  const script = createAsset(async () => (await assets()).widget, {
    type: "text/javascript; charset=utf-8",
    maxAge: 5 * MINUTES,
    headers: { "Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin" },
  });
  const extras = createAsset(async () => (await assets()).extras, {
    type: "text/javascript; charset=utf-8",
    maxAge: 5 * MINUTES,
    headers: { "Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin" },
  });
  const inbox = createAsset(async () => (await assets()).inboxHtml, {
    type: "text/html; charset=utf-8",
    maxAge: 0,
    headers: { "Content-Security-Policy": INBOX_POLICY },
  });
  const inboxScript = createAsset(async () => (await assets()).inboxScript, {
    type: "text/javascript; charset=utf-8",
    maxAge: 0,
  });
  const inboxStyle = createAsset(async () => (await assets()).inboxCss, {
    type: "text/css; charset=utf-8",
    maxAge: 0,
  });

  return new Hono<RequestEnv>()
    .get("/", (c) => c.redirect("/inbox"))
    .get("/s.js", (c) => script(c.req.raw))
    .get("/chatplugin/ui/s.js", (c) => script(c.req.raw))
    .get("/extras.js", (c) => extras(c.req.raw))
    .get("/inbox", (c) => inbox(c.req.raw))
    .get("/inbox/app.js", (c) => inboxScript(c.req.raw))
    .get("/inbox/app.css", (c) => inboxStyle(c.req.raw))
    .get("/example.html", (c) => {
      const nonce = newNonce();
      const channelId = c.req.query("channel_id") ?? "";
      const policy = [
        "default-src 'none'",
        `script-src 'nonce-${nonce}'`,
        "style-src 'unsafe-inline'",
        "connect-src 'self'",
        "img-src 'self' data: https:",
        "media-src 'self' https:",
        "base-uri 'none'",
        "form-action 'none'",
      ].join("; ");
      const headers = {
        ...SHARED_HEADERS,
        "Content-Type": "text/html; charset=utf-8",
        "Content-Security-Policy": policy,
        "Cache-Control": "no-store",
      };
      const page = examplePage({ channelId: v.is(Uuid, channelId) ? channelId : "", nonce });
      return new Response(page, { headers });
    });
}

/** What browsers load: the page's script, the example page and the inbox. */
import { Hono } from "hono";
import type { Assets } from "../assets.ts";
import { Uuid } from "../protocol/json.ts";
import { SHARED_HEADERS } from "./answer.ts";
import { createAsset } from "./asset.ts";
import type { RequestEnv } from "./env.ts";
import { examplePage } from "./example-page.ts";
import { createInboxRoutes } from "./inbox-page.ts";
import { previewPage, previewPolicy } from "./preview-page.ts";
import * as v from "valibot";

export interface PageRoutesDeps {
  readonly assets: () => Promise<Assets>;
  /** An unguessable word for one answer. */
  readonly newNonce: () => string;
}

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

  return new Hono<RequestEnv>()
    .get("/", (c) => c.redirect("/inbox"))
    .get("/s.js", (c) => script(c.req.raw))
    .get("/chatplugin/ui/s.js", (c) => script(c.req.raw))
    .get("/extras.js", (c) => extras(c.req.raw))
    .route("/", createInboxRoutes(assets))
    .get("/inbox/preview.html", (c) => {
      const nonce = newNonce();
      const channelId = c.req.query("channel_id") ?? "";
      const headers = {
        ...SHARED_HEADERS,
        "Content-Type": "text/html; charset=utf-8",
        "Content-Security-Policy": previewPolicy(nonce),
        "Cache-Control": "no-store",
      };
      const page = previewPage({ channelId: v.is(Uuid, channelId) ? channelId : "", nonce });
      return new Response(page, { headers });
    })
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

/** `/webhooks.…`: admins only. */
import { Hono } from "hono";
import type { Tokens } from "../chat/tokens.ts";
import type { Webhooks } from "../chat/webhooks.ts";
import {
  ListWebhooks,
  NameWebhook,
  SubscribeWebhook,
  UpdateWebhook,
} from "../protocol/webhooks.ts";
import { json } from "./answer.ts";
import { authorizeAdmin } from "./authorize.ts";
import { readBody } from "./body.ts";
import type { RequestEnv } from "./env.ts";

export interface WebhookRoutesDeps {
  readonly tokens: Tokens;
  readonly webhooks: Webhooks;
}

export function createWebhookRoutes({ tokens, webhooks }: WebhookRoutesDeps): Hono<RequestEnv> {
  return new Hono<RequestEnv>()
    .post("/webhooks.subscribe", async (c) => {
      const admin = await authorizeAdmin(c, tokens);
      const { id, url, name, headers, events, ...rest } = await readBody(c, SubscribeWebhook);
      const signatureKey = rest.signature_key;
      const given = { id, url, name, headers, events, signatureKey };
      return json(await webhooks.subscribe(given, admin));
    })

    .post("/webhooks.update", async (c) => {
      const admin = await authorizeAdmin(c, tokens);
      const { id, url, name, headers, events, ...rest } = await readBody(c, UpdateWebhook);
      const signatureKey = rest.signature_key;
      const change = { id, url, name, headers, events, signatureKey };
      return json(await webhooks.update(change, admin));
    })

    .post("/webhooks.unsubscribe", async (c) => {
      await authorizeAdmin(c, tokens);
      const { id } = await readBody(c, NameWebhook);
      return json(await webhooks.unsubscribe(id));
    })

    .post("/webhooks.list", async (c) => {
      await authorizeAdmin(c, tokens);
      await readBody(c, ListWebhooks);
      return json({ data: webhooks.all() });
    })

    .post("/webhooks.info", async (c) => {
      await authorizeAdmin(c, tokens);
      const { id } = await readBody(c, NameWebhook);
      return json(webhooks.find(id));
    });
}

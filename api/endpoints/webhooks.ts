import { Webhook, WebhookList } from "../../protocol/answers/webhooks.ts";
import {
  ListWebhooks,
  NameWebhook,
  SubscribeWebhook,
  UpdateWebhook,
} from "../../protocol/webhooks.ts";
import type { Endpoint } from "../endpoint.ts";

export const WEBHOOKS: readonly Endpoint[] = [
  {
    path: "/webhooks.subscribe",
    summary: "Has events delivered to a URL",
    details: "With the `id` of a webhook that is there, that one is given all of this instead.",
    tokens: ["admin"],
    request: SubscribeWebhook,
    answers: { 200: { when: "The webhook; a key that we made is shown once.", body: Webhook } },
    errors: ["limit_reached"],
    stores: true,
  },
  {
    path: "/webhooks.update",
    summary: "Changes a webhook",
    details: "What is left out stays as it is.",
    tokens: ["admin"],
    request: UpdateWebhook,
    answers: { 200: { when: "The webhook as it is now.", body: Webhook } },
    errors: ["webhook_not_found"],
    stores: true,
  },
  {
    path: "/webhooks.unsubscribe",
    summary: "Ends a webhook; what waits for it is forgotten",
    tokens: ["admin"],
    request: NameWebhook,
    answers: { 200: { when: "The webhook as it was.", body: Webhook } },
    errors: ["webhook_not_found"],
    stores: true,
  },
  {
    path: "/webhooks.list",
    summary: "The webhooks, without their secrets",
    tokens: ["admin"],
    request: ListWebhooks,
    answers: { 200: { when: "All of them.", body: WebhookList } },
  },
  {
    path: "/webhooks.info",
    summary: "One webhook, without its secrets",
    tokens: ["admin"],
    request: NameWebhook,
    answers: { 200: { when: "The webhook.", body: Webhook } },
    errors: ["webhook_not_found"],
  },
];

import * as v from "valibot";
import { Uuid, Whole } from "../json.ts";
import { WEBHOOK_EVENTS } from "../webhooks.ts";
import { Metadata, Time, answered, listOf } from "./answer.ts";

export const Webhook = answered({
  id: Uuid,
  url: v.string(),
  name: v.exactOptional(v.string()),
  /** In the answer to the request that gave them, and nowhere else: their values are secrets. */
  headers: v.exactOptional(v.pipe(v.record(v.string(), v.string()), v.readonly())),
  header_names: listOf(v.string()),
  events: listOf(v.picklist(WEBHOOK_EVENTS)),
  status: v.picklist(["Subscribed", "Unsubscribed"]),
  created_at: Time,
  /** Once, when the server has made it. */
  signature_key: v.exactOptional(v.string()),
  /** Events that are still to be delivered. */
  waiting: Whole,
  /** Events that never arrived. */
  given_up: Whole,
  last_success_at: v.exactOptional(Time),
  last_failure: v.exactOptional(answered({ at: Time, reason: v.string() })),
});
export type Webhook = v.InferOutput<typeof Webhook>;

export const WebhookList = answered({ data: listOf(Webhook) });

/** What a webhook's receiver is sent. */
export const WebhookEvent = answered({
  type: v.picklist(WEBHOOK_EVENTS),
  /** The same in every attempt: what tells an event that comes twice. */
  event_id: Uuid,
  timestamp: Time,
  payload: Metadata,
});
export type WebhookEvent = v.InferOutput<typeof WebhookEvent>;

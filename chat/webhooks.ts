/** Webhooks as an admin sees them: subscribed, changed, looked at. */
import type { OutboxReads } from "../db/outbox.ts";
import type { WebhookChange, WebhookReads, WebhookRow } from "../db/webhooks.ts";
import type { Writer } from "../db/writer.ts";
import { ParleyError } from "../errors.ts";
import { WEBHOOK_LIMITS } from "../protocol/limits.ts";
import { WEBHOOK_EVENTS, type Webhook, type WebhookEventType } from "../protocol/webhooks.ts";
import type { Operator } from "./tokens.ts";
import type { After } from "./webhook-delivery.ts";
import { newSignatureKey } from "./webhook-signature.ts";
import { findTarget, type LookUp } from "./webhook-target.ts";

export interface WebhooksDeps {
  readonly writer: Writer;
  readonly rows: WebhookReads;
  readonly outbox: OutboxReads;
  readonly lookUp: LookUp;
  readonly allowPrivate: boolean;
  readonly after: After;
  readonly now: () => number;
  readonly newId: () => string;
  /** Called when webhooks have changed. */
  readonly onChange: () => void;
}

export interface GivenWebhook {
  readonly id: string | undefined;
  readonly url: string;
  readonly name: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly events: readonly WebhookEventType[];
  readonly signatureKey: string | undefined;
}

/**
 * Those that take an id reject with `webhook_not_found`, those that take a URL with `invalid_request`, those that
 * take an admin with `forbidden` when it is none any more.
 */
export interface Webhooks {
  /** A known id is given all of it instead. Rejects with `limit_reached`. */
  subscribe(webhook: GivenWebhook, admin: Operator): Promise<Webhook>;
  update(change: WebhookChange, admin: Operator): Promise<Webhook>;
  /** What waits for it is forgotten. */
  unsubscribe(id: string): Promise<Webhook>;
  all(): Webhook[];
  find(id: string): Webhook;
}

/** How long a name may take to be looked up before the delivery is left to find out. */
const LOOK_UP_PATIENCE = 3_000;

export function createWebhooks(deps: WebhooksDeps): Webhooks {
  const { writer, rows, outbox, lookUp, allowPrivate, after, now, newId, onChange } = deps;

  /** What deliveries would refuse each time is said at once; a name may come to be known later. */
  async function checkUrl(url: string): Promise<void> {
    if (allowPrivate) return;
    const { promise: enough, resolve } = Promise.withResolvers<undefined>();
    const forget = after(LOOK_UP_PATIENCE, () => resolve(undefined));
    const target = await Promise.race([findTarget(url, lookUp, allowPrivate), enough]);
    forget();
    if (target === undefined || target.ok || target.problem !== "private_address") return;
    const message = "must not lead into the server's own network (--private-webhooks on allows it)";
    throw new ParleyError("invalid_request", `url: ${message}`, {
      issues: [{ path: "url", message }],
    });
  }

  function find(id: string): Webhook {
    const row = rows.find(id);
    if (row === undefined) throw notFound();
    return toWebhook(row, outbox.waiting(id));
  }

  return {
    async subscribe({ id = newId(), url, name, headers, events, signatureKey }, { loginId }) {
      await checkUrl(url);
      const madeKey = newSignatureKey();
      const max = WEBHOOK_LIMITS.webhooks;
      const given = { id, url, name, headers, events, signatureKey, madeKey };
      const webhook = { ...given, createdAt: now(), max };
      const outcome = await writer.write("subscribeWebhook", webhook, loginId);
      if (outcome === "too_many") {
        throw new ParleyError("limit_reached", `there are ${max} webhooks already`);
      }
      onChange();
      const isMade = outcome === "added" && signatureKey === undefined;
      return { ...find(id), headers, ...(isMade && { signature_key: madeKey }) };
    },

    async update(change, { loginId }) {
      if (change.url !== undefined) await checkUrl(change.url);
      if (!(await writer.write("updateWebhook", change, loginId))) throw notFound();
      onChange();
      return { ...find(change.id), ...(change.headers && { headers: change.headers }) };
    },

    async unsubscribe(id) {
      const row = await writer.write("unsubscribeWebhook", id);
      if (row === null) throw notFound();
      onChange();
      return { ...toWebhook(row, 0), status: "Unsubscribed" };
    },

    all: () => rows.all().map((row) => toWebhook(row, outbox.waiting(row.id))),
    find,
  };
}

function notFound(): ParleyError {
  return new ParleyError("webhook_not_found", "there is no such webhook");
}

/** Without its secrets: neither the key nor what its headers say. */
function toWebhook(row: WebhookRow, waiting: number): Webhook {
  const wanted: WebhookEventType[] = JSON.parse(row.events);
  return {
    id: row.id,
    url: row.url,
    ...(row.name !== null && { name: row.name }),
    header_names: Object.keys(JSON.parse(row.headers)),
    events: WEBHOOK_EVENTS.filter((event) => wanted.includes(event)),
    status: "Subscribed",
    created_at: new Date(row.createdAt).toISOString(),
    waiting,
    given_up: row.givenUp,
    ...(row.lastSuccessAt !== null && {
      last_success_at: new Date(row.lastSuccessAt).toISOString(),
    }),
    ...(row.lastFailureAt !== null && {
      last_failure: {
        at: new Date(row.lastFailureAt).toISOString(),
        reason: row.lastFailure ?? "",
      },
    }),
  };
}

/** An event's next attempt: made into a signed request, sent, and what follows from how that went. */
import type { DeliveryResult, OutboxRow } from "../db/outbox.ts";
import type { WebhookRow } from "../db/webhooks.ts";
import { ParleyError } from "../errors.ts";
import { WEBHOOK_LIMITS } from "../protocol/limits.ts";
import type { Attempt, Deliver } from "./webhook-delivery.ts";
import { eventId, type RenderEvent } from "./webhook-events.ts";
import { signatureHeaders } from "./webhook-signature.ts";

export interface AttemptDeps {
  readonly render: RenderEvent;
  readonly deliver: Deliver;
  readonly now: () => number;
  /** From 0 up to 1. */
  readonly random: () => number;
}

export type Outcome = DeliveryResult["outcome"];

/** Rejects with `storage_failed` when the database cannot be read, and when it is aborted. */
export type TryOnce = (row: WebhookRow, event: OutboxRow, signal: AbortSignal) => Promise<Outcome>;

/** How far a pause may be off its length, to both sides. */
const JITTER = 0.2;
export const LONGEST_PAUSE = Math.max(...WEBHOOK_LIMITS.pauses) * (1 + JITTER);

export function createTryOnce({ render, deliver, now, random }: AttemptDeps): TryOnce {
  async function send(row: WebhookRow, event: OutboxRow, signal: AbortSignal): Promise<Attempt> {
    const body = render(event);
    // What it is about is gone: there is nothing to tell.
    if (body === undefined) return { ok: true };
    const given: Record<string, string> = JSON.parse(row.headers);
    const signed = { key: row.signatureKey, eventId: eventId(event), time: now(), body };
    const headers = {
      ...given,
      "Content-Type": "application/json",
      "User-Agent": "Parley",
      "Accept-Encoding": "identity",
      ...signatureHeaders(signed),
    };
    return deliver({ url: row.url, headers, body, attempts: event.attempts }, signal);
  }

  /** A bug in making the body is this event's failure, and holds up no other. */
  async function attempt(...[row, event, signal]: Parameters<typeof send>): Promise<Attempt> {
    try {
      return await send(row, event, signal);
    } catch (error) {
      if (error instanceof ParleyError || signal.aborted) throw error;
      return { ok: false, reason: "internal_error" };
    }
  }

  return async (row, event, signal) => {
    const tried = await attempt(row, event, signal);
    if (tried.ok) return { status: "delivered" };
    const { reason } = tried;
    const pause = WEBHOOK_LIMITS.pauses[event.attempts];
    if (pause === undefined) return { status: "given_up", reason };
    const length = pause * (1 - JITTER + 2 * JITTER * random());
    return { status: "failed", reason, nextAttemptAt: Math.round(now() + length) };
  };
}

/** Webhooks as one part of the server: what admins change, and the deliveries that follow. */
import type { Reads } from "../db/reads.ts";
import type { Writer } from "../db/writer.ts";
import type { Log } from "../log.ts";
import { lookUpName } from "./name-lookup.ts";
import { createTryOnce } from "./webhook-attempt.ts";
import { createDeliver, type After } from "./webhook-delivery.ts";
import { createWebhookDispatcher } from "./webhook-dispatcher.ts";
import { createRenderEvent } from "./webhook-events.ts";
import type { LookUp } from "./webhook-target.ts";
import { createWebhooks, type Webhooks } from "./webhooks.ts";

export interface WebhookServiceDeps {
  readonly writer: Writer;
  readonly reads: Pick<Reads, "webhooks" | "outbox" | "conversations" | "channels">;
  /** Whether deliveries may go to the server's own network. */
  readonly allowPrivate: boolean;
  readonly log: Log;
  readonly now: () => number;
  readonly newId: () => string;
  readonly lookUp?: LookUp;
  readonly after?: After;
  readonly random?: () => number;
}

export interface WebhookService {
  readonly webhooks: Webhooks;
  /** Begins with what has waited since the last time. */
  start(): void;
  /** To be called after each commit. */
  wake(): void;
  /** Gives up what is on its way. */
  stop(): void;
}

export function createWebhookService(deps: WebhookServiceDeps): WebhookService {
  const { writer, reads, allowPrivate, log, now, newId } = deps;
  const { lookUp = lookUpName, after = afterTime, random = Math.random } = deps;
  const { outbox } = reads;
  const deliver = createDeliver({ lookUp, allowPrivate, after });
  const dispatcher = createWebhookDispatcher({
    writer,
    webhooks: reads.webhooks,
    outbox,
    tryOnce: createTryOnce({ render: createRenderEvent(reads), deliver, now, random }),
    now,
    after,
    log,
  });
  const webhooks = createWebhooks({
    writer,
    rows: reads.webhooks,
    outbox,
    lookUp,
    allowPrivate,
    after,
    now,
    newId,
    onChange: dispatcher.reload,
  });
  return { webhooks, start: dispatcher.reload, wake: dispatcher.wake, stop: dispatcher.stop };
}

function afterTime(time: number, step: () => void): () => void {
  const timer = setTimeout(step, time);
  return () => clearTimeout(timer);
}

/**
 * Takes what waits in the outbox to its webhooks.
 *
 * Each webhook has a few deliveries at a time and waits for no other webhook. Of one lane (a conversation,
 * a channel) only one is on its way, so that its events arrive in the order of the commits. One that fails
 * is tried again later and lets those behind it go first: a receiver that cannot take one event gets all
 * the others. What has failed through all the pauses is given up.
 *
 * An event is settled by deleting its row, after the receiver has answered: at least once. Nothing is
 * asked while there is no webhook; otherwise once after each commit, and when a pause is over.
 */
import type { OutboxReads, OutboxRow } from "../db/outbox.ts";
import type { WebhookReads, WebhookRow } from "../db/webhooks.ts";
import type { Writer } from "../db/writer.ts";
import type { Log } from "../log.ts";
import { WEBHOOK_LIMITS } from "../protocol/limits.ts";
import { LONGEST_PAUSE, type Outcome, type TryOnce } from "./webhook-attempt.ts";
import type { After } from "./webhook-delivery.ts";

export interface WebhookDispatcherDeps {
  readonly writer: Writer;
  readonly webhooks: WebhookReads;
  readonly outbox: OutboxReads;
  readonly tryOnce: TryOnce;
  readonly now: () => number;
  readonly after: After;
  readonly log: Log;
}

export interface WebhookDispatcher {
  /** To be called after each commit: it may have added to the outbox. */
  wake(): void;
  /** To be called when webhooks have changed, and at the start. */
  reload(): void;
  /** Gives up what is on its way; it is tried again after the next start. */
  stop(): void;
}

interface Receiver {
  row: WebhookRow;
  /** Rows on their way or being settled, by id, with their lane. */
  readonly sending: Map<number, string>;
  readonly gone: AbortController;
  /** The last attempt has failed: the next failure is no news. */
  failing: boolean;
  /** Ends a rest: the database does not take what became of a delivery, so nothing is sent. */
  endRest: (() => void) | undefined;
}

/** Rows that are looked at for those that may go now: more of one lane hold up what is behind them. */
const PAGE = 100;
/** How long a database that fails is left alone. */
const REST = 5_000;
/** The wall clock may jump while a timer runs: none runs longer. */
const LOOK_AGAIN = 10 * 60_000;

export function createWebhookDispatcher(deps: WebhookDispatcherDeps): WebhookDispatcher {
  const { writer, webhooks, outbox, tryOnce, now, after, log } = deps;
  let receivers: ReadonlyMap<string, Receiver> = new Map();
  let stopped = false;
  let looking = false;
  let forgetTimer = (): void => undefined;
  let forgetReload = (): void => undefined;

  function wake(): void {
    if (looking || stopped || receivers.size === 0) return;
    looking = true;
    // Once for all commits of this turn, and after whoever waits for them has been answered.
    setImmediate(look);
  }

  function look(): void {
    looking = false;
    if (stopped) return;
    forgetTimer();
    let next = Infinity;
    for (const receiver of receivers.values()) {
      try {
        next = Math.min(next, sendDue(receiver));
      } catch {
        // The failed read is in the log.
        rest(receiver);
      }
    }
    forgetTimer =
      next === Infinity
        ? () => undefined
        : after(Math.min(LOOK_AGAIN, Math.max(1, next - now())), wake);
  }

  /** Gives when the next one may be sent that does not wait for another. */
  function sendDue(receiver: Receiver): number {
    const { row, sending } = receiver;
    if (receiver.endRest !== undefined || sending.size >= WEBHOOK_LIMITS.deliveries)
      return Infinity;
    const time = now();
    const next = outbox.nextAfter(row.id, time) ?? Infinity;
    // Nobody has paused for so long: the clock was set back.
    const upTo = next !== Infinity && next > time + LONGEST_PAUSE ? next : time;
    const lanes = new Set(sending.values());
    for (const event of outbox.due(row.id, upTo, PAGE)) {
      if (sending.size >= WEBHOOK_LIMITS.deliveries) break;
      if (sending.has(event.id) || lanes.has(event.lane)) continue;
      lanes.add(event.lane);
      sending.set(event.id, event.lane);
      void send(receiver, event).finally(() => {
        sending.delete(event.id);
        wake();
      });
    }
    return next;
  }

  async function send(receiver: Receiver, event: OutboxRow): Promise<void> {
    const { row, gone } = receiver;
    try {
      const outcome = await tryOnce(row, event, gone.signal);
      if (gone.signal.aborted) return;
      const { id, eventId: known } = event;
      const result = { id, eventId: known, webhook: row.id, at: now(), outcome };
      await writer.write("settleDelivery", result);
      tell(receiver, outcome);
    } catch {
      // Neither is the receiver's fault: a read or a write that failed, which is in the log.
      if (!gone.signal.aborted) rest(receiver);
    }
  }

  function tell(receiver: Receiver, outcome: Outcome): void {
    const webhook = receiver.row.id;
    if (outcome.status === "given_up") {
      log.warn("webhook_event_given_up", { webhook, reason: outcome.reason });
    } else if (outcome.status === "failed" && !receiver.failing) {
      log.warn("webhook_failing", { webhook, reason: outcome.reason });
    }
    receiver.failing = outcome.status !== "delivered";
  }

  function rest(receiver: Receiver): void {
    receiver.endRest ??= after(REST, () => {
      receiver.endRest = undefined;
      wake();
    });
  }

  function reload(): void {
    if (stopped) return;
    forgetReload();
    try {
      const before = receivers;
      const rows = webhooks.all();
      receivers = new Map(rows.map((row) => [row.id, receiverOf(row, before.get(row.id))]));
      for (const [id, receiver] of before) if (!receivers.has(id)) end(receiver);
      wake();
    } catch {
      // The failed read is in the log; until it succeeds the webhooks are those of before.
      forgetReload = after(REST, reload);
    }
  }

  return {
    wake,

    reload,

    stop() {
      stopped = true;
      forgetTimer();
      forgetReload();
      for (const receiver of receivers.values()) end(receiver);
    },
  };
}

function end({ gone, endRest }: Receiver): void {
  gone.abort();
  endRest?.();
}

function receiverOf(row: WebhookRow, known: Receiver | undefined): Receiver {
  if (known === undefined) {
    const gone = new AbortController();
    return { row, sending: new Map(), gone, failing: false, endRest: undefined };
  }
  known.row = row;
  return known;
}

/**
 * What is still to be told to webhooks: a row for each event and each webhook that wants it, made by
 * triggers (outbox-triggers.ts) in the transaction of what it tells, and deleted once it has arrived.
 */
import type { Database } from "bun:sqlite";
import type { WebhookEventType } from "../protocol/webhooks.ts";
import { SENDER_AVATAR, type MessageRow } from "./messages.ts";

export interface OutboxRow {
  /** In the order of the commits. */
  readonly id: number;
  readonly type: WebhookEventType;
  /** The id of the message, conversation or channel. */
  readonly subject: string;
  /** Events of one lane are told one after another. */
  readonly lane: string;
  /** 32 hexadecimal digits, the same for every webhook. */
  readonly eventId: string;
  readonly createdAt: number;
  /** How often it has been tried. */
  readonly attempts: number;
}

export interface DeliveryResult {
  readonly id: number;
  /** A row that was given a newer event meanwhile stays as it is. */
  readonly eventId: string;
  readonly webhook: string;
  readonly at: number;
  readonly outcome:
    | { readonly status: "delivered" }
    | { readonly status: "failed"; readonly reason: string; readonly nextAttemptAt: number }
    | { readonly status: "given_up"; readonly reason: string };
}

/** Each runs inside the writer's transaction. */
export interface OutboxWrites {
  settleDelivery(result: DeliveryResult): void;
}

export interface OutboxReads {
  /** At most `limit` that may be tried at a time, the one that may be longest first. */
  due(webhook: string, time: number, limit: number): OutboxRow[];
  /** When the next one after a time may be tried. */
  nextAfter(webhook: string, time: number): number | undefined;
  waiting(webhook: string): number;
  message(id: string): MessageRow | undefined;
}

export function outboxWrites(db: Database): OutboxWrites {
  const remove = db.query<{ id: number }, [number, string]>(
    "DELETE FROM outbox WHERE id = ? AND event_id = ? RETURNING id",
  );
  const postpone = db.query<null, [number, number, string]>(
    `UPDATE outbox SET attempts = attempts + 1, next_attempt_at = ? WHERE id = ? AND event_id = ?`,
  );
  const succeeded = db.query<null, [number, string]>(
    "UPDATE webhook SET last_success_at = ? WHERE id = ?",
  );
  const failed = db.query<null, [number, string, number, string]>(
    `UPDATE webhook SET last_failure_at = ?, last_failure = ?, given_up = given_up + ?
     WHERE id = ?`,
  );
  return {
    settleDelivery({ id, eventId, webhook, at, outcome }) {
      switch (outcome.status) {
        case "delivered":
          remove.run(id, eventId);
          succeeded.run(at, webhook);
          return;
        case "failed":
          postpone.run(outcome.nextAttemptAt, id, eventId);
          failed.run(at, outcome.reason, 0, webhook);
          return;
        case "given_up": {
          const gone = remove.get(id, eventId) === null ? 0 : 1;
          failed.run(at, outcome.reason, gone, webhook);
        }
      }
    },
  };
}

export function outboxReads(db: Database): OutboxReads {
  const due = db.query<OutboxRow, [string, number, number]>(
    `SELECT id, type, subject, lane, event_id AS eventId, created_at AS createdAt, attempts
     FROM outbox WHERE webhook = ? AND next_attempt_at <= ? ORDER BY next_attempt_at, id LIMIT ?`,
  );
  const next = db.query<{ at: number | null }, [string, number]>(
    "SELECT min(next_attempt_at) AS at FROM outbox WHERE webhook = ? AND next_attempt_at > ?",
  );
  const count = db.query<{ n: number }, [string]>(
    "SELECT count(*) AS n FROM outbox WHERE webhook = ?",
  );
  const message = db.query<MessageRow, [string]>(
    `SELECT c.id AS conversationId, c.channel_id AS channelId, m.id, m.offset, m.position,
       m.sender_type AS senderType, m.sender_id AS senderId, m.sender_name AS senderName,
       ${SENDER_AVATAR}, m.sent_at AS sentAt, m.state, m.content, m.metadata
     FROM message m JOIN conversation c ON c.key = m.conversation WHERE m.id = ?`,
  );
  return {
    due(webhook, time, limit) {
      return due.all(webhook, time, limit);
    },

    nextAfter(webhook, time) {
      return next.get(webhook, time)?.at ?? undefined;
    },

    waiting(webhook) {
      return count.get(webhook)?.n ?? 0;
    },

    message(id) {
      return message.get(id) ?? undefined;
    },
  };
}

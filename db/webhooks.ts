/** Webhooks: who wants to be told of what. What waits to be told to them is in outbox.ts. */
import type { Database } from "bun:sqlite";
import type { WebhookEventType } from "../protocol/webhooks.ts";
import { outboxTriggers } from "./outbox-triggers.ts";

export interface WebhookRow {
  readonly id: string;
  readonly url: string;
  readonly name: string | null;
  /** A JSON object. */
  readonly headers: string;
  /** A JSON array. */
  readonly events: string;
  readonly signatureKey: string;
  readonly createdAt: number;
  /** Events that were not delivered and no longer will be. */
  readonly givenUp: number;
  readonly lastSuccessAt: number | null;
  readonly lastFailureAt: number | null;
  readonly lastFailure: string | null;
}

export interface NewWebhook {
  readonly id: string;
  readonly url: string;
  readonly name: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly events: readonly WebhookEventType[];
  /** A known webhook keeps its own unless it is given another. */
  readonly signatureKey: string | undefined;
  /** For a new one that was given none. */
  readonly madeKey: string;
  readonly createdAt: number;
  /** How many there may be. */
  readonly max: number;
}

/** Undefined keeps what there is. */
export interface WebhookChange {
  readonly id: string;
  readonly url: string | undefined;
  readonly name: string | undefined;
  readonly headers: Readonly<Record<string, string>> | undefined;
  readonly events: readonly WebhookEventType[] | undefined;
  readonly signatureKey: string | undefined;
}

/** Each runs inside the writer's transaction. */
export interface WebhookWrites {
  subscribeWebhook(webhook: NewWebhook): "added" | "replaced" | "too_many";
  /** False when there is no such webhook. */
  updateWebhook(change: WebhookChange): boolean;
  /** With all that waits for it. Null when there is no such webhook. */
  unsubscribeWebhook(id: string): WebhookRow | null;
}

export interface WebhookReads {
  /** In the order in which they were subscribed. */
  all(): WebhookRow[];
  find(id: string): WebhookRow | undefined;
}

const SELECT = `SELECT id, url, name, headers, signature_key AS signatureKey, created_at AS createdAt,
    given_up AS givenUp, last_success_at AS lastSuccessAt, last_failure_at AS lastFailureAt,
    last_failure AS lastFailure,
    (SELECT json_group_array(type) FROM webhook_event WHERE webhook = id) AS events
  FROM webhook`;

export function webhookWrites(db: Database): WebhookWrites {
  const byId = db.query<WebhookRow, [string]>(`${SELECT} WHERE id = ?`);
  const count = db.query<{ n: number }, []>("SELECT count(*) AS n FROM webhook");
  type Insert = [string, string, string | null, string, string, number];
  const insert = db.query<null, Insert>(
    `INSERT INTO webhook (id, url, name, headers, signature_key, created_at)
     VALUES (?, ?, ?, ?, ?, ?)`,
  );
  type Replace = [string, string | null, string, string | null, string];
  const replace = db.query<null, Replace>(
    `UPDATE webhook SET url = ?, name = ?, headers = ?, signature_key = coalesce(?, signature_key)
     WHERE id = ?`,
  );
  type Update = [string | null, string | null, string | null, string | null, string];
  const update = db.query<{ id: string }, Update>(
    `UPDATE webhook SET url = coalesce(?, url), name = coalesce(?, name),
       headers = coalesce(?, headers), signature_key = coalesce(?, signature_key)
     WHERE id = ? RETURNING id`,
  );
  const remove = db.query<null, [string]>("DELETE FROM webhook WHERE id = ?");
  const dropEvents = db.query<null, [string]>("DELETE FROM webhook_event WHERE webhook = ?");
  const addEvent = db.query<null, [string, string]>("INSERT INTO webhook_event VALUES (?, ?)");
  const dropUnwanted = db.query<null, [string]>(
    `DELETE FROM outbox WHERE webhook = ?1
       AND type NOT IN (SELECT type FROM webhook_event WHERE webhook = ?1)`,
  );
  const triggers = outboxTriggers(db);

  function setEvents(id: string, events: readonly WebhookEventType[]): void {
    dropEvents.run(id);
    for (const event of events) addEvent.run(event, id);
    dropUnwanted.run(id);
    triggers.set();
  }

  return {
    subscribeWebhook(given) {
      const { id, url, signatureKey, madeKey, createdAt, max } = given;
      const name = given.name ?? null;
      const headers = JSON.stringify(given.headers);
      const known = byId.get(id) !== null;
      if (!known && (count.get()?.n ?? 0) >= max) return "too_many";
      if (known) replace.run(url, name, headers, signatureKey ?? null, id);
      else insert.run(id, url, name, headers, signatureKey ?? madeKey, createdAt);
      setEvents(id, given.events);
      return known ? "replaced" : "added";
    },

    updateWebhook({ id, url, name, headers, events, signatureKey }) {
      const headersText = headers === undefined ? null : JSON.stringify(headers);
      const row = update.get(url ?? null, name ?? null, headersText, signatureKey ?? null, id);
      if (row === null) return false;
      if (events !== undefined) setEvents(id, events);
      return true;
    },

    unsubscribeWebhook(id) {
      const row = byId.get(id);
      remove.run(id);
      triggers.set();
      return row;
    },
  };
}

export function webhookReads(db: Database): WebhookReads {
  const all = db.query<WebhookRow, []>(`${SELECT} ORDER BY created_at, id`);
  const byId = db.query<WebhookRow, [string]>(`${SELECT} WHERE id = ?`);
  return {
    all() {
      return all.all();
    },

    find(id) {
      return byId.get(id) ?? undefined;
    },
  };
}

/**
 * What fills the outbox, in the transaction of what it tells: triggers, so that no command has to think
 * of it. They are temporary ones of the writer's connection, and only those that some webhook wants:
 * without a webhook nothing is spent on them.
 */
import type { Database } from "bun:sqlite";
import type { WebhookEventType } from "../protocol/webhooks.ts";

export interface OutboxTriggers {
  /** Makes those that are wanted now, drops the others. Part of the transaction that it runs in. */
  set(): void;
}

/** `subject` is what the event is about; events of one `lane` are told one after another. */
function tell(type: WebhookEventType, subject: string, lane: string, from = ""): string {
  // One event has one id, whoever is told of it: the row that makes it is kept from being made again
  // for each webhook by its LIMIT. An event that still waits becomes the newer one, under its id.
  return `INSERT INTO outbox (webhook, type, subject, lane, event_id, created_at)
    SELECT w.webhook, '${type}', ${subject}, ${lane}, e.id, e.at
    FROM (SELECT lower(hex(randomblob(16))) AS id,
        CAST(round(unixepoch('subsec') * 1000) AS INTEGER) AS at LIMIT 1) e
      CROSS JOIN webhook_event w ${from}
    WHERE w.type = '${type}'
    ON CONFLICT (webhook, type, subject) DO UPDATE SET event_id = excluded.event_id,
      created_at = excluded.created_at, attempts = 0, next_attempt_at = 0;`;
}

function changed(...columns: string[]): string {
  return columns.map((column) => `old.${column} IS NOT new.${column}`).join(" OR ");
}

const CONVERSATION = [
  "state",
  "metadata",
  "assignee",
  "display_name",
  "first_name",
  "last_name",
  "avatar_url",
];
const CHANNEL = ["connected", "name", "image_url", "config", "allowed_origins"];
const MESSAGE = ["state", "metadata"];

interface Trigger {
  readonly name: string;
  readonly type: WebhookEventType;
  /** From AFTER on. */
  readonly sql: string;
}

const OF_TAG = (row: "old" | "new"): string =>
  tell(
    "conversation.updated",
    "c.id",
    `'conversation ' || c.key`,
    `JOIN conversation c ON c.key = ${row}.conversation`,
  );

const TRIGGERS: readonly Trigger[] = [
  {
    name: "tell_message_created",
    type: "message.created",
    sql: `AFTER INSERT ON main.message BEGIN
      ${tell("message.created", "new.id", "'conversation ' || new.conversation")} END`,
  },
  {
    name: "tell_message_updated",
    type: "message.updated",
    sql: `AFTER UPDATE OF ${MESSAGE.join(", ")} ON main.message WHEN ${changed(...MESSAGE)} BEGIN
      ${tell("message.updated", "new.id", "'conversation ' || new.conversation")} END`,
  },
  {
    name: "tell_conversation_updated",
    type: "conversation.updated",
    sql: `AFTER UPDATE OF ${CONVERSATION.join(", ")} ON main.conversation
      WHEN ${changed(...CONVERSATION)} BEGIN
      ${tell("conversation.updated", "new.id", "'conversation ' || new.key")} END`,
  },
  {
    name: "tell_conversation_tagged",
    type: "conversation.updated",
    sql: `AFTER INSERT ON main.conversation_tag BEGIN ${OF_TAG("new")} END`,
  },
  {
    name: "tell_conversation_untagged",
    type: "conversation.updated",
    sql: `AFTER DELETE ON main.conversation_tag BEGIN ${OF_TAG("old")} END`,
  },
  {
    name: "tell_channel_added",
    type: "channel.updated",
    sql: `AFTER INSERT ON main.channel BEGIN
      ${tell("channel.updated", "new.id", "'channel ' || new.id")} END`,
  },
  {
    name: "tell_channel_updated",
    type: "channel.updated",
    sql: `AFTER UPDATE ON main.channel WHEN ${changed(...CHANNEL)} BEGIN
      ${tell("channel.updated", "new.id", "'channel ' || new.id")} END`,
  },
];

/** For the writer's connection; those that the stored webhooks want are made at once. */
export function outboxTriggers(db: Database): OutboxTriggers {
  const wanted = db.query<{ type: string }, []>("SELECT DISTINCT type FROM webhook_event");
  // Asked, not remembered: a transaction that failed has taken back what it made.
  const there = db.query<{ name: string }, []>("SELECT name FROM temp.sqlite_schema");

  function set(): void {
    const types = new Set(wanted.all().map(({ type }) => type));
    const names = new Set(there.all().map(({ name }) => name));
    for (const { name, type, sql } of TRIGGERS) {
      if (types.has(type) === names.has(name)) continue;
      db.run(types.has(type) ? `CREATE TEMP TRIGGER ${name} ${sql}` : `DROP TRIGGER temp.${name}`);
    }
  }

  set();
  return { set };
}

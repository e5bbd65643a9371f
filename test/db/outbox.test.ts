/** What fills the outbox: each change with what it tells, and what tells nothing. */
import type { Database } from "bun:sqlite";
import { describe, expect, test } from "bun:test";
import { createBatchRunner } from "../../db/batch.ts";
import type { CommandInput, CommandName } from "../../db/commands.ts";
import { connect } from "../../db/open.ts";
import { WEBHOOK_EVENTS, type WebhookEventType } from "../../protocol/webhooks.ts";
import { CHANNEL, databaseFile, visitorMessage } from "./database-file.ts";

const WEBHOOK = {
  id: "w1",
  url: "https://hooks.example.org/",
  name: undefined,
  headers: {},
  events: WEBHOOK_EVENTS,
  signatureKey: undefined,
  madeKey: "a key of the tests",
  createdAt: 1,
  max: 16,
};
const USER = {
  grant: { kind: "first" },
  id: "u1",
  email: "ada@example.org",
  firstName: "Ada",
  lastName: "Lovelace",
  passwordHash: "",
  createdAt: 1,
} as const;

/** The writer's connection, with a channel, a conversation, a tag and a user. */
function open(file: ReturnType<typeof databaseFile>) {
  file.open();
  const db = connect(file.path);
  const batch = createBatchRunner(db);
  function run<Name extends CommandName>(name: Name, input: CommandInput<Name>): void {
    const [outcome] = batch([{ name, input }]);
    if (outcome?.ok !== true) throw new Error(JSON.stringify(outcome));
  }
  run("connectChannel", CHANNEL);
  run("storeMessage", visitorMessage("c1", "hello", { id: "m1" }));
  run("storeMessage", visitorMessage("c2", "hello", { id: "m2" }));
  run("createTag", { id: "t1", name: "VIP", color: "tag-red", createdAt: 1, limit: 100 });
  run("createUser", USER);
  return { db, batch, run, [Symbol.dispose]: () => db.close() };
}

interface Waiting {
  readonly webhook: string;
  readonly type: WebhookEventType;
  readonly subject: string;
  readonly lane: string;
}

function waiting(db: Database): Waiting[] {
  return db.query<Waiting, []>("SELECT webhook, type, subject, lane FROM outbox ORDER BY id").all();
}

type Opened = ReturnType<typeof open>;
const UPDATED = ["conversation.updated", "c1"] as const;

/** Each change, and the type and subject of what it tells. */
const CHANGES: Readonly<
  Record<string, [(opened: Opened) => void, ...(readonly [WebhookEventType, string])[]]>
> = {
  "a visitor's message": [
    ({ run }) => run("storeMessage", visitorMessage("c1", "x", { id: "m3" })),
    ["message.created", "m3"],
  ],
  "an operator's message": [
    ({ run }) => {
      const sender = { type: "app_user", id: "u1", name: "Ada", avatarUrl: null } as const;
      run("storeMessage", visitorMessage("c1", "x", { id: "m3", sender }));
    },
    ["message.created", "m3"],
  ],
  "a visitor's message in a closed conversation": [
    ({ db, run }) => {
      run("setConversationState", { id: "c1", state: "CLOSED" });
      db.run("DELETE FROM outbox");
      run("storeMessage", visitorMessage("c1", "x", { id: "m3" }));
    },
    UPDATED,
    ["message.created", "m3"],
  ],
  "a message's state": [
    ({ db }) => db.run("UPDATE message SET state = 'FAILED' WHERE id = 'm1'"),
    ["message.updated", "m1"],
  ],
  "a message's metadata": [
    ({ db }) => db.run(`UPDATE message SET metadata = '{"seen":true}' WHERE id = 'm1'`),
    ["message.updated", "m1"],
  ],
  "a conversation's state": [
    ({ run }) => run("setConversationState", { id: "c1", state: "CLOSED" }),
    UPDATED,
  ],
  "its contact": [
    ({ run }) =>
      run("updateContact", {
        id: "c1",
        displayName: "Grace",
        firstName: undefined,
        lastName: undefined,
        avatarUrl: undefined,
      }),
    UPDATED,
  ],
  "whom it is assigned to": [
    ({ run }) => run("assignConversation", { id: "c1", userId: "u1" }),
    UPDATED,
  ],
  "its metadata": [
    ({ run }) =>
      run("setMetadata", { conversationId: "c1", path: ["a"], value: "b", bytesMax: 1_000 }),
    UPDATED,
  ],
  "a tag of it": [
    ({ run }) => run("tagConversation", { conversationId: "c1", tagId: "t1", limit: 10 }),
    UPDATED,
  ],
  "a tag taken off": [
    ({ db, run }) => {
      run("tagConversation", { conversationId: "c1", tagId: "t1", limit: 10 });
      db.run("DELETE FROM outbox");
      run("untagConversation", { conversationId: "c1", tagId: "t1" });
    },
    UPDATED,
  ],
  "a tag deleted that it has": [
    ({ db, run }) => {
      run("tagConversation", { conversationId: "c1", tagId: "t1", limit: 10 });
      db.run("DELETE FROM outbox");
      run("deleteTag", { id: "t1", limit: 100 });
    },
    UPDATED,
  ],
  "a new channel": [
    ({ run }) => run("connectChannel", { ...CHANNEL, id: "h2", sourceChannelId: "other" }),
    ["channel.updated", "h2"],
  ],
  "a channel disconnected": [
    ({ run }) => run("disconnectChannel", CHANNEL.id),
    ["channel.updated", CHANNEL.id],
  ],
  "a channel's name": [
    ({ run }) => run("connectChannel", { ...CHANNEL, name: "Shop" }),
    ["channel.updated", CHANNEL.id],
  ],
  "nothing: the same message again": [
    ({ db, run }) => {
      const message = visitorMessage("c1", "x", { id: "m3" });
      run("storeMessage", message);
      db.run("DELETE FROM outbox");
      run("storeMessage", message);
    },
  ],
  "nothing: a channel that is connected already": [({ run }) => run("connectChannel", CHANNEL)],
  "nothing: a state that it has already": [
    ({ run }) => run("setConversationState", { id: "c1", state: "OPEN" }),
  ],
  "nothing: a conversation that is read": [
    ({ run }) => run("readConversation", { id: "c1", offset: undefined, readAt: 0 }),
  ],
};

describe("The outbox gets, of", () => {
  for (const [what, [change, ...told]] of Object.entries(CHANGES)) {
    test(what, async () => {
      await using file = databaseFile();
      using opened = open(file);
      opened.run("subscribeWebhook", WEBHOOK);
      change(opened);
      expect(waiting(opened.db).map(({ type, subject }) => [type, subject])).toEqual(
        told.map(([type, subject]) => [type, subject]),
      );
    });
  }
});

describe("An event is told", () => {
  test("to every webhook that wants it, under one id, and to no other", async () => {
    await using file = databaseFile();
    using opened = open(file);
    const { db, run } = opened;
    run("subscribeWebhook", WEBHOOK);
    run("subscribeWebhook", { ...WEBHOOK, id: "w2", events: ["message.created"] });
    run("subscribeWebhook", { ...WEBHOOK, id: "w3", events: ["channel.updated"] });
    run("storeMessage", visitorMessage("c1", "x", { id: "m3" }));
    expect(waiting(db).map(({ webhook, subject }) => [webhook, subject])).toEqual([
      ["w1", "m3"],
      ["w2", "m3"],
    ]);
    const ids = db.query<{ id: string }, []>("SELECT DISTINCT event_id AS id FROM outbox").all();
    expect(ids).toEqual([{ id: expect.stringMatching(/^[0-9a-f]{32}$/) }]);
  });

  test("in one lane with the others of its conversation", async () => {
    await using file = databaseFile();
    using opened = open(file);
    opened.run("subscribeWebhook", WEBHOOK);
    opened.run("storeMessage", visitorMessage("c1", "x"));
    opened.run("setConversationState", { id: "c1", state: "CLOSED" });
    opened.run("tagConversation", { conversationId: "c1", tagId: "t1", limit: 10 });
    opened.run("storeMessage", visitorMessage("c2", "x"));
    const lanes = waiting(opened.db).map(({ lane }) => lane);
    expect(lanes).toHaveLength(3);
    expect(lanes.map((lane) => lanes.indexOf(lane))).toEqual([0, 0, 2]);
  });

  test("DELIVERY-10: only if what it tells was stored", async () => {
    await using file = databaseFile();
    using opened = open(file);
    opened.run("subscribeWebhook", WEBHOOK);
    const nowhere = { type: "source_contact", channelId: "unknown", displayName: "x" } as const;
    const outcomes = opened.batch([
      { name: "storeMessage", input: visitorMessage("c9", "lost", { sender: nowhere }) },
      { name: "storeMessage", input: visitorMessage("c1", "kept", { id: "m3" }) },
    ]);
    expect(outcomes.map(({ ok }) => ok)).toEqual([false, true]);
    expect(waiting(opened.db).map(({ subject }) => subject)).toEqual(["m3"]);
  });

  test("also when the webhook was subscribed in a batch that failed and was stored one by one", async () => {
    await using file = databaseFile();
    using opened = open(file);
    const nowhere = { type: "source_contact", channelId: "unknown", displayName: "x" } as const;
    const outcomes = opened.batch([
      { name: "subscribeWebhook", input: WEBHOOK },
      { name: "storeMessage", input: visitorMessage("c9", "lost", { sender: nowhere }) },
      { name: "storeMessage", input: visitorMessage("c1", "kept", { id: "m3" }) },
    ]);
    expect(outcomes.map(({ ok }) => ok)).toEqual([true, false, true]);
    opened.run("storeMessage", visitorMessage("c1", "next", { id: "m4" }));
    expect(waiting(opened.db).map(({ subject }) => subject)).toEqual(["m3", "m4"]);
  });

  test("after another start too", async () => {
    await using file = databaseFile();
    {
      using opened = open(file);
      opened.run("subscribeWebhook", WEBHOOK);
    }
    using db = connect(file.path);
    const input = visitorMessage("c1", "x", { id: "m3" });
    createBatchRunner(db)([{ name: "storeMessage", input }]);
    expect(waiting(db).map(({ subject }) => subject)).toEqual(["m3"]);
  });

  test("no longer once it is not wanted, and what waits of it is forgotten", async () => {
    await using file = databaseFile();
    using opened = open(file);
    const { db, run } = opened;
    run("subscribeWebhook", WEBHOOK);
    run("storeMessage", visitorMessage("c1", "x"));
    run("disconnectChannel", CHANNEL.id);
    const change = { id: "w1", url: undefined, name: undefined, headers: undefined };
    run("updateWebhook", { ...change, signatureKey: undefined, events: ["channel.updated"] });
    run("storeMessage", visitorMessage("c1", "y"));
    expect(waiting(db).map(({ type }) => type)).toEqual(["channel.updated"]);
  });
});

test("Without a webhook there is no trigger at all, and none is left when the last one goes", async () => {
  await using file = databaseFile();
  using opened = open(file);
  const triggers = opened.db.query<{ name: string }, []>("SELECT name FROM temp.sqlite_schema");
  expect(triggers.all()).toEqual([]);
  opened.run("subscribeWebhook", WEBHOOK);
  expect(triggers.all().length).toBeGreaterThan(5);
  opened.run("unsubscribeWebhook", WEBHOOK.id);
  expect(triggers.all()).toEqual([]);
  expect(waiting(opened.db)).toEqual([]);
});

test("At most the newest 100,000 wait; an older one is given up and counted", async () => {
  await using file = databaseFile();
  using opened = open(file);
  const { db, run } = opened;
  run("subscribeWebhook", WEBHOOK);
  run("storeMessage", visitorMessage("c1", "the first", { id: "first" }));
  run("storeMessage", visitorMessage("c1", "another", { id: "settled" }));
  db.run("DELETE FROM outbox WHERE subject = 'settled'");
  // As if 99,998 more were waiting.
  db.run("UPDATE total SET value = value + 99998 WHERE name = 'outbox'");
  run("storeMessage", visitorMessage("c1", "x", { id: "second" }));
  expect(waiting(db).map(({ subject }) => subject)).toEqual(["first", "second"]);
  run("storeMessage", visitorMessage("c1", "y", { id: "third" }));
  expect(waiting(db).map(({ subject }) => subject)).toEqual(["second", "third"]);
  expect(db.query("SELECT given_up FROM webhook").get()).toEqual({ given_up: 1 });
});

test("A conversation that changes over and over while it waits takes no other event's place", async () => {
  await using file = databaseFile();
  using opened = open(file);
  const { db, run } = opened;
  run("subscribeWebhook", WEBHOOK);
  run("storeMessage", visitorMessage("c1", "the first", { id: "first" }));
  run("setConversationState", { id: "c1", state: "CLOSED" });
  // As if it had changed 100,000 times: each change uses up an id.
  db.run("UPDATE sqlite_sequence SET seq = 100002 WHERE name = 'outbox'");
  run("storeMessage", visitorMessage("c2", "x", { id: "second" }));
  expect(waiting(db).map(({ subject }) => subject)).toEqual(["first", "c1", "second"]);
  expect(db.query("SELECT given_up FROM webhook").get()).toEqual({ given_up: 0 });
});

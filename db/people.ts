/** People whom a site has vouched for: the secret that it signs with, and whose conversation is whose. */
import type { Database } from "bun:sqlite";

export const PEOPLE_TABLES = `
  ALTER TABLE channel ADD COLUMN require_identity INTEGER NOT NULL DEFAULT 0;
  -- How often the secret was replaced: a token says in which turn its person was vouched for.
  ALTER TABLE channel ADD COLUMN identity_version INTEGER NOT NULL DEFAULT 0;
  CREATE TABLE channel_identity (
    channel TEXT PRIMARY KEY REFERENCES channel (id),
    secret  TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- \`number\` counts a person's conversations, the newest goes on. It may have no message yet, so that all
  -- devices of a person begin in the same one.
  CREATE TABLE person_conversation (
    conversation TEXT PRIMARY KEY,
    channel      TEXT NOT NULL REFERENCES channel (id),
    user_id      TEXT NOT NULL,
    number       INTEGER NOT NULL,
    UNIQUE (channel, user_id, number)
  ) STRICT, WITHOUT ROWID;

  -- Whoever comes first, the conversation or the knowing whose it is: the metadata can be filtered by it.
  CREATE TRIGGER conversation_of_person AFTER INSERT ON conversation
  WHEN EXISTS (SELECT 1 FROM person_conversation WHERE conversation = new.id) BEGIN
    UPDATE conversation SET metadata = json_patch(metadata, json_object('contact', json_object(
      'user_id', (SELECT user_id FROM person_conversation WHERE conversation = new.id),
      'verified', json('true'))))
    WHERE key = new.key;
  END;
  CREATE TRIGGER person_of_conversation AFTER INSERT ON person_conversation BEGIN
    UPDATE conversation SET metadata = json_patch(metadata, json_object('contact', json_object(
      'user_id', new.user_id, 'verified', json('true'))))
    WHERE id = new.conversation;
  END;
`;

export interface SecretRequest {
  readonly channelId: string;
  /** Becomes the channel's, when it has none or is to get another one. */
  readonly newSecret: string;
  readonly rotate: boolean;
}

export interface SecretOutcome {
  readonly secret: string;
  /** There was another one before it. */
  readonly isRotated: boolean;
}

export interface PersonEntry {
  readonly channelId: string;
  readonly userId: string;
  /** For a conversation that would begin now. */
  readonly newId: string;
  /** A conversation of the channel that they have begun before anybody vouched for them. */
  readonly claimedId: string | undefined;
  /** Another one, if the newest is closed. */
  readonly startsNew: boolean;
}

interface Newest {
  readonly conversationId: string;
  readonly number: number;
  /** Null: it has no message yet. */
  readonly state: "OPEN" | "CLOSED" | null;
}

export interface Entered {
  readonly conversationId: string;
  /** It was nobody's, and has messages. */
  readonly isClaimed: boolean;
}

/** Each runs inside the writer's transaction. */
export interface PeopleWrites {
  /** Undefined: there is no such channel. */
  identitySecret(request: SecretRequest): SecretOutcome | undefined;
  /** The person's newest conversation, whichever of their devices comes first. */
  enterAsPerson(entry: PersonEntry): Entered;
}

export interface PeopleReads {
  /** Undefined as long as nobody has asked for it. */
  secretOf(channelId: string): string | undefined;
  /** Where the person goes on; undefined: that has to be stored first. */
  conversationOf(entry: Omit<PersonEntry, "newId">): string | undefined;
  /** Whose conversation it is; undefined: nobody has vouched for them. */
  userOf(conversationId: string): string | undefined;
}

const NEWEST = `SELECT p.conversation AS conversationId, p.number, c.state
  FROM person_conversation p LEFT JOIN conversation c ON c.id = p.conversation
  WHERE p.channel = ? AND p.user_id = ? ORDER BY p.number DESC LIMIT 1`;
const SECRET = "SELECT secret FROM channel_identity WHERE channel = ?";
const USER = "SELECT user_id AS userId FROM person_conversation WHERE conversation = ?";

export function peopleWrites(db: Database): PeopleWrites {
  const channel = db.query<{ id: string }, [string]>("SELECT id FROM channel WHERE id = ?");
  const secretOf = db.query<{ secret: string }, [string]>(SECRET);
  const setSecret = db.query<null, [string, string]>(
    `INSERT INTO channel_identity (channel, secret) VALUES (?, ?)
     ON CONFLICT (channel) DO UPDATE SET secret = excluded.secret`,
  );
  const count = db.query<null, [string]>(
    "UPDATE channel SET identity_version = identity_version + 1 WHERE id = ?",
  );
  const newest = db.query<Newest, [string, string]>(NEWEST);
  const userOf = db.query<{ userId: string }, [string]>(USER);
  const hasMessages = db.query<{ id: string }, [string, string]>(
    "SELECT id FROM conversation WHERE id = ? AND channel_id = ?",
  );
  const add = db.query<null, [string, string, string, number]>(
    `INSERT INTO person_conversation (conversation, channel, user_id, number) VALUES (?, ?, ?, ?)`,
  );

  return {
    identitySecret({ channelId, newSecret, rotate }) {
      if (channel.get(channelId) === null) return undefined;
      const before = secretOf.get(channelId)?.secret;
      if (before !== undefined && !rotate) return { secret: before, isRotated: false };
      setSecret.run(channelId, newSecret);
      if (before !== undefined) count.run(channelId);
      return { secret: newSecret, isRotated: before !== undefined };
    },

    enterAsPerson({ channelId, userId, newId, claimedId, startsNew }) {
      const last = newest.get(channelId, userId);
      const isClaimed =
        claimedId !== undefined &&
        userOf.get(claimedId) === null &&
        hasMessages.get(claimedId, channelId) !== null;
      if (last !== null && !isFollowed(last, isClaimed, startsNew)) {
        return { conversationId: last.conversationId, isClaimed: false };
      }
      const conversationId = isClaimed ? claimedId : newId;
      add.run(conversationId, channelId, userId, (last?.number ?? 0) + 1);
      return { conversationId, isClaimed };
    },
  };
}

/** Whether another conversation follows a person's newest one. */
function isFollowed({ state }: Newest, isClaimed: boolean, startsNew: boolean): boolean {
  return (startsNew && state === "CLOSED") || (isClaimed && state === null);
}

export function peopleReads(db: Database): PeopleReads {
  const secretOf = db.query<{ secret: string }, [string]>(SECRET);
  const newest = db.query<Newest, [string, string]>(NEWEST);
  const userOf = db.query<{ userId: string }, [string]>(USER);
  return {
    secretOf: (channelId) => secretOf.get(channelId)?.secret,
    conversationOf({ channelId, userId, claimedId, startsNew }) {
      const last = newest.get(channelId, userId);
      const isClaimed = claimedId !== undefined;
      if (last === null || isFollowed(last, isClaimed, startsNew)) return undefined;
      return last.conversationId;
    },

    userOf: (conversationId) => userOf.get(conversationId)?.userId,
  };
}

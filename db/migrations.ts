/**
 * The schema's history: append only. Number N takes a database from `user_version` N-1 to N; a released
 * one is never edited.
 */
import { SIGHTING_COLUMNS } from "./sightings.ts";
import { SAVED_VIEW_TABLE } from "./saved-views.ts";
import { CANNED_ANSWER_TABLE } from "./canned-answers.ts";
import { NOTE_TABLE } from "./notes.ts";
import { PAGE_VISIT_TABLES } from "./page-visits.ts";
import { PEOPLE_TABLES } from "./people.ts";

export const MIGRATIONS: readonly string[] = [
  /* 1 */ `
  CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- One row for each start of a server on this file. Messages stored during it have positions from
  -- first_position up to the next row's. It tells an offset of this file from one of a lost copy.
  CREATE TABLE history (
    number         INTEGER PRIMARY KEY,
    id             TEXT NOT NULL UNIQUE,
    first_position INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE channel (
    id                TEXT PRIMARY KEY,
    source            TEXT NOT NULL,
    source_channel_id TEXT NOT NULL,
    name              TEXT NOT NULL,
    image_url         TEXT,
    connected         INTEGER NOT NULL,
    config            TEXT NOT NULL DEFAULT '{}',
    created_at        INTEGER NOT NULL,
    UNIQUE (source, source_channel_id)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE user (
    id            TEXT PRIMARY KEY,
    email         TEXT NOT NULL UNIQUE,
    first_name    TEXT NOT NULL,
    last_name     TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    created_at    INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- An operator's token is good as long as its row is here.
  CREATE TABLE login (
    id         TEXT PRIMARY KEY,
    user_id    TEXT NOT NULL REFERENCES user (id) ON DELETE CASCADE,
    expires_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX login_by_user ON login (user_id);

  -- What lists show is kept here, in the transaction that stores the message. \`key\` is the short name
  -- of the conversation inside this file; \`id\` the one the world knows.
  CREATE TABLE conversation (
    key           INTEGER PRIMARY KEY,
    id            TEXT NOT NULL UNIQUE,
    channel_id    TEXT NOT NULL REFERENCES channel (id),
    created_at    INTEGER NOT NULL,
    display_name  TEXT NOT NULL,
    first_name    TEXT,
    last_name     TEXT,
    avatar_url    TEXT,
    state         TEXT NOT NULL CHECK (state IN ('OPEN', 'CLOSED')),
    metadata      TEXT NOT NULL DEFAULT '{}',
    last_offset   INTEGER NOT NULL,
    last_position INTEGER NOT NULL,
    unread        INTEGER NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX conversation_by_activity ON conversation (last_position);

  -- A page of a conversation lies together on disk; position is the order over all conversations.
  CREATE TABLE message (
    conversation INTEGER NOT NULL REFERENCES conversation (key),
    offset       INTEGER NOT NULL,
    position     INTEGER NOT NULL UNIQUE,
    id           TEXT NOT NULL UNIQUE,
    sender_type  TEXT NOT NULL,
    sender_id    TEXT NOT NULL,
    sender_name  TEXT NOT NULL,
    sent_at      INTEGER NOT NULL,
    state        TEXT NOT NULL,
    content      TEXT NOT NULL,
    metadata     TEXT NOT NULL DEFAULT '{}',
    PRIMARY KEY (conversation, offset)
  ) STRICT, WITHOUT ROWID;

  -- Totals that a list shows without counting rows.
  CREATE TABLE total (
    name  TEXT PRIMARY KEY,
    value INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  INSERT INTO total VALUES ('conversations', 0), ('unread_conversations', 0);
  CREATE TRIGGER conversation_added AFTER INSERT ON conversation BEGIN
    UPDATE total SET value = value + 1 WHERE name = 'conversations';
    UPDATE total SET value = value + 1 WHERE name = 'unread_conversations' AND new.unread > 0;
  END;
  CREATE TRIGGER conversation_unread_changed AFTER UPDATE OF unread ON conversation
  WHEN (new.unread > 0) <> (old.unread > 0) BEGIN
    UPDATE total SET value = value + (new.unread > 0) - (old.unread > 0)
    WHERE name = 'unread_conversations';
  END;
  `,
  /* 2 */ `
  -- Accounts from before there were roles are admins.
  ALTER TABLE user ADD COLUMN role TEXT NOT NULL DEFAULT 'admin' CHECK (role IN ('admin', 'agent'));
  ALTER TABLE user ADD COLUMN availability TEXT NOT NULL DEFAULT 'available'
    CHECK (availability IN ('available', 'away'));
  -- The picture's address, and its file.
  ALTER TABLE user ADD COLUMN avatar_url TEXT;
  ALTER TABLE user ADD COLUMN avatar_file TEXT;
  INSERT INTO total SELECT 'users', count(*) FROM user;
  CREATE TRIGGER user_added AFTER INSERT ON user BEGIN
    UPDATE total SET value = value + 1 WHERE name = 'users';
  END;
  CREATE TRIGGER user_removed AFTER DELETE ON user BEGIN
    UPDATE total SET value = value - 1 WHERE name = 'users';
  END;

  -- Those from before it was noted were good for 30 days.
  ALTER TABLE login ADD COLUMN created_at INTEGER NOT NULL DEFAULT 0;
  UPDATE login SET created_at = expires_at - 2592000000;
  ALTER TABLE login ADD COLUMN seen_at INTEGER;
  ALTER TABLE login ADD COLUMN user_agent TEXT;

  -- \`hash\` is the SHA-256 of the token, hex: the token itself is shown once and kept nowhere.
  CREATE TABLE invitation (
    id         TEXT PRIMARY KEY,
    hash       TEXT NOT NULL UNIQUE,
    role       TEXT NOT NULL CHECK (role IN ('admin', 'agent')),
    created_by TEXT NOT NULL,
    name       TEXT,
    expires_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE api_token (
    id         TEXT PRIMARY KEY,
    hash       TEXT NOT NULL UNIQUE,
    name       TEXT NOT NULL,
    role       TEXT NOT NULL CHECK (role IN ('admin', 'agent')),
    created_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE tag (
    id         TEXT PRIMARY KEY,
    name       TEXT NOT NULL UNIQUE,
    color      TEXT NOT NULL,
    created_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE conversation_tag (
    conversation INTEGER NOT NULL REFERENCES conversation (key),
    tag          TEXT NOT NULL REFERENCES tag (id) ON DELETE CASCADE,
    PRIMARY KEY (conversation, tag)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX conversation_tag_by_tag ON conversation_tag (tag, conversation);

  ALTER TABLE conversation ADD COLUMN assignee TEXT REFERENCES user (id) ON DELETE SET NULL;
  CREATE INDEX conversation_by_assignee ON conversation (assignee) WHERE assignee IS NOT NULL;
  -- Everything up to this offset is read: \`unread\` counts the visitor's messages behind it.
  ALTER TABLE conversation ADD COLUMN read_offset INTEGER NOT NULL DEFAULT 0;
  UPDATE conversation SET read_offset = last_offset WHERE unread = 0;
  UPDATE conversation SET read_offset = m.offset - 1 FROM (
    SELECT conversation, offset,
      row_number() OVER (PARTITION BY conversation ORDER BY offset DESC) AS number
    FROM message WHERE sender_type = 'source_contact') m
  WHERE m.conversation = key AND m.number = unread;
  -- An operator has chosen the display name: what visitors call themselves does not replace it.
  ALTER TABLE conversation ADD COLUMN is_named INTEGER NOT NULL DEFAULT 0;
  -- Of the message that has opened it again last.
  ALTER TABLE conversation ADD COLUMN reopened_offset INTEGER NOT NULL DEFAULT 0;
  -- A JSON array of origins; empty: any.
  ALTER TABLE channel ADD COLUMN allowed_origins TEXT NOT NULL DEFAULT '[]';

  CREATE TABLE webhook (
    id              TEXT PRIMARY KEY,
    url             TEXT NOT NULL,
    name            TEXT,
    headers         TEXT NOT NULL,
    signature_key   TEXT NOT NULL,
    created_at      INTEGER NOT NULL,
    given_up        INTEGER NOT NULL DEFAULT 0,
    last_success_at INTEGER,
    last_failure_at INTEGER,
    last_failure    TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE webhook_event (
    type    TEXT NOT NULL,
    webhook TEXT NOT NULL REFERENCES webhook (id) ON DELETE CASCADE,
    PRIMARY KEY (type, webhook)
  ) STRICT, WITHOUT ROWID;

  -- What is still to be told to a webhook, in the order of the commits; an id is never used again. Filled by
  -- triggers of the writer's connection (outbox-triggers.ts). next_attempt_at 0: not tried yet.
  CREATE TABLE outbox (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    webhook         TEXT NOT NULL REFERENCES webhook (id) ON DELETE CASCADE,
    type            TEXT NOT NULL,
    subject         TEXT NOT NULL,
    lane            TEXT NOT NULL,
    event_id        TEXT NOT NULL,
    created_at      INTEGER NOT NULL,
    attempts        INTEGER NOT NULL DEFAULT 0,
    next_attempt_at INTEGER NOT NULL DEFAULT 0,
    UNIQUE (webhook, type, subject)
  ) STRICT;
  CREATE INDEX outbox_by_time ON outbox (webhook, next_attempt_at);
  -- The newest 100,000 wait at most. They are counted: an event that becomes a newer one uses up an id too.
  INSERT INTO total VALUES ('outbox', 0);
  CREATE TRIGGER outbox_added AFTER INSERT ON outbox BEGIN
    UPDATE total SET value = value + 1 WHERE name = 'outbox';
    UPDATE webhook SET given_up = given_up + 1
    WHERE id = (SELECT webhook FROM outbox ORDER BY id LIMIT 1)
      AND (SELECT value FROM total WHERE name = 'outbox') > 100000;
    DELETE FROM outbox
    WHERE id = (SELECT min(id) FROM outbox)
      AND (SELECT value FROM total WHERE name = 'outbox') > 100000;
  END;
  CREATE TRIGGER outbox_removed AFTER DELETE ON outbox BEGIN
    UPDATE total SET value = value - 1 WHERE name = 'outbox';
  END;

  -- What filters read. The newest message's time, kept by storeMessage.
  ALTER TABLE conversation ADD COLUMN last_message_at INTEGER NOT NULL DEFAULT 0;
  UPDATE conversation SET last_message_at = m.sent_at FROM message m
  WHERE m.conversation = key AND m.offset = last_offset;
  CREATE INDEX conversation_by_name ON conversation (display_name);

  -- The metadata's values by their dotted path; those of an array share one.
  CREATE TABLE conversation_metadata (
    path         TEXT NOT NULL,
    conversation INTEGER NOT NULL REFERENCES conversation (key),
    element      INTEGER NOT NULL,
    value        TEXT NOT NULL,
    number       REAL,
    PRIMARY KEY (path, conversation, element)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX conversation_metadata_by_conversation ON conversation_metadata (conversation);
  CREATE TRIGGER conversation_metadata_changed AFTER UPDATE OF metadata ON conversation
  WHEN new.metadata <> old.metadata BEGIN
    DELETE FROM conversation_metadata WHERE conversation = old.key;
    INSERT INTO conversation_metadata
    SELECT replace(substr(iif(typeof(key) = 'integer', path, fullkey), 3), '"', ''), new.key, id,
      iif(type IN ('true', 'false'), type, atom), iif(type IN ('integer', 'real'), atom, NULL)
    FROM json_tree(new.metadata) WHERE atom IS NOT NULL;
  END;

  -- The words of the messages (search-index.ts). said: one row a message, its rowid the conversation's key
  -- times 2^24 plus the offset, so that what one conversation says lies together. conversation_word: the
  -- rowid is the conversation's key, and each message adds its words to it; a word is in it or not.
  -- The words come divided and folded already (protocol/words.ts): the tokenizer only parts them at spaces.
  CREATE VIRTUAL TABLE said USING fts5(words, content='', columnsize=0, tokenize='ascii');
  CREATE VIRTUAL TABLE conversation_word USING fts5(
    words, content='', columnsize=0, detail=none, tokenize='ascii', prefix='1 2 3'
  );
  -- Messages up to this position are in both.
  CREATE TABLE searchable (up_to INTEGER NOT NULL) STRICT;
  INSERT INTO searchable VALUES (0);

  ${NOTE_TABLE}
  ${CANNED_ANSWER_TABLE}
  ${SAVED_VIEW_TABLE}

  -- What people have uploaded. Its owner is a conversation or an operator. Until it is whole its size is what it
  -- may come to be; what is not whole at a start is taken away.
  CREATE TABLE file (
    key        INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE,
    owner      TEXT NOT NULL,
    name       TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size       INTEGER NOT NULL,
    is_whole   INTEGER NOT NULL,
    created_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX file_by_owner ON file (owner, size);
  CREATE INDEX file_unfinished ON file (id) WHERE is_whole = 0;
  CREATE TABLE file_piece (
    file   INTEGER NOT NULL REFERENCES file (key) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    bytes  BLOB NOT NULL,
    PRIMARY KEY (file, number)
  ) STRICT;
  ${PAGE_VISIT_TABLES}
  ${SIGHTING_COLUMNS}
  ${PEOPLE_TABLES}
  `,
];

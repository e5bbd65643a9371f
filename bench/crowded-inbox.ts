/**
 * A database of a crowded inbox: a hundred thousand conversations with names, tags, states and a million
 * messages that a search finds. Written by SQL in bulk, so that it takes seconds; what it holds is the same
 * every time. One conversation, the newest but nine, is long.
 */
import { connect, openDatabase } from "../db/open.ts";
import { OFFSETS } from "../db/search-index.ts";

export interface Crowd {
  /** A hundred or more. */
  readonly conversations: number;
  readonly messages: number;
  /** Of the long conversation. */
  readonly longest: number;
}

export const CROWD: Crowd = { conversations: 100_000, messages: 1_000_000, longest: 3_000 };

/** Tags as they are named, and of how many conversations each is on one. */
const TAGS = [
  { name: "billing", color: "tag-blue", every: 4 },
  { name: "refund", color: "tag-red", every: 9 },
  { name: "VIP", color: "tag-purple", every: 25 },
  { name: "shipping abroad", color: "tag-green", every: 6 },
] as const;

const FIRST =
  "Ada Grace Katherine Alan Hedy Edsger Barbara Donald Radia Tim Margaret Linus Sofia Niklaus";
const LAST =
  "Lovelace Hopper Johnson Turing Lamarr Dijkstra Liskov Knuth Perlman Kovalevskaya Hamilton";
const ASKED = [
  "Do you ship to Iceland",
  "Where is my parcel",
  "The invoice has the wrong address",
  "Is the blue one still in stock",
  "It arrived broken and I would like a refund",
  "Can I change the size",
  "Which one fits a child of seven",
  "Thank you that was quick",
];
const TOPICS = [
  "please",
  "for my sister",
  "this week",
  "again",
  "before Friday",
  "by the way",
  "today",
];

const SEEDED_AT = Date.UTC(2026, 0, 7, 12);

/** Makes the file at `path` and fills it. The newest message is `SEEDED_AT`. */
export function seedCrowdedInbox(path: string, crowd = CROWD): void {
  const newId = (): string => Bun.randomUUIDv7();
  openDatabase(path, newId).reader.close();
  const db = connect(path);
  db.run("PRAGMA synchronous = OFF");
  db.run("PRAGMA cache_size = -200000");
  db.transaction(() => {
    const channel = newId();
    db.query(
      "INSERT INTO channel (id, source, source_channel_id, name, connected, created_at) VALUES (?, 'chat_plugin', 'shop', 'Shop', 1, ?)",
    ).run(channel, SEEDED_AT);
    for (const [table, list] of [
      ["first_name", FIRST.split(" ")],
      ["last_name", LAST.split(" ")],
      ["asked", ASKED],
      ["topic", TOPICS],
    ] as const) {
      db.run(`CREATE TEMP TABLE ${table} (number INTEGER PRIMARY KEY, text TEXT)`);
      const insert = db.query(`INSERT INTO ${table} VALUES (?, ?)`);
      for (const [number, text] of list.entries()) insert.run(number, text);
    }
    const rest = crowd.messages - crowd.longest;
    const short = Math.floor(rest / (crowd.conversations - 1));
    const longer = rest % (crowd.conversations - 1);
    db.query(
      `INSERT INTO conversation (key, id, channel_id, created_at, display_name, state, last_offset,
         last_position, unread, read_offset, last_message_at)
       WITH RECURSIVE n(c) AS (SELECT 1 UNION ALL SELECT c + 1 FROM n WHERE c < $conversations),
         short AS (SELECT c, $short + (c <= $longer) AS length, c * $short + min(c, $longer) AS position
           FROM n),
         sized AS (SELECT c, iif(c = $conversations - 9, $longest, length) AS length,
           position + iif(c >= $conversations - 9, $longest - $short, 0) AS position FROM short)
       SELECT c, printf('0197c0de-0000-7000-8000-%012x', c), $channel,
         $at - ($conversations - c + 1) * 60000,
         (SELECT text FROM first_name WHERE number = c % $firsts) || ' ' ||
           (SELECT text FROM last_name WHERE number = (c / 3) % $lasts),
         iif(c % 3 = 0, 'CLOSED', 'OPEN'), length, position,
         iif(c % 5 = 0 AND c % 3 > 0, 1, 0), length - iif(c % 5 = 0 AND c % 3 > 0, 1, 0),
         $at - ($conversations - c) * 60000
       FROM sized`,
    ).run({
      ...{ conversations: crowd.conversations, longest: crowd.longest, short, longer, channel },
      ...{ firsts: FIRST.split(" ").length, lasts: LAST.split(" ").length, at: SEEDED_AT },
    });
    // The long one by itself: every conversation is joined with as many numbers as the longest needs.
    for (const [isLong, most] of [
      [false, short + 1],
      [true, crowd.longest],
    ] as const) {
      db.query(
        `INSERT INTO message (conversation, offset, position, id, sender_type, sender_id, sender_name,
           sent_at, state, content)
         WITH RECURSIVE n(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM n WHERE k < $most)
         SELECT c.key, k, c.last_position - c.last_offset + k,
           printf('0197c0de-0001-7000-8000-%012x', c.last_position - c.last_offset + k),
           'source_contact', c.id, c.display_name,
           c.last_message_at - (c.last_offset - k) * 1000, 'DELIVERED',
           json_object('type', 'text', 'text',
             (SELECT text FROM asked WHERE number = (c.key + k * 3) % $asked) || ' ' ||
             (SELECT text FROM topic WHERE number = (c.key * 5 + k) % $topics) || ', order ' || c.key)
         FROM conversation c CROSS JOIN n ON k <= c.last_offset
         WHERE (c.last_offset = $longest) = $isLong`,
      ).run({
        ...{ most, isLong: Number(isLong), longest: crowd.longest },
        ...{ asked: ASKED.length, topics: TOPICS.length },
      });
    }
    for (const { name, color, every } of TAGS) {
      const tag = newId();
      db.query("INSERT INTO tag (id, name, color, created_at) VALUES (?, ?, ?, ?)").run(
        ...[tag, name, color, SEEDED_AT],
      );
      db.query(
        "INSERT INTO conversation_tag (conversation, tag) SELECT key, ? FROM conversation WHERE key % ? = 0",
      ).run(tag, every);
    }
    const words = "lower(replace(content ->> 'text', ',', ''))";
    db.run(`INSERT INTO said (rowid, words) SELECT conversation * ${OFFSETS} + offset, ${words}
            FROM message WHERE offset < ${OFFSETS}`);
    db.run(`INSERT INTO conversation_word (rowid, words)
            SELECT conversation, group_concat(${words}, ' ') FROM message WHERE offset <= 8
            GROUP BY conversation`);
    db.run("UPDATE searchable SET up_to = (SELECT max(position) FROM message)");
  })();
  db.run("PRAGMA wal_checkpoint(TRUNCATE)");
  db.close();
}

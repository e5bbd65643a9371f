/**
 * The words of the messages, for whoever looks for them. They are added behind the messages, in steps, so that
 * nobody who sends waits for it: `searchable` says how far it has come, in the transaction that has come there.
 *
 * `conversation_word` says which conversations have a word. Its row is the conversation, and each message adds
 * to that row: FTS5 keeps one entry of a row and a word, however often the two are written, so a word that stands
 * in a million messages costs as many entries as there are conversations. `said` has a row for each message,
 * with the places of the words in it, for phrases.
 */
import type { Database } from "bun:sqlite";
import { wordsOf } from "../protocol/words.ts";
import { shownText } from "./shown-text.ts";

/** Offsets in one conversation that `said` has room for; later messages are found by their words only. */
export const OFFSET_BITS = 24;
export const OFFSETS = 2 ** OFFSET_BITS;

/** Words of one message that can be found, its first ones: one that is nothing but words costs no more than this. */
export const MESSAGE_WORDS = 2_000;

/** The next messages: at most `limit`, and fewer when they are long, since everybody's writing waits for it. */
export interface IndexStep {
  readonly limit: number;
  /** Of all of them, in UTF-16 units: the message that reaches it is the last one. */
  readonly length: number;
}

export interface Indexed {
  /** Messages up to this position can be found. */
  readonly upTo: number;
  /** Whether there is more to do. */
  readonly isBehind: boolean;
}

export interface SearchIndexWrites {
  indexMessages(step: IndexStep): Indexed;
}

interface Spoken {
  readonly conversation: number;
  readonly offset: number;
  readonly position: number;
  readonly content: string;
}

export function searchIndexWrites(db: Database): SearchIndexWrites {
  const upTo = db.query<{ position: number }, []>("SELECT up_to AS position FROM searchable");
  const move = db.query<null, [number]>("UPDATE searchable SET up_to = ?");
  const next = db.query<Spoken, [number, number]>(
    `SELECT conversation, offset, position, content FROM message
     WHERE position > ? ORDER BY position LIMIT ?`,
  );
  const addSaid = db.query<null, [number, string]>("INSERT INTO said (rowid, words) VALUES (?, ?)");
  const addWords = db.query<null, [number, string]>(
    "INSERT INTO conversation_word (rowid, words) VALUES (?, ?)",
  );

  return {
    indexMessages({ limit, length: lengthMax }) {
      const from = upTo.get()?.position ?? 0;
      const messages: Spoken[] = [];
      let length = 0;
      for (const message of next.iterate(from, limit)) {
        messages.push(message);
        length += message.content.length;
        if (length >= lengthMax) break;
      }
      const last = messages.at(-1)?.position;
      if (last === undefined) return { upTo: from, isBehind: false };
      // In the order of the rows: FTS5 writes out what it has gathered whenever a row comes out of order.
      messages.sort((a, b) => a.conversation - b.conversation || a.offset - b.offset);
      let words = new Set<string>();
      for (const [index, { conversation, offset, content }] of messages.entries()) {
        const said = wordsOf(shownText(content), MESSAGE_WORDS).map(({ word }) => word);
        if (offset < OFFSETS) addSaid.run(conversation * OFFSETS + offset, said.join(" "));
        for (const word of said) words.add(word);
        if (messages[index + 1]?.conversation === conversation) continue;
        addWords.run(conversation, [...words].join(" "));
        words = new Set();
      }
      move.run(last);
      return { upTo: last, isBehind: messages.length === limit || length >= lengthMax };
    },
  };
}

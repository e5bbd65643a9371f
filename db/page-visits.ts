/** The pages that visitors have opened: the newest ones of each conversation. */
import type { Database } from "bun:sqlite";

export const PAGE_VISIT_TABLES = `
  -- \`number\` counts the pages of a conversation; the newest 50 are kept.
  CREATE TABLE page_visit (
    conversation INTEGER NOT NULL REFERENCES conversation (key) ON DELETE CASCADE,
    number       INTEGER NOT NULL,
    url          TEXT NOT NULL,
    title        TEXT,
    opened_at    INTEGER NOT NULL,
    PRIMARY KEY (conversation, number)
  ) STRICT, WITHOUT ROWID;
`;

export interface PageVisitRow {
  readonly url: string;
  readonly title: string | null;
  readonly openedAt: number;
}

export interface NewPageVisit extends PageVisitRow {
  readonly conversationId: string;
}

export interface PageVisitWrites {
  /**
   * In the order in which they were opened. Keeps the newest `limit` of each conversation; forgets those of
   * conversations that do not exist, and the same page once more.
   */
  storePageVisits(visits: { opened: readonly NewPageVisit[]; limit: number }): void;
}

export interface PageVisitReads {
  /** The newest first. */
  of(conversationId: string): PageVisitRow[];
}

interface Newest {
  readonly key: number;
  /** 0 and null: there is none yet. */
  readonly number: number;
  readonly url: string | null;
}

export function pageVisitWrites(db: Database): PageVisitWrites {
  const newest = db.query<Newest, [string]>(
    `SELECT c.key, coalesce(p.number, 0) AS number, p.url
     FROM conversation c LEFT JOIN page_visit p ON p.conversation = c.key
     WHERE c.id = ? ORDER BY p.number DESC LIMIT 1`,
  );
  const insert = db.query<null, [number, number, string, string | null, number]>(
    `INSERT INTO page_visit (conversation, number, url, title, opened_at) VALUES (?, ?, ?, ?, ?)`,
  );
  const rename = db.query<null, [string, number, number]>(
    "UPDATE page_visit SET title = ?1 WHERE conversation = ?2 AND number = ?3 AND title IS NOT ?1",
  );
  const prune = db.query<null, [number, number]>(
    "DELETE FROM page_visit WHERE conversation = ? AND number <= ?",
  );
  return {
    storePageVisits({ opened, limit }) {
      for (const { conversationId, url, title, openedAt } of opened) {
        const before = newest.get(conversationId);
        if (before === null) continue;
        const { key, number } = before;
        if (before.url === url) {
          if (title !== null) rename.run(title, key, number);
          continue;
        }
        insert.run(key, number + 1, url, title, openedAt);
        prune.run(key, number + 1 - limit);
      }
    },
  };
}

export function pageVisitReads(db: Database): PageVisitReads {
  const list = db.query<PageVisitRow, [string]>(
    `SELECT p.url, p.title, p.opened_at AS openedAt
     FROM page_visit p JOIN conversation c ON c.key = p.conversation
     WHERE c.id = ? ORDER BY p.number DESC`,
  );
  return {
    of: (conversationId) => list.all(conversationId),
  };
}

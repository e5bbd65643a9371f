/** How far the two sides have seen a conversation, and when. */
import type { Database } from "bun:sqlite";

export const SIGHTING_COLUMNS = `
  ALTER TABLE conversation ADD COLUMN seen_offset INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE conversation ADD COLUMN seen_at INTEGER;
  -- When read_offset was last moved forward.
  ALTER TABLE conversation ADD COLUMN read_at INTEGER;
`;

/** The visitor has seen everything up to that offset. */
export interface Sighting {
  readonly conversationId: string;
  readonly offset: number;
  readonly seenAt: number;
}

export interface SightingWrites {
  /** Never takes one back; forgets those of conversations that do not exist. */
  storeSightings(sightings: readonly Sighting[]): void;
}

export function sightingWrites(db: Database): SightingWrites {
  const store = db.query<null, [number, number, string]>(
    `UPDATE conversation SET seen_offset = ?1, seen_at = ?2
     WHERE id = ?3 AND seen_offset < ?1 AND last_offset >= ?1`,
  );
  return {
    storeSightings(sightings) {
      for (const { conversationId, offset, seenAt } of sightings) {
        store.run(offset, seenAt, conversationId);
      }
    },
  };
}

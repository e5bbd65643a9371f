import type { NoteRow } from "../db/notes.ts";
import type { Note } from "../protocol/notes.ts";

/** A note as the API and the queue show it. */
export function toNote(row: NoteRow): Note {
  return {
    id: row.id,
    conversation_id: row.conversationId,
    text: row.text,
    author: { id: row.authorId, name: row.authorName },
    created_at: new Date(row.createdAt).toISOString(),
    offset: row.offset,
    number: row.number,
  };
}

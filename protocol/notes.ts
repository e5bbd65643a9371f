import * as v from "valibot";
import { PageRequest, textUpTo, Uuid } from "./json.ts";
import { NOTE_LIMITS } from "./limits.ts";

export type { Note, NoteEvent, NotePage } from "./answers/notes.ts";

export const CreateNote = v.object({
  /** The author's own; without it the server makes one. */
  id: v.optional(Uuid),
  conversation_id: Uuid,
  text: textUpTo(NOTE_LIMITS.textLength),
});
export const ListNotes = v.object({ conversation_id: Uuid, ...PageRequest.entries });
export const RemoveNote = v.object({ id: Uuid });

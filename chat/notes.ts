/** Internal notes: stored first, then told to the operators, and to nobody else. */
import type { NoteRow } from "../db/notes.ts";
import type { Writer } from "../db/writer.ts";
import { ParleyError } from "../errors.ts";
import { NOTE_LIMITS } from "../protocol/limits.ts";
import type { OnChange } from "./changes.ts";
import type { Operator } from "./tokens.ts";

export interface NotesDeps {
  readonly writer: Writer;
  readonly onChange: OnChange;
  readonly now: () => number;
  readonly newId: () => string;
}

export interface OwnNote {
  /** The author's own; absent: the server makes one. */
  readonly id: string | undefined;
  readonly conversationId: string;
  readonly text: string;
}

export interface Notes {
  /** Rejects with `conversation_not_found`, `note_id_conflict`, `limit_reached`. */
  create(author: Operator, note: OwnNote): Promise<NoteRow>;
  /** Its author may, and admins. Rejects with `note_not_found`, `forbidden`. */
  remove(operator: Operator, id: string): Promise<void>;
}

export function createNotes({ writer, onChange, now, newId }: NotesDeps): Notes {
  return {
    async create({ userId, name }, { id, conversationId, text }) {
      const limit = NOTE_LIMITS.perConversation;
      const note = {
        id: id ?? newId(),
        conversationId,
        authorId: userId,
        authorName: name,
        createdAt: now(),
        text,
      };
      const outcome = await writer.write("createNote", { ...note, limit });
      switch (outcome.status) {
        case "created": {
          const { offset, number } = outcome;
          const stored = { ...note, offset, number };
          onChange({ kind: "note", conversationId, id: stored.id, note: stored });
          return stored;
        }
        case "known":
          return outcome.note;
        case "id_conflict":
          throw new ParleyError("note_id_conflict", "this id belongs to another note");
        case "unknown_conversation":
          throw new ParleyError("conversation_not_found", "there is no such conversation");
        case "too_many":
          throw new ParleyError("limit_reached", `a conversation has ${limit} notes at most`);
      }
    },

    async remove({ userId, loginId }, id) {
      const outcome = await writer.write("removeNote", { id, userId, loginId });
      switch (outcome.status) {
        case "removed":
          return onChange({ kind: "note", conversationId: outcome.conversationId, id });
        case "unknown_note":
          throw new ParleyError("note_not_found", "there is no such note");
        case "forbidden":
          throw new ParleyError("forbidden", "only its author or an admin may do this");
      }
    },
  };
}

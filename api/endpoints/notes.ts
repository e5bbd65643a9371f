import { Nothing } from "../../protocol/answers/answer.ts";
import { Note, NotePage } from "../../protocol/answers/notes.ts";
import { CreateNote, ListNotes, RemoveNote } from "../../protocol/notes.ts";
import type { Endpoint } from "../endpoint.ts";

export const NOTES: readonly Endpoint[] = [
  {
    path: "/notes.create",
    summary: "Writes a note",
    details: "The same `id` again with the same text is answered with the stored note.",
    tokens: ["operator"],
    request: CreateNote,
    answers: { 200: { when: "The note, stored.", body: Note } },
    errors: ["conversation_not_found", "note_id_conflict", "limit_reached"],
    stores: true,
  },
  {
    path: "/notes.list",
    summary: "A conversation's notes",
    details:
      "Each page oldest to latest; the first page is the latest, `next_cursor` goes back in time.",
    tokens: ["operator"],
    request: ListNotes,
    answers: { 200: { when: "One page of them.", body: NotePage } },
    errors: ["conversation_not_found"],
  },
  {
    path: "/notes.remove",
    summary: "Removes a note: its author may, and admins",
    tokens: ["operator"],
    request: RemoveNote,
    answers: { 200: { when: "It is gone.", body: Nothing } },
    errors: ["note_not_found"],
    stores: true,
  },
];

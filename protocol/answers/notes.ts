import * as v from "valibot";
import { Uuid, Whole } from "../json.ts";
import { PageMetadata, Time, answered, listOf } from "./answer.ts";
import { Sender } from "./message.ts";

/** What operators tell each other about a conversation; the visitor never sees it. */
export const Note = answered({
  id: Uuid,
  conversation_id: Uuid,
  text: v.string(),
  author: Sender,
  created_at: Time,
  /** Of the message that it stands behind: the last one when it was written. */
  offset: Whole,
  /** Grows within the conversation: of several behind one message the lower comes first. */
  number: Whole,
});
export type Note = v.InferOutput<typeof Note>;

/** Oldest to latest; the first page is the latest, `next_cursor` goes back in time. */
export const NotePage = answered({ data: listOf(Note), response_metadata: PageMetadata });
export type NotePage = v.InferOutput<typeof NotePage>;

/** `/queue/note`: one was written, or, without `note`, removed. */
export const NoteEvent = answered({
  conversation_id: Uuid,
  id: Uuid,
  note: v.exactOptional(Note),
});
export type NoteEvent = v.InferOutput<typeof NoteEvent>;

/** `/notes.…`: operators only. */
import { Hono } from "hono";
import { toNote } from "../chat/note-json.ts";
import type { Notes } from "../chat/notes.ts";
import type { Tokens } from "../chat/tokens.ts";
import type { NoteExtent, NoteReads, NoteRow } from "../db/notes.ts";
import { ParleyError } from "../errors.ts";
import { CreateNote, ListNotes, RemoveNote } from "../protocol/notes.ts";
import { json } from "./answer.ts";
import { authorize } from "./authorize.ts";
import { readBody } from "./body.ts";
import { decodeCursor, encodeCursor } from "./cursor.ts";
import type { RequestEnv } from "./env.ts";

export interface NoteRoutesDeps {
  readonly tokens: Tokens;
  readonly notes: Notes;
  readonly noteReads: NoteReads;
}

export function createNoteRoutes({ tokens, notes, noteReads }: NoteRoutesDeps): Hono<RequestEnv> {
  return new Hono<RequestEnv>()
    .post("/notes.create", async (c) => {
      const operator = await authorize(c, tokens, "operator");
      const { id, conversation_id: conversationId, text } = await readBody(c, CreateNote);
      return json(toNote(await notes.create(operator, { id, conversationId, text })));
    })

    .post("/notes.list", async (c) => {
      await authorize(c, tokens, "operator");
      const { conversation_id: id, cursor, page_size: size } = await readBody(c, ListNotes);
      const { direction, key } = decodeCursor(cursor);
      const extent = noteReads.extent(id);
      if (extent === undefined) {
        throw new ParleyError("conversation_not_found", "there is no such conversation");
      }
      const rows =
        direction === "before" ? noteReads.before(id, key, size) : noteReads.after(id, key, size);
      return json({
        data: rows.map(toNote),
        response_metadata: {
          ...neighbours(rows, extent),
          filtered_total: extent.count,
          total: extent.count,
        },
      });
    })

    .post("/notes.remove", async (c) => {
      const operator = await authorize(c, tokens, "operator");
      const { id } = await readBody(c, RemoveNote);
      await notes.remove(operator, id);
      return json({});
    });
}

function neighbours(rows: readonly NoteRow[], { first, last }: NoteExtent) {
  const oldest = rows[0]?.number ?? first;
  const newest = rows.at(-1)?.number ?? last;
  return {
    previous_cursor: newest < last ? encodeCursor({ direction: "after", key: newest }) : "",
    next_cursor: oldest > first ? encodeCursor({ direction: "before", key: oldest }) : "",
  };
}
